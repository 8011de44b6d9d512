"""Free questions and /ask: a cited answer or "my articles don't say", further excerpts in place."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telegram.ext import CommandHandler, MessageHandler, filters

from bot.dates import DateNotUnderstood, about_now
from bot.models import Answer, Excerpt, Turn
from bot.newsroom import Newsroom
from handlers import latest, menu, render, who
from handlers.buttons import Press
from handlers.desk import Desk, TelegramApplication, on_message
from handlers.incoming import Addressed, Incoming, Pressed
from handlers.render import PER_PAGE, Place
from handlers.render_parts import Part
from handlers.wording import MAX_QUESTION, Talk, small_talk, topic_of, who_question

VIEW = "answer"
NOISE = 0.5  # an excerpt below this share of the best one's score waits behind "More"
USAGE = (
    "What would you like to know? For example: /ask How many Indians were killed?\nYou can also just type the question."
)
TOO_LONG = f"That is more than {MAX_QUESTION} characters. Please put it as a short question."
FORWARDED = "Thanks, but I can't take in forwarded messages. I answer from the articles I have; ask me about them."
EMPTY = "Type a question about the news, or /help to see what I can do."


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, rendered, and what a follow-up question goes on from."""

    part: Part
    turn: Turn | None


def register(app: TelegramApplication, desk: Desk) -> None:
    """Answer /ask and free text; in groups only what is meant for the bot."""
    app.add_handler(CommandHandler("ask", on_message(desk, ask, question=True)))
    texts = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND & ~filters.UpdateType.EDITED & Addressed()
    app.add_handler(MessageHandler(texts, on_message(desk, free_text, question=True)))


async def ask(desk: Desk, incoming: Incoming) -> None:
    """/ask QUESTION."""
    if not incoming.words:
        await desk.say(incoming, USAGE)
    elif len(incoming.words) > MAX_QUESTION:
        await desk.say(incoming, TOO_LONG)
    else:
        await _answer(desk, incoming)


async def free_text(desk: Desk, incoming: Incoming) -> None:
    """A question, small talk, "what did X say about Y?", or something that is no question."""
    talk = small_talk(incoming.words)
    if incoming.forwarded and (len(incoming.words) > MAX_QUESTION or not incoming.words.endswith("?")):
        await desk.say(incoming, FORWARDED)
    elif not any(map(str.isalnum, incoming.words)):
        await desk.say(incoming, EMPTY)
    elif talk is Talk.LATEST:
        await latest.latest(desk, replace(incoming, words=""))
    elif talk:
        await menu.small_talk(desk, incoming, talk)
    elif len(incoming.words) > MAX_QUESTION:
        await desk.say(incoming, TOO_LONG)
    elif not await _said(desk, incoming):
        await _answer(desk, incoming)


async def turn(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Further excerpts, or back to the first ones, in place."""
    part = await asyncio.to_thread(
        _page, desk.newsroom, press.number(0), press.number(1), pressed.chat.chat_id, desk.clock()
    )
    if part is None:
        return None
    await desk.sender.edit(pressed.chat, pressed.message_id, part)
    return ""


async def _said(desk: Desk, incoming: Incoming) -> bool:
    """Answer "what did X say about Y?" with X's own words; False when there are none, so that it can be searched."""
    now = desk.clock()
    try:
        request = await asyncio.to_thread(who_question, incoming.words, now)
    except DateNotUnderstood:
        return False
    if request is None:
        return False
    found = await asyncio.to_thread(who.look_up, desk.newsroom, request, incoming, now)
    if found.helpful:
        await who.answer(desk, incoming, found, now)
    return found.helpful


async def _answer(desk: Desk, incoming: Incoming) -> None:
    now = desk.clock()
    found = await asyncio.to_thread(_look_up, desk.newsroom, incoming, now)
    message_id = await desk.reply(incoming, [found.part])
    if found.turn:
        await asyncio.to_thread(
            desk.newsroom.remember, incoming.chat, incoming.user_id, found.turn, message_id=message_id, now=now
        )


def _look_up(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Found:
    question = " ".join(incoming.words.split())
    history = newsroom.recall_turns(incoming.chat, incoming.user_id, now=now, reply_to=incoming.reply_to)
    found = newsroom.ask(question, asked=now, history=history)
    topic = topic_of(question, found.turn.names if found.turn else ())
    payload = _payload(found, topic)
    view = newsroom.save_view(incoming.chat.chat_id, incoming.user_id, VIEW, payload, now=now)
    if found.abstained or not found.excerpts:
        return Found(render.declined(found, Place(view=view), topic=topic), None)
    first = _how_many(found.excerpts)
    place = Place(view=view, total=len(found.excerpts), first=first)
    shown = replace(found, excerpts=found.excerpts[:first])
    return Found(render.answer(shown, place, topic=topic, about_now=about_now(question), now=now), found.turn)


def _page(newsroom: Newsroom, view: int, offset: int, chat_id: int, now: datetime) -> Part | None:
    """A page of an answer given earlier: its excerpts are looked up again, so that a revised article is noticed."""
    saved = newsroom.view(view, chat_id=chat_id)
    if saved is None or saved[0] != VIEW:
        return None
    payload = saved[1]
    kept = payload["excerpts"]
    first = int(str(payload["first"]))
    if not isinstance(kept, list):
        return None
    wanted = kept[offset : offset + (PER_PAGE if offset else first)]
    excerpts = tuple(one for one in (_again(newsroom, *row) for row in wanted) if one)
    if not excerpts:
        return None
    question, short = str(payload["question"]), str(payload["short"])
    found = Answer(question=question, excerpts=excerpts, short=short or None)
    place = Place(view=view, offset=offset, total=len(kept), first=first)
    return render.answer(found, place, topic=str(payload["topic"]), about_now=about_now(question), now=now)


def _again(newsroom: Newsroom, row: int, start: int, end: int) -> Excerpt | None:
    """An excerpt by its sentence row; ``start:end`` is the short answer in it, 0:0 for none."""
    seen = newsroom.context(row)
    if seen is None:
        return None
    words = seen.paragraph[seen.start : seen.end]
    highlight = (start, end) if end else None
    return Excerpt(headline=seen.headline, sentence_row=row, text=words, score=0.0, highlight=highlight)


def _payload(found: Answer, topic: str) -> dict[str, object]:
    return {
        "question": found.question,
        "short": found.short or "",
        "topic": topic,
        "first": _how_many(found.excerpts),
        "excerpts": [[one.sentence_row, *(one.highlight or (0, 0))] for one in found.excerpts],
    }


def _how_many(excerpts: Sequence[Excerpt]) -> int:
    """How many excerpts the first page shows: one to three, without those far below the best."""
    if not excerpts:
        return 0
    floor = excerpts[0].score * NOISE if excerpts[0].score > 0 else float("-inf")
    return max(1, sum(one.score >= floor for one in excerpts[:PER_PAGE]))
