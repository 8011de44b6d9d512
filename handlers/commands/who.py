"""/who: what somebody said, or who said something, word for word; pages and choices in place."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

from bot.models import QuoteResult, Turn
from bot.newsroom import Newsroom, QuotesFound
from bot.newsroom.lookups import look_up
from bot.newsroom.turns import turn_of_quotes
from bot.text.dates import DateNotUnderstood
from bot.translation import N_, gettext
from bot.understanding.query_syntax import split_borders, split_operators
from bot.understanding.quote_requests import Lookup, command
from handlers.commands.context import Services
from handlers.commands.usage import ask_for
from handlers.transport.updates import Incoming, Pressed
from handlers.views import quotes as quotes_view
from handlers.views import saved_lookups
from handlers.views.callback_data import Code, Press
from handlers.views.headlines import Place
from handlers.views.html import MAX_UNREAD, clip, one_line
from handlers.views.messages import Attachment, Part, above
from handlers.views.view_kinds import ViewKind

MOST_IN_A_FILE = 2_000  # quotes: below a megabyte
NAMING = 3  # articles that name somebody who is not quoted
UNREAD = N_("Quotes are not looked up by “{words}”: /who takes a name, a topic, exact words and days.")
USAGE = N_(
    "Whose words? For example:\n"
    "/who {name}\n"
    "/who {name} about taxes\n"
    "/who {name} since July\n"
    "/who about interest rates\n"
    "/who said “dear friend”"
)
PLACEHOLDER = N_("A name, or “about” and a topic")


async def who(services: Services, incoming: Incoming) -> None:
    """/who NAME [about TOPIC] [since DATE] [until DATE]; /who about TOPIC; /who said "WORDS"."""
    now = services.clock()
    words, unread = _without_filters(incoming.words)
    try:
        wanted = await asyncio.to_thread(command, words, now)
    except DateNotUnderstood as error:
        await services.say(incoming, not_a_date(error))
        return
    if not (wanted.name or wanted.about or wanted.exact):
        await ask_for(services, incoming, "who", USAGE, PLACEHOLDER)
        return
    found = await asyncio.to_thread(look_up, services.newsroom, wanted, quotes_view.FIRST)
    told = gettext(UNREAD).format(words=clip(one_line(unread), MAX_UNREAD)) if unread else ""
    await show(services, incoming, found, turn_of_quotes(found), now, told=told)


def _without_filters(words: str) -> tuple[str, str]:
    """The arguments without the operators that do not apply to quotes (from:OUTLET, -word), and these operators."""
    if "said" in words.split():  # words in quotation marks are looked up as they are
        return words, ""
    rest, borders = split_borders(words)
    plain, unread = split_operators(rest)
    return f"{plain} {borders}".strip(), unread


async def show(
    services: Services, incoming: Incoming, found: QuotesFound, turn: Turn | None, now: datetime, *, told: str = ""
) -> None:
    """Send the quotes, or that there are none, below the words ``told``; ``turn`` is stored for follow-ups."""
    part = await asyncio.to_thread(composed, services.newsroom, found, incoming, now)
    message_id = await services.reply(incoming, [above(told, part)])
    if turn:
        await services.remember(incoming, turn, message_id, now)


async def turn(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Another page, the quotes of a chosen speaker, or what others said about them, in place."""
    part = await asyncio.to_thread(_page, services.newsroom, press, pressed.chat.chat_id)
    if part is None:
        return None
    await services.change(pressed, part)
    return ""


def not_a_date(error: DateNotUnderstood) -> str:
    """What to say about words that are no date."""
    told = gettext("I don't understand the date “{words}”. Try “since 1 July 2024” or “last week”.")
    return told.format(words=clip(one_line(str(error)), MAX_UNREAD))


def composed(newsroom: Newsroom, found: QuotesFound, incoming: Incoming, now: datetime) -> Part:
    """The message: quotes, a choice of people, or that there are none, with the next best."""
    said, wanted = found.said, found.lookup
    view = _save(newsroom, said, wanted, incoming, now)
    if said.quotes:
        return _rendered(said, view, wanted, 0)
    if said.choices and not (said.near or said.silent):
        return quotes_view.choices(said, wanted, view)
    return _lacking(newsroom, said, wanted, view)


async def press_topic(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Whoever spoke about the topic on which somebody said nothing, in place."""
    part = await asyncio.to_thread(_on_topic, services.newsroom, press.number(0), pressed, services.clock())
    if part is None:
        return None
    await services.change(pressed, part)
    return ""


async def press_table(services: Services, pressed: Pressed, press: Press) -> str | None:
    """All quotes of the look-up as a file, as a new message."""
    file = await asyncio.to_thread(_table, services.newsroom, press, pressed.chat.chat_id)
    if file is None:
        return None
    await services.sender.send_file(pressed.chat, file)
    return ""


def _table(newsroom: Newsroom, press: Press, chat_id: int) -> Attachment | None:
    saved = newsroom.chats.view(press.number(0), chat_id=chat_id)
    if saved is None or saved.kind != ViewKind.QUOTES:
        return None
    wanted = replace(saved_lookups.lookup(saved.payload), speaker_row=press.number(1) or None)
    if press.number(2):
        wanted = replace(wanted, about="", exact="", mentioned=True)
    said = newsroom.who(wanted, limit=MOST_IN_A_FILE)
    return quotes_view.table(said, wanted) if said.quotes else None


def _on_topic(newsroom: Newsroom, view: int, pressed: Pressed, now: datetime) -> Part | None:
    saved = newsroom.chats.view(view, chat_id=pressed.chat.chat_id)
    topic = str(saved.payload.get("asked_about", "")) if saved and saved.kind == ViewKind.QUOTES else ""
    wanted = Lookup(about=topic)
    said = newsroom.who(wanted, limit=quotes_view.FIRST) if topic else QuoteResult()
    if not said.quotes:
        return None
    payload = saved_lookups.payload(wanted, topic)
    here = newsroom.chats.save_view(pressed.chat.chat_id, pressed.user_id, ViewKind.QUOTES, payload, now=now)
    return _rendered(said, here, wanted, 0)


def _save(newsroom: Newsroom, said: QuoteResult, wanted: Lookup, incoming: Incoming, now: datetime) -> int:
    payload = saved_lookups.payload(*_again(said, wanted)) | {"asked_about": wanted.about}
    return newsroom.chats.save_view(incoming.chat.chat_id, incoming.user_id, ViewKind.QUOTES, payload, now=now)


def _again(said: QuoteResult, wanted: Lookup) -> tuple[Lookup, str]:
    """The look-up that the buttons continue, and what the follow button follows."""
    if said.mentioned:
        return replace(wanted, name=said.mentioned.name, about="", exact=""), said.mentioned.name
    if not said.quotes and (said.speaker or said.silent):  # the buttons offer all that there is
        wanted = Lookup(name=wanted.name)
    return wanted, said.speaker.name if said.speaker else wanted.name or wanted.about or wanted.exact


def _lacking(newsroom: Newsroom, said: QuoteResult, wanted: Lookup, view: int) -> Part:
    asked = bool(wanted.about and (said.speaker or said.choices))
    others = asked and bool(newsroom.who(Lookup(about=wanted.about), limit=1).quotes)
    if said.speaker or said.mentioned:
        return quotes_view.silent(said, wanted, view, others_on_topic=others)
    if said.choices:
        return quotes_view.choices(said, wanted, view, others_on_topic=others)
    naming, _ = newsroom.latest(wanted.name or wanted.about or wanted.exact, limit=NAMING)
    return quotes_view.nobody(wanted, naming, view=view)


def _page(newsroom: Newsroom, press: Press, chat_id: int) -> Part | None:
    view, offset, speaker = press.number(0), press.number(1), press.number(2)
    saved = newsroom.chats.view(view, chat_id=chat_id)
    if saved is None or saved.kind != ViewKind.QUOTES:
        return None
    wanted = replace(saved_lookups.lookup(saved.payload), speaker_row=speaker or None)
    if press.code is Code.ABOUT:
        wanted = replace(wanted, about="", exact="", mentioned=True)
    said = newsroom.who(wanted, limit=quotes_view.PAGE if offset else quotes_view.FIRST, offset=offset)
    if said.quotes:
        return _rendered(said, view, wanted, offset)
    return quotes_view.silent(said, wanted, view) if said.speaker and not offset else None


def _rendered(said: QuoteResult, view: int, wanted: Lookup, offset: int) -> Part:
    one = said.mentioned or said.speaker
    place = Place(view=view, offset=offset, total=said.total, speaker=one.row if one else 0)
    return quotes_view.said(said, place, wanted)
