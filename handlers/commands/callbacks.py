"""Button presses: read, checked, passed on; every press is answered so that no button keeps waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from handlers.commands import ask, following, latest, menu, person, start, who
from handlers.commands.context import Desk
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Pressed, read_press
from handlers.views.callback_data import Code, Press, back_of, read
from handlers.views.headlines import context

STALE = "That button is too old. Please ask again."
GONE = "That article has changed or is gone. Please ask again."

Answering = Callable[[Desk, Pressed, Press], Awaitable[str | None]]


async def show_context(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """The sentence inside its paragraph: in place with a way back, or as a new message where there is none."""
    found = await asyncio.to_thread(desk.newsroom.context, press.number(0))
    if found is None:
        return GONE
    back = back_of(pressed.data)
    part = context(found, back=back)
    if back:
        await desk.sender.edit(pressed.chat, pressed.message_id, part)
    else:
        await desk.sender.send(pressed.chat, part)
    return ""


#: What each press does: it returns a notice ("" for none), or None when what it refers to is gone.
ANSWERING: dict[Code, Answering] = {
    Code.ANSWER: ask.turn,
    Code.VERDICT: ask.judge,
    Code.WHO: who.turn,
    Code.ABOUT: who.turn,
    Code.TOPIC: who.press_topic,
    Code.PERSON: person.press_person,
    Code.SAID: person.press_said,
    Code.LATEST: latest.turn,
    Code.CONTEXT: show_context,
    Code.FOLLOW: following.press_follow,
    Code.UNFOLLOW: following.press_unfollow,
    Code.MUTE: following.press_mute,
    Code.UNMUTE: following.press_unmute,
    Code.FOLLOWING: following.turn,
    Code.FORGET: menu.press_forget,
    Code.HOME: start.press_home,
}


def register(app: TelegramApplication, desk: Desk) -> None:
    """Answer every press."""

    async def run(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        pressed, press = read_press(query), read(query.data)
        told = await ANSWERING[press.code](desk, pressed, press) if pressed and press else None
        await desk.sender.answer_press(query.id, STALE if told is None else told)

    app.add_handler(CallbackQueryHandler(run))
