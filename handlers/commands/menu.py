"""What the bot can do, in its own words: /help, /privacy, /sources, /forgetme, small talk, unknown commands."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from telegram import Update
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.translation import N_, counted, gettext
from bot.understanding.navigation import navigation
from bot.understanding.setting_requests import setting_request
from handlers.commands.asked_settings import set_as_asked
from handlers.commands.context import Command, Scope, Services, on_message
from handlers.commands.following import ADMINS_ONLY
from handlers.commands.navigate import navigate
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Incoming, Pressed, named, names_another, read_message
from handlers.views.callback_data import Code, Press, data
from handlers.views.html import clip, one_line, ours, text
from handlers.views.menu import help_parts, sources_parts
from handlers.views.messages import button, note, page, rows

NEAR_COMMAND = 60  # rapidfuzz score from which a command is suggested


PRIVACY = N_(
    "What I keep: what you follow, your settings, your questions of the last day (for follow-up questions), and for "
    "thirty days what the buttons below my answers need. What you wrote last, until it is answered. No names, no phone "
    "numbers.\n"
    "If you tell me that an answer was right or wrong, I keep that {words}; then only numbers that say nothing about "
    "you.\n"
    "It stays in one file on the machine that runs me and goes nowhere else; questions are never logged. "
    "I ask no other service.\n/forgetme deletes it all."
)
FORGET = N_(
    "Delete everything I keep about you and this chat: what it follows, its settings, your questions, pending messages?"
)


def register_unknown(app: TelegramApplication, services: Services) -> None:
    """Answer what no other handler took; must be registered last."""

    async def run(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, incoming = update.message, read_message(update)
        if message and incoming and not names_another(message) and (incoming.private or named(message)):
            await on_message(services, unknown)(update, context)

    app.add_handler(MessageHandler(filters.COMMAND & filters.UpdateType.MESSAGE, run))


async def show_help(services: Services, incoming: Incoming) -> None:
    """/help."""
    await services.reply(
        incoming, help_parts(listed(services, incoming.user_id), mention=services.mention_in(incoming))
    )


async def privacy(services: Services, incoming: Incoming) -> None:
    """/privacy."""
    days = services.newsroom.tuning.feedback_days
    words = gettext("without the question for a day")
    if days:
        words = counted("with the question for {n} day", "with the question for {n} days", days)
    await services.say(incoming, gettext(PRIVACY).format(words=words))


async def sources(services: Services, incoming: Incoming) -> None:
    """/sources."""
    stats = await asyncio.to_thread(services.newsroom.stats)
    await services.reply(incoming, sources_parts(stats))


async def forget(services: Services, incoming: Incoming) -> None:
    """/forgetme asks once more before it deletes."""
    if not await services.may_manage(incoming):
        elsewhere = gettext("Write to me in private to delete what I keep about you.")
        await services.say(incoming, f"{gettext(ADMINS_ONLY)} {elsewhere}")
        return
    choice = (
        button(gettext("Delete it all"), data(Code.FORGET, 1)),
        button(gettext("Keep it"), data(Code.FORGET, 0)),
    )
    await services.reply(incoming, [note(gettext(FORGET), buttons=rows(choice))])


async def press_forget(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Delete, or leave everything as it is."""
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    if not press.number(0):
        await services.change(pressed, note(gettext("Nothing was deleted.")))
        return ""
    chat_id, user_id = pressed.chat.chat_id, pressed.user_id
    gone = await asyncio.to_thread(services.newsroom.chats.forget, chat_id=chat_id, user_id=user_id, whole=True)
    services.newsroom.preferences.forgotten(chat_id)
    services.given.forget(chat_id)
    services.shown.forget(chat_id)
    told = gettext("I kept nothing about you.")
    if gone:
        entries = counted("Deleted: {n} entry.", "Deleted: {n} entries.", gone)
        told = entries + " " + gettext("I keep nothing about you now.")
    await services.change(pressed, note(told))
    return ""


async def unknown(services: Services, incoming: Incoming) -> None:
    """Answer an unknown command: as a setting ("/mute") or a step ("/next"), or with the most similar command."""
    if wanted := setting_request(f"{incoming.command} {incoming.words}".strip(), services.clock()):
        await set_as_asked(services, incoming, wanted)
        return
    if step := navigation(incoming.command):  # "/next"
        await navigate(services, incoming, step)
        return
    near = nearest(incoming.command, listed(services, incoming.user_id))
    hint = gettext("Did you mean /{name}?").format(name=near) if near else gettext("/help shows what I can do.")
    told = gettext("I don't know /{name}.").format(name=clip(one_line(incoming.command), 32))
    await services.reply(incoming, [page([text(told) + ours(f" {hint}")])])


def listed(services: Services, user_id: int) -> list[Command]:
    """The commands that /help shows to a user."""
    hidden = {Scope.NOWHERE} if user_id in services.admins else {Scope.NOWHERE, Scope.OPERATORS}
    return [one for one in services.commands if one.scope not in hidden]


def nearest(command: str, commands: Iterable[Command]) -> str:
    """The name of a command most like ``command``, or ""."""
    known = [name for one in commands for name in (one.name, *one.aliases)]
    found = process.extractOne(command, known, scorer=fuzz.ratio, score_cutoff=NEAR_COMMAND)
    return found[0] if found else ""
