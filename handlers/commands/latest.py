"""/latest: the newest headlines, page by page in place."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

from bot.newsroom import HeadlineList, Newsroom
from bot.newsroom.wording import no_headlines
from bot.translation import language
from handlers.commands.context import Services, topic_of
from handlers.transport.updates import Incoming, Pressed
from handlers.views.callback_data import Press
from handlers.views.headlines import HEADLINES, Place, follow_button, headlines
from handlers.views.messages import Part, above, note, rows
from handlers.views.view_kinds import ViewKind

BESIDE_WORDS = 3  # headlines shown if the days asked for have none; one phone screen
OF_ALL = 0  # instead of a view's row: all headlines, for which nothing needs to be stored


async def latest(services: Services, incoming: Incoming) -> None:
    """/latest [topic]."""
    topic = topic_of(incoming)
    chat_id, user_id = incoming.chat.chat_id, incoming.user_id
    if topic:
        part = await asyncio.to_thread(first_page, services.newsroom, topic, chat_id, user_id, services.clock())
    else:
        part = await newest(services, chat_id, user_id)
    await services.reply(incoming, [part])


async def newest(services: Services, chat_id: int, user_id: int) -> Part:
    """The newest headlines; users who ask at the same time share one reading."""
    now = services.clock()
    return await services.newest.do(language(), lambda: first_page(services.newsroom, "", chat_id, user_id, now))


async def show(services: Services, incoming: Incoming, found: HeadlineList) -> None:
    """Send headlines, or that there are none."""
    chat_id, user_id = incoming.chat.chat_id, incoming.user_id
    part = await asyncio.to_thread(composed, services.newsroom, found, chat_id, user_id, services.clock())
    await services.reply(incoming, [part])


async def turn(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Another page, in place."""
    part = await asyncio.to_thread(
        _page, services.newsroom, press.number(0), press.number(1), chat_id=pressed.chat.chat_id
    )
    if part is None:
        return None
    await services.change(pressed, part)
    return ""


def first_page(newsroom: Newsroom, topic: str, chat_id: int, user_id: int, now: datetime) -> Part:
    """The newest headlines on a topic; "" = all."""
    return composed(newsroom, newsroom.headlines_on(topic, limit=HEADLINES, asked=now), chat_id, user_id, now)


def composed(newsroom: Newsroom, found: HeadlineList, chat_id: int, user_id: int, now: datetime) -> Part:
    """The first page of headlines with a note about them, or the message that there are none."""
    words = no_headlines(found)
    if not found.headlines and not found.topic:
        return note(words)
    query = found.query or found.topic
    view = (
        newsroom.chats.save_view(chat_id, user_id, ViewKind.HEADLINES, {"topic": query}, now=now) if query else OF_ALL
    )
    if not found.headlines:
        return note(words, buttons=rows(follow_button(found.topic, view)))
    if found.missed:
        found = replace(found, headlines=found.headlines[:BESIDE_WORDS])
    return above(words, headlines(found, Place(view=view, total=found.total)))


def _page(newsroom: Newsroom, view: int, offset: int, *, chat_id: int) -> Part | None:
    topic = "" if view == OF_ALL else _saved_topic(newsroom, view, chat_id)
    if topic is None:
        return None
    found = newsroom.headlines_on(topic, limit=HEADLINES, offset=offset)
    if not found.headlines or found.missed:
        return None
    return headlines(found, Place(view=view, offset=offset, total=found.total))


def _saved_topic(newsroom: Newsroom, view: int, chat_id: int) -> str | None:
    saved = newsroom.chats.view(view, chat_id=chat_id)
    return str(saved.payload["topic"]) if saved is not None and saved.kind == ViewKind.HEADLINES else None
