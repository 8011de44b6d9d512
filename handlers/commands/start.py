"""/start, deep links, and the buttons of the greeting."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import datetime

from bot.newsroom import Newsroom
from bot.translation import N_, gettext
from handlers.commands import article, ask, latest
from handlers.commands.context import Services, within_limit
from handlers.commands.menu import listed
from handlers.transport.updates import Incoming, Pressed
from handlers.views.callback_data import Press
from handlers.views.feeds import how_to_add
from handlers.views.menu import EVERY_OUTLET, HELP, greeting, help_parts, sources_parts
from handlers.views.messages import Part

NO_FEEDS = N_(
    "You run me, and I read no feeds yet. Send /addfeed with the address of a news site, such as /addfeed bbc.co.uk"
)
#: A link's payload: a word, "-" or "_", and words with "_" for blanks: ?start=who_Narendra_Modi, ?start=a_12
_PAYLOAD = re.compile(r"(?P<verb>[A-Za-z]+)(?:[-_](?P<rest>.*))?", re.DOTALL)
ARTICLE, QUESTION = "a", "q"  # short forms, because a payload has 64 characters


async def start(services: Services, incoming: Incoming) -> None:
    """Greet, or do what the deep link says. Starting the bot also ends a pause of its messages."""
    services.awake.add(incoming.chat.chat_id)
    found = _PAYLOAD.fullmatch(incoming.words)
    if found is None or not await _open_link(services, incoming, found["verb"].lower(), found["rest"] or ""):
        await services.reply(
            incoming, [*await _first_steps(services, incoming.user_id), await _greeting(services, incoming)]
        )


async def _open_link(services: Services, incoming: Incoming, verb: str, rest: str) -> bool:
    """Do what a deep link says; return whether it says anything known."""
    words = rest.replace("_", " ").strip()
    if verb == ARTICLE:
        return await article.show(services, incoming, int(rest)) if re.fullmatch("[0-9]{1,18}", rest) else False
    if verb == QUESTION and words:
        await within_limit(services, ask.ask, replace(incoming, words=words), question=True)
        return True
    linked = next((one for one in services.commands if one.link and one.name == verb), None)
    if linked is None:
        return False
    await within_limit(services, linked.run, replace(incoming, words=words), question=linked.question)
    return True


async def _greeting(services: Services, incoming: Incoming) -> Part:
    return await asyncio.to_thread(_composed, services.newsroom, incoming, services.clock())


def _composed(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Part:
    found = newsroom.showcase.examples(now)
    asks = [(one, ask.keep(newsroom, incoming.chat.chat_id, one, now)) for one in found.asks]
    return greeting(found.coverage, found.outlets, asks, found.story, now)


async def _first_steps(services: Services, user_id: int) -> list[Part]:
    """For whoever runs the bot: how to add feeds, as long as there are none."""
    if user_id not in services.admins:
        return []
    health = await asyncio.to_thread(services.newsroom.feeds.health)
    return [] if health else [how_to_add(gettext(NO_FEEDS), tuple(services.starters))]


async def press_home(services: Services, pressed: Pressed, press: Press) -> str | None:
    """A button of the greeting; it sends a new message, so that the greeting stays."""
    if press.number(0) == HELP:
        parts = help_parts(listed(services, pressed.user_id), mention=services.mention_in(pressed))
    elif press.number(0) == EVERY_OUTLET:
        parts = sources_parts(await asyncio.to_thread(services.newsroom.stats), every=True)
    else:
        parts = [await latest.newest(services, pressed.chat.chat_id, pressed.user_id)]
    for part in parts:
        await services.sender.send(pressed.chat, part)
    return ""
