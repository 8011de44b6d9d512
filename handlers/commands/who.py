"""/who: what somebody said, or who said something, word for word; pages and choices in place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from telegram.ext import CommandHandler

from bot.models import Said, Turn
from bot.newsroom import Newsroom
from bot.text.dates import DateNotUnderstood
from bot.understanding.quote_requests import Lookup, command, on_topic
from handlers.commands.context import Desk, on_message
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Incoming, Pressed
from handlers.views import quotes as quotes_view
from handlers.views import saved_lookups
from handlers.views.callback_data import Code, Press
from handlers.views.headlines import Place
from handlers.views.messages import Part

VIEW = "who"
NAMING = 3  # articles that name somebody who is not quoted
MAX_WORDS = 200  # characters of a name or topic that are looked up
USAGE = (
    "Whose words? For example:\n"
    "/who Modi\n"
    "/who Putin about Ukraine\n"
    "/who Foreign Ministry since July\n"
    "/who about grain exports\n"
    "/who said “dear friend”"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a look-up."""

    part: Part
    turn: Turn | None = None  #: what a follow-up question goes on from


def register(app: TelegramApplication, desk: Desk) -> None:
    """Answer /who."""
    app.add_handler(CommandHandler("who", on_message(desk, who, question=True)))


async def who(desk: Desk, incoming: Incoming) -> None:
    """/who NAME [about TOPIC] [since DATE] [until DATE]; /who about TOPIC; /who said "WORDS"."""
    now = desk.clock()
    try:
        wanted = await asyncio.to_thread(command, incoming.words, now)
    except DateNotUnderstood as error:
        await desk.say(incoming, not_a_date(error))
        return
    if not (wanted.name or wanted.about or wanted.exact):
        await desk.say(incoming, USAGE)
        return
    found = await asyncio.to_thread(look_up, desk.newsroom, wanted, incoming, now)
    await answer(desk, incoming, found, now)


async def answer(desk: Desk, incoming: Incoming, found: Found, now: datetime) -> None:
    """Send what was found and keep the turn for follow-up questions."""
    message_id = await desk.reply(incoming, [found.part])
    if found.turn:
        await desk.remember(incoming, found.turn, message_id, now)


async def turn(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Another page, the quotes of a chosen speaker, or what others said about them, in place."""
    part = await asyncio.to_thread(_page, desk.newsroom, press, pressed.chat.chat_id)
    if part is None:
        return None
    await desk.sender.edit(pressed.chat, pressed.message_id, part)
    return ""


def not_a_date(error: DateNotUnderstood) -> str:
    """What to say about words that are no date."""
    return f"I don't understand the date “{str(error)[:60]}”. Try “since 1 July 2024” or “last week”."


def look_up(newsroom: Newsroom, wanted: Lookup, incoming: Incoming, now: datetime) -> Found:
    """Ask the newsroom and render what it says, also that it has no such quotes."""
    said, wanted = _ask(newsroom, wanted)
    view = _save(newsroom, said, wanted, incoming, now)
    return _helpful(said, wanted, view) or Found(_lacking(newsroom, said, wanted, view))


def try_question(newsroom: Newsroom, wanted: Lookup, incoming: Incoming, now: datetime) -> Found | str:
    """Quotes or a choice of people; else the sentence that says that there are none, "" after a mere guess."""
    said, wanted = _ask(newsroom, wanted)
    found = _helpful(said, wanted, _save(newsroom, said, wanted, incoming, now))
    return found or ("" if wanted.whole else quotes_view.lacking(said, wanted))


def _ask(newsroom: Newsroom, wanted: Lookup) -> tuple[Said, Lookup]:
    """What the newsroom says, and the look-up as it was understood."""
    name, about, exact = (words[:MAX_WORDS] for words in (wanted.name, wanted.about, wanted.exact))
    wanted = replace(wanted, name=name, about=about, exact=exact)
    said = newsroom.who(wanted, limit=quotes_view.PAGE)
    parted = on_topic(wanted)
    if parted and (said.near or not (said.quotes or said.speaker or said.choices)):
        other = newsroom.who(parted, limit=quotes_view.PAGE)
        if other.speaker or (other.choices and not other.near):
            return other, parted
    return said, wanted


def _save(newsroom: Newsroom, said: Said, wanted: Lookup, incoming: Incoming, now: datetime) -> int:
    payload = saved_lookups.payload(*_again(said, wanted))
    return newsroom.save_view(incoming.chat.chat_id, incoming.user_id, VIEW, payload, now=now)


def _helpful(said: Said, wanted: Lookup, view: int) -> Found | None:
    """The quotes or the choice of people; None when there is neither."""
    if said.quotes:
        return Found(_rendered(said, view, wanted, 0), _turn(said, wanted))
    if said.choices and not (said.near or said.silent):
        return Found(quotes_view.choices(said, wanted, view))
    return None


def _again(said: Said, wanted: Lookup) -> tuple[Lookup, str]:
    """What the buttons look up again, and what the follow button follows."""
    if said.mentioned:
        return replace(wanted, name=said.mentioned.name, about="", exact=""), said.mentioned.name
    if not said.quotes and (said.speaker or said.silent):  # the buttons offer all that there is
        wanted = Lookup(name=wanted.name)
    return wanted, said.speaker.name if said.speaker else wanted.name or wanted.about or wanted.exact


def _lacking(newsroom: Newsroom, said: Said, wanted: Lookup, view: int) -> Part:
    if said.speaker or said.mentioned:
        return quotes_view.silent(said, wanted, view)
    if said.choices:
        return quotes_view.choices(said, wanted, view)
    naming, _ = newsroom.latest(wanted.name or wanted.about or wanted.exact, limit=NAMING)
    return quotes_view.nobody(wanted, naming, view=view)


def _page(newsroom: Newsroom, press: Press, chat_id: int) -> Part | None:
    view, offset, speaker = press.number(0), press.number(1), press.number(2)
    saved = newsroom.view(view, chat_id=chat_id)
    if saved is None or saved[0] != VIEW:
        return None
    wanted = replace(saved_lookups.lookup(saved[1]), speaker_row=speaker or None)
    if press.code is Code.ABOUT:
        wanted = replace(wanted, about="", exact="", mentioned=True)
    said = newsroom.who(wanted, limit=quotes_view.PAGE, offset=offset)
    if said.quotes:
        return _rendered(said, view, wanted, offset)
    return quotes_view.silent(said, wanted, view) if said.speaker and not offset else None


def _rendered(said: Said, view: int, wanted: Lookup, offset: int) -> Part:
    one = said.mentioned or said.speaker
    place = Place(view=view, offset=offset, total=said.total, speaker=one.row if one else 0)
    return quotes_view.said(said, place, wanted)


def _turn(said: Said, wanted: Lookup) -> Turn:
    """What a follow-up question goes on from, worded as the question that was asked."""
    topic = wanted.about or wanted.exact
    one = said.mentioned or said.speaker
    if said.mentioned or (said.by_words and not one):
        question = f"Who spoke about {said.mentioned.name if said.mentioned else topic or wanted.name}?"
    else:
        speaker = one.name if one else wanted.name
        question = f"What did {speaker} say about {topic}?" if topic else f"What did {speaker} say?"
    return Turn(
        question=question,
        article_row=said.quotes[0].headline.row,
        sentence_rows=tuple(quote.sentence_row for quote in said.quotes),
        names=(one.name,) if one else (wanted.name,) if wanted.name and not said.by_words else (),
    )
