"""/who: what somebody said, word for word, newest first; pages and choices in place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from telegram.ext import CommandHandler

from bot.dates import DateNotUnderstood, Window
from bot.models import Said, Turn
from bot.newsroom import Newsroom
from handlers import render_who
from handlers.buttons import Press
from handlers.desk import Desk, TelegramApplication, on_message
from handlers.incoming import Incoming, Pressed
from handlers.render import Place
from handlers.render_parts import Part
from handlers.wording import WhoRequest, who_request

VIEW = "who"
NAMING = 3  # articles that name somebody who is not quoted
USAGE = (
    "Whose words? For example:\n"
    "/who Modi\n"
    "/who Putin about Ukraine\n"
    "/who Foreign Ministry since July\n"
    "/who Modi last week"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a look-up, and whether it holds quotes or a choice of people."""

    part: Part
    helpful: bool
    turn: Turn | None = None  #: what a follow-up question goes on from


def register(app: TelegramApplication, desk: Desk) -> None:
    """Answer /who."""
    app.add_handler(CommandHandler("who", on_message(desk, who, question=True)))


async def who(desk: Desk, incoming: Incoming) -> None:
    """/who NAME [about TOPIC] [since DATE] [until DATE]."""
    now = desk.clock()
    try:
        request = await asyncio.to_thread(who_request, incoming.words, now)
    except DateNotUnderstood as error:
        await desk.say(incoming, not_a_date(error))
        return
    if not request.name:
        await desk.say(incoming, USAGE)
        return
    found = await asyncio.to_thread(look_up, desk.newsroom, request, incoming, now)
    await answer(desk, incoming, found, now)


async def answer(desk: Desk, incoming: Incoming, found: Found, now: datetime) -> None:
    """Send what was found and keep the turn for follow-up questions."""
    message_id = await desk.reply(incoming, [found.part])
    if found.turn:
        await asyncio.to_thread(
            desk.newsroom.remember, incoming.chat, incoming.user_id, found.turn, message_id=message_id, now=now
        )


async def turn(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Another page, or the quotes of a chosen speaker, in place."""
    view, offset, speaker = press.number(0), press.number(1), press.number(2)
    part = await asyncio.to_thread(_page, desk.newsroom, view, offset, speaker, pressed.chat.chat_id)
    if part is None:
        return None
    await desk.sender.edit(pressed.chat, pressed.message_id, part)
    return ""


def not_a_date(error: DateNotUnderstood) -> str:
    """What to say about words that are no date."""
    return f"I don't understand the date “{str(error)[:60]}”. Try “since 1 July 2024” or “last week”."


def look_up(newsroom: Newsroom, request: WhoRequest, incoming: Incoming, now: datetime) -> Found:
    """Ask the newsroom and render what it says."""
    name, chat_id = request.name[:200], incoming.chat.chat_id
    said = newsroom.who(
        name, about=request.about[:200], since=request.window.since, until=request.window.until, limit=render_who.PAGE
    )
    if said.quotes:
        topic, row = (said.speaker.name, said.speaker.row) if said.speaker else (name, 0)
        view = newsroom.save_view(chat_id, incoming.user_id, VIEW, _payload(request, topic), now=now)
        return Found(_rendered(said, view, request, row), helpful=True, turn=_turn(said, request))
    if said.speaker:
        everything = WhoRequest(name=name)
        view = newsroom.save_view(chat_id, incoming.user_id, VIEW, _payload(everything, said.speaker.name), now=now)
        part = render_who.silent(said.speaker, view, about=request.about, window=request.window)
        return Found(part, helpful=False)
    view = newsroom.save_view(chat_id, incoming.user_id, VIEW, _payload(request, name), now=now)
    if said.choices:
        return Found(render_who.choices(said, name, view), helpful=not said.near)
    naming, _ = newsroom.latest(name, limit=NAMING)
    return Found(render_who.nobody(name, naming, view=view), helpful=False)


def _page(newsroom: Newsroom, view: int, offset: int, speaker: int, chat_id: int) -> Part | None:
    saved = newsroom.view(view, chat_id=chat_id)
    if saved is None or saved[0] != VIEW:
        return None
    request = _request(saved[1])
    said = newsroom.who(
        request.name,
        about=request.about,
        since=request.window.since,
        until=request.window.until,
        limit=render_who.PAGE,
        offset=offset,
        speaker_row=speaker or None,
    )
    if said.speaker and not said.quotes and not offset:
        return render_who.silent(said.speaker, view, about=request.about, window=request.window)
    return _rendered(said, view, request, speaker, offset) if said.quotes else None


def _rendered(said: Said, view: int, request: WhoRequest, speaker: int, offset: int = 0) -> Part:
    place = Place(view=view, offset=offset, total=said.total, speaker=speaker)
    return render_who.said(said, place, name=request.name, about=request.about, window=request.window)


def _turn(said: Said, request: WhoRequest) -> Turn:
    speaker = said.speaker.name if said.speaker else request.name
    return Turn(
        question=f"What did {speaker} say about {request.about}?" if request.about else f"What did {speaker} say?",
        article_row=said.quotes[0].headline.row,
        sentence_rows=tuple(quote.sentence_row for quote in said.quotes),
        names=(speaker,),
    )


def _payload(request: WhoRequest, topic: str) -> dict[str, object]:
    """What to look up again, as JSON can hold it; ``topic`` is what the follow button follows."""
    since, until = request.window.since, request.window.until
    return {
        "name": request.name,
        "about": request.about,
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
        "dates": request.window.words,
        "topic": topic,
    }


def _request(payload: dict[str, object]) -> WhoRequest:
    since, until = str(payload["since"]), str(payload["until"])
    window = Window(
        since=datetime.fromisoformat(since) if since else None,
        until=datetime.fromisoformat(until) if until else None,
        words=str(payload["dates"]),
    )
    return WhoRequest(name=str(payload["name"]), about=str(payload["about"]), window=window)
