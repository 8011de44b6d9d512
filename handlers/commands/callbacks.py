"""Presses of buttons: read, checked, passed on. Every press is answered, so that no button keeps waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from telegram import Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.store.base.patience import patient_for
from bot.translation import N_, gettext, speaking
from handlers.commands.article import opened_in_private
from handlers.commands.context import LONGEST_WAIT, PressAction, PrivateLink, Services
from handlers.transport.limits import QuestionVerdict
from handlers.transport.ordering import crowded
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Pressed, read_press
from handlers.views.callback_data import Code, Press, back_of, data, read, view_turned
from handlers.views.cards import deep_link
from handlers.views.headlines import context
from handlers.views.messages import note

STALE = N_("That button is too old. Please ask again.")
NOT_YOURS = N_("Only whoever asked can turn these pages. Ask yourself, and you get your own.")
TOO_FAST = N_("One after the other, please: others are waiting here too.")
GONE = N_("That article has changed or is gone. Please ask again.")
#: Presses that send a new message or turn a page. All readers of a channel would see that, so whoever does not run it
#: is led into private.
POSTING = frozenset({Code.PERSON, Code.SAID, Code.TABLE, Code.PICTURE, Code.ASK, Code.HOME})
TURNING = frozenset({Code.ANSWER, Code.WHO, Code.ABOUT, Code.TOPIC, Code.LATEST, Code.GATHERED, Code.FOLLOWING})
_READING = frozenset({Code.CONTEXT, Code.ARTICLE})  # opened in private by themselves where there is no way back


async def show_context(services: Services, pressed: Pressed, press: Press) -> str | PrivateLink | None:
    """The sentence inside its paragraph: in place with a way back, or as a new message where there is none."""
    found = await asyncio.to_thread(services.newsroom.context, press.number(0))
    if found is None:
        return gettext(GONE)
    back = back_of(pressed.data)
    part = context(found, back=back)
    if back:
        await services.change(pressed, part)
    elif pressed.channel:
        return opened_in_private(services, found.headline.row)
    else:
        await services.sender.send(pressed.chat, part)
    return ""


def register(app: TelegramApplication, services: Services, buttons: Mapping[Code, PressAction]) -> None:
    """Register the handler of presses; ``buttons``: what each code does."""

    async def run(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        pressed, press = read_press(query), read(query.data)
        if pressed and not services.admits(pressed.user_id, pressed.chat.chat_id):
            await services.sender.answer_press(query.id)
            return
        chat_id = pressed.chat.chat_id if pressed else query.from_user.id
        language = services.language_of(chat_id, query.from_user.language_code)
        with patient_for(LONGEST_WAIT), speaking(language):
            told = await press_button(services, buttons, pressed, press)
            if isinstance(told, PrivateLink):
                await services.sender.answer_press(query.id, url=told.url)
            else:
                await _tell(services, query.id, pressed, gettext(STALE) if told is None else told)

    app.add_handler(CallbackQueryHandler(run))


async def _tell(services: Services, press_id: str, pressed: Pressed | None, told: str) -> None:
    """Show a notice; as a message where it came too late for one (the bot was away, or had to wait).

    Somebody whose press was refused in a group gets no message, because the others would get it too.
    """
    shown = await services.sender.answer_press(press_id, told)
    if told and pressed and not shown and told not in (gettext(TOO_FAST), gettext(NOT_YOURS)):
        await services.sender.send(pressed.chat, note(told))


async def press_button(
    services: Services, buttons: Mapping[Code, PressAction], pressed: Pressed | None, press: Press | None
) -> str | PrivateLink | None:
    """Do what a button does, if the user may; return its notice or link, None if the button is too old."""
    if pressed is None or press is None:
        return None
    if _presses_too_much(services, pressed):
        return gettext(TOO_FAST)
    if not await _may_turn(services, pressed):
        return gettext(NOT_YOURS)
    shared = pressed.channel and press.code in POSTING | TURNING | _READING
    if shared and not await services.may_manage(pressed):
        if press.code not in _READING:
            return PrivateLink(deep_link(services.sender.username, "channel"))
        press = Press(press.code, press.numbers[:1])
        pressed = replace(pressed, data=data(press.code, *press.numbers))
    return await buttons[press.code](services, pressed, press)


def _presses_too_much(services: Services, pressed: Pressed) -> bool:
    """Whether a member of a group presses so often that others would have to wait."""
    if pressed.private:
        return False
    return crowded() or services.presses.ask(pressed.user_id, services.clock()) is not QuestionVerdict.FINE


async def _may_turn(services: Services, pressed: Pressed) -> bool:
    """Whether the user may press it: in a group, only whoever asked may turn the pages of an answer."""
    view = 0 if pressed.private else view_turned(pressed.data)
    owner = await asyncio.to_thread(services.newsroom.chats.owner, view, chat_id=pressed.chat.chat_id) if view else 0
    return owner in (0, pressed.user_id)
