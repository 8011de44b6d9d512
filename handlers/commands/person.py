"""/person: somebody's page, with a chart where there are quotes enough; its buttons send new messages.

A photo's caption can never become a text by editing, so nothing here is turned in place.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.newsroom import Newsroom, QuotesFound
from bot.newsroom.lookups import look_up
from bot.newsroom.turns import turn_of_page, turn_of_quotes
from bot.profiles.profiles import Portrait, Portrayed
from bot.translation import N_
from bot.understanding.quote_requests import Lookup
from handlers.commands import who
from handlers.commands.context import Services, as_message
from handlers.commands.usage import ask_for
from handlers.transport.updates import Incoming, Pressed
from handlers.views import chart
from handlers.views import person as person_view
from handlers.views.callback_data import Press
from handlers.views.messages import Part
from handlers.views.quotes import FIRST
from handlers.views.view_kinds import ViewKind

MAX_NAME = 200  # characters of a name that is looked up
USAGE = N_("Whose page? For example:\n/person {name}")
PLACEHOLDER = N_("A name")


async def person(services: Services, incoming: Incoming) -> None:
    """/person NAME."""
    name = incoming.words.strip(' ,?"“”')[:MAX_NAME]
    if not name:
        await ask_for(services, incoming, "person", USAGE, PLACEHOLDER)
        return
    await show(services, incoming, await asyncio.to_thread(services.newsroom.portrait, name), name)


async def show(services: Services, incoming: Incoming, found: Portrayed, name: str) -> None:
    """Send the page, or who else may be meant by ``name``."""
    if found.portrait:
        await _show(services, incoming, found.portrait)
    else:
        await services.reply(incoming, [_nobody(found, name)])


async def press_person(services: Services, pressed: Pressed, press: Press) -> str | None:
    """The page of the one a button names: its first screen, or the whole of it."""
    found = await asyncio.to_thread(services.newsroom.portrait, "", entity_row=press.number(0))
    if found.portrait is None:
        return None
    await _show(services, as_message(pressed), found.portrait, whole=bool(press.number(1)))
    return ""


async def press_said(services: Services, pressed: Pressed, press: Press) -> str | None:
    """What they said, with its pages."""
    asked, now = as_message(pressed), services.clock()
    found = await asyncio.to_thread(_quotes_of, services.newsroom, press.number(0))
    if found is None:
        return None
    await who.show(services, asked, found, turn_of_quotes(found), now)
    return ""


async def _show(services: Services, asked: Incoming, portrait: Portrait, *, whole: bool = False) -> None:
    now = services.clock()
    compose = _whole if whole else _composed
    sent = await services.reply(asked, [await asyncio.to_thread(compose, services.newsroom, portrait, asked, now)])
    await services.remember(asked, turn_of_page(portrait), sent, now)


def _composed(newsroom: Newsroom, portrait: Portrait, asked: Incoming, now: datetime) -> Part:
    drawn = portrait.timeline is not None and chart.worth_drawing(portrait.timeline)
    return person_view.opening(portrait, _save(newsroom, portrait, asked, now), picture=drawn)


def _whole(newsroom: Newsroom, portrait: Portrait, asked: Incoming, now: datetime) -> Part:
    return person_view.words(portrait, _save(newsroom, portrait, asked, now))


def _save(newsroom: Newsroom, portrait: Portrait, asked: Incoming, now: datetime) -> int:
    name = portrait.speaker.name
    return newsroom.chats.save_view(asked.chat.chat_id, asked.user_id, ViewKind.PERSON, {"topic": name}, now=now)


def _quotes_of(newsroom: Newsroom, entity_row: int) -> QuotesFound | None:
    known = newsroom.who(Lookup(speaker_row=entity_row), limit=1).speaker
    if known is None:
        return None
    return look_up(newsroom, Lookup(name=known.name, speaker_row=entity_row), FIRST)


def _nobody(found: Portrayed, name: str) -> Part:
    return person_view.choices(found, name) if found.choices else person_view.nobody(name)
