"""/latest: headlines newest first, pages turned in place."""

from __future__ import annotations

import asyncio
from datetime import datetime

from telegram.ext import CommandHandler

from bot.models import Headline
from bot.newsroom import Newsroom
from handlers.commands.context import Desk, on_message
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Incoming, Pressed
from handlers.views.callback_data import Press
from handlers.views.headlines import HEADLINES, Place, follow_button, headlines
from handlers.views.html import clip, one_line
from handlers.views.messages import Part, note, rows

VIEW = "latest"
EMPTY = "I have no articles yet. Whoever runs me can add some with “newsbot add”."


def register(app: TelegramApplication, desk: Desk) -> None:
    """Answer /latest."""
    app.add_handler(CommandHandler("latest", on_message(desk, latest, question=True)))


async def latest(desk: Desk, incoming: Incoming) -> None:
    """/latest [topic]."""
    part = await asyncio.to_thread(
        first_page, desk.newsroom, incoming.words, incoming.chat.chat_id, incoming.user_id, desk.clock()
    )
    await desk.reply(incoming, [part])


async def turn(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Another page, in place."""
    part = await asyncio.to_thread(_page, desk.newsroom, press.number(0), press.number(1), chat_id=pressed.chat.chat_id)
    if part is None:
        return None
    await desk.sender.edit(pressed.chat, pressed.message_id, part)
    return ""


def first_page(newsroom: Newsroom, topic: str, chat_id: int, user_id: int, now: datetime) -> Part:
    """The newest headlines, or kind words where there are none."""
    topic = " ".join(topic.split())[:100]
    found, total = newsroom.latest(topic, limit=HEADLINES)
    if not found and not topic:
        return note(EMPTY)
    view = newsroom.save_view(chat_id, user_id, VIEW, {"topic": topic}, now=now)
    if not found:
        return note(f"Nothing about {_short(topic)} in my articles.", buttons=rows(follow_button(topic, view)))
    return _rendered(found, total, view, topic)


def _page(newsroom: Newsroom, view: int, offset: int, *, chat_id: int) -> Part | None:
    saved = newsroom.view(view, chat_id=chat_id)
    if saved is None or saved[0] != VIEW:
        return None
    topic = str(saved[1]["topic"])
    found, total = newsroom.latest(topic, limit=HEADLINES, offset=offset)
    return _rendered(found, total, view, topic, offset) if found else None


def _rendered(found: list[Headline], total: int, view: int, topic: str, offset: int = 0) -> Part:
    return headlines(found, Place(view=view, offset=offset, total=total), topic=topic)


def _short(topic: str) -> str:
    return f"“{clip(one_line(topic), 60)}”"
