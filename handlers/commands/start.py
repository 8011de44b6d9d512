"""/start, with what a deep link carries, and the greeting when the bot joins a group."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram.ext import CommandHandler

from handlers.commands import ask, following, latest, menu, who
from handlers.commands.context import Action, Desk, on_message
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Incoming, Pressed
from handlers.views.callback_data import Press
from handlers.views.menu import HELP, greeting, help_parts

#: A deep link's payload is "verb" or "verb-words" with "_" for blanks: ?start=who-Narendra_Modi
LINKS: dict[str, Action] = {
    "latest": latest.latest,
    "who": who.who,
    "ask": ask.ask,
    "follow": following.follow,
    "help": menu.show_help,
    "privacy": menu.privacy,
    "sources": menu.sources,
}


def register(app: TelegramApplication, desk: Desk) -> None:
    """Answer /start."""
    app.add_handler(CommandHandler("start", on_message(desk, start)))


async def start(desk: Desk, incoming: Incoming) -> None:
    """Greet, or do what the deep link asks. Whoever starts the bot wants its messages again."""
    await asyncio.to_thread(desk.newsroom.resume_chat, incoming.chat.chat_id)
    verb, _, words = incoming.words.partition("-")
    action = LINKS.get(verb.lower())
    if action:
        await action(desk, replace(incoming, words=words.replace("_", " ").strip()))
    else:
        await desk.reply(incoming, greeting())


async def press_home(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """The greeting's buttons; they answer with a new message so that the greeting stays."""
    if press.number(0) == HELP:
        parts = help_parts()
    else:
        chat_id, user_id = pressed.chat.chat_id, pressed.user_id
        parts = [await asyncio.to_thread(latest.first_page, desk.newsroom, chat_id, user_id, desk.clock())]
    for part in parts:
        await desk.sender.send(pressed.chat, part)
    return ""
