"""Free questions and /ask: a cited answer or "my articles don't say", further excerpts in place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from telegram.ext import CommandHandler, MessageHandler, filters

from bot.models import Turn
from bot.newsroom import Newsroom
from bot.text.dates import DateNotUnderstood, about_now
from bot.understanding import quote_requests
from bot.understanding.small_talk import MAX_QUESTION, Talk, small_talk
from handlers.commands import latest, menu, who
from handlers.commands.context import Desk, on_message
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Addressed, Incoming, Pressed
from handlers.views import answer as answer_view
from handlers.views import saved_answers
from handlers.views.callback_data import Press
from handlers.views.headlines import Place
from handlers.views.messages import Part, above
from handlers.views.saved_answers import Reader

USAGE = (
    "What would you like to know? For example: /ask How many Indians were killed?\nYou can also just type the question."
)
TOO_LONG = f"That is more than {MAX_QUESTION} characters. Please put it as a short question."
FORWARDED = "Thanks, but I can't take in forwarded messages. I answer from the articles I have; ask me about them."
NOTED = {True: "Noted: right. Thank you!", False: "Noted: wrong. Thank you, that helps to do better."}
NOTED_BEFORE = "I have that already, thank you."
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
    elif (topic := await asyncio.to_thread(desk.newsroom.headlines_wanted, incoming.words)) is not None:
        await latest.latest(desk, replace(incoming, words=topic))
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
    elif (topic := await asyncio.to_thread(desk.newsroom.headlines_wanted, incoming.words)) is not None:
        await latest.latest(desk, replace(incoming, words=topic))
    elif (lacking := await _said(desk, incoming)) is not None:
        await _answer(desk, incoming, lacking)


async def turn(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Further excerpts, or back to the first ones, in place."""
    reader = Reader(chat_id=pressed.chat.chat_id, user_id=pressed.user_id, now=desk.clock())
    part = await asyncio.to_thread(saved_answers.page_of, desk.newsroom, press.number(0), press.number(1), reader)
    if part is None:
        return None
    await desk.sender.edit(pressed.chat, pressed.message_id, part)
    return ""


async def judge(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """ "Was this right?": keep the verdict; in a private chat the button that was pressed is marked."""
    view, right = press.number(0), bool(press.number(1))
    reader = Reader(chat_id=pressed.chat.chat_id, user_id=pressed.user_id, now=desk.clock())
    judged = await asyncio.to_thread(saved_answers.judged, desk.newsroom, view, reader)
    if judged is None:
        return None
    new = await asyncio.to_thread(
        desk.newsroom.judge, judged, pressed.chat, reader.user_id, right=right, now=reader.now
    )
    part = (
        await asyncio.to_thread(saved_answers.page_of, desk.newsroom, view, 0, reader)
        if new and reader.private
        else None
    )
    if part:
        await desk.sender.edit_buttons(pressed.chat.chat_id, pressed.message_id, part.rows)
    return NOTED[right] if new else NOTED_BEFORE


async def _said(desk: Desk, incoming: Incoming) -> str | None:
    """Answer "what did X say about Y?" with X's own words; else what to say before it is searched, None = answered."""
    now = desk.clock()
    try:
        wanted = await asyncio.to_thread(quote_requests.question, incoming.words, now)
    except DateNotUnderstood:
        return ""
    if wanted is None:
        return ""
    found = await asyncio.to_thread(who.try_question, desk.newsroom, wanted, incoming, now)
    if isinstance(found, str):
        return found
    await who.answer(desk, incoming, found, now)
    return None


async def _answer(desk: Desk, incoming: Incoming, lacking: str = "") -> None:
    """Answer by searching; ``lacking``: what was looked for in vain before."""
    now = desk.clock()
    found = await asyncio.to_thread(_look_up, desk.newsroom, incoming, now)
    message_id = await desk.reply(incoming, [above(lacking, found.part)])
    if found.turn:
        await desk.remember(incoming, found.turn, message_id, now)


def _look_up(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Found:
    question = " ".join(incoming.words.split())
    history = newsroom.recall_turns(incoming.chat, incoming.user_id, now=now, reply_to=incoming.reply_to)
    found = newsroom.ask(question, asked=now, history=history)
    chat_id, user_id = incoming.chat.chat_id, incoming.user_id
    view = newsroom.save_view(chat_id, user_id, saved_answers.VIEW, saved_answers.payload(found), now=now)
    if found.abstained or not found.excerpts:
        return Found(answer_view.declined(found, Place(view=view)), None)
    place = Place(view=view, total=len(found.excerpts), first=found.shown)
    shown = replace(found, excerpts=found.excerpts[: found.shown])
    return Found(answer_view.answer(shown, place, about_now=about_now(question), now=now), found.turn)
