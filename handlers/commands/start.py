"""/start, with what a deep link carries, and the greeting when the bot joins a group."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from handlers.commands import latest
from handlers.commands.context import Desk
from handlers.commands.menu import listed
from handlers.transport.updates import Incoming, Pressed
from handlers.views.callback_data import Press
from handlers.views.feeds import how_to_add
from handlers.views.menu import HELP, greeting, help_parts
from handlers.views.messages import Part

NO_FEEDS = (
    "You run me, and I read no feeds yet. Send /addfeed with the address of a news site, such as /addfeed bbc.co.uk"
)


async def start(desk: Desk, incoming: Incoming) -> None:
    """Greet, or do what the deep link asks. Whoever starts the bot wants its messages again.

    A link's payload is a command's name, or name-words with "_" for blanks: ?start=who-Narendra_Modi
    """
    await asyncio.to_thread(desk.newsroom.subscriptions.resume_chat, incoming.chat.chat_id)
    verb, _, words = incoming.words.partition("-")
    linked = next((one for one in desk.commands if one.link and one.name == verb.lower()), None)
    if linked:
        await linked.action(desk, replace(incoming, words=words.replace("_", " ").strip()))
    else:
        await desk.reply(incoming, [*greeting(), *await _first_steps(desk, incoming.user_id)])


async def _first_steps(desk: Desk, user_id: int) -> list[Part]:
    """Where news comes from, for whoever runs the bot as long as none does."""
    if user_id not in desk.admins:
        return []
    health = await asyncio.to_thread(desk.newsroom.feeds.health)
    return [] if health else [how_to_add(NO_FEEDS, tuple(desk.starters))]


async def press_home(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """The greeting's buttons; they answer with a new message so that the greeting stays."""
    if press.number(0) == HELP:
        parts = help_parts(listed(desk, pressed.user_id))
    else:
        chat_id, user_id = pressed.chat.chat_id, pressed.user_id
        parts = [await asyncio.to_thread(latest.first_page, desk.newsroom, "", chat_id, user_id, desk.clock())]
    for part in parts:
        await desk.sender.send(pressed.chat, part)
    return ""
