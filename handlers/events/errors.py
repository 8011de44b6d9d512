"""Handling of errors in handlers: a log line without anyone's words, and a short apology in the chat."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from pathlib import Path

from telegram import CallbackQuery, Update
from telegram.error import Conflict, Forbidden, InvalidToken, TelegramError
from telegram.ext import ContextTypes

from bot.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseReplaced,
    DiskFailed,
    DiskFull,
    FollowError,
    NewsbotError,
    QuestionError,
)
from bot.translation import N_, gettext, speaking
from handlers.commands.context import Services
from handlers.transport.ordering import crowded
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import is_meant, read_message, read_press
from handlers.views.messages import note

SORRY = N_("Sorry, something went wrong on my side. Please try again in a moment.")
BUSY = N_("I'm busy storing new articles. Please try again in a moment.")
FULL = N_("I can't store anything just now. Please try again later.")
UNREADABLE = N_("Part of my archive is damaged, so I can't do that until whoever runs me has repaired it.")
_SAID = {DatabaseLocked: BUSY, DatabaseDamaged: UNREADABLE} | dict.fromkeys(
    (DiskFull, DatabaseReadOnly, DiskFailed, DatabaseReplaced), FULL
)
_ROOT = Path(__file__).parents[2]
_LOG = logging.getLogger(__name__)


def register(app: TelegramApplication, services: Services) -> None:
    """Register the error handler."""

    async def run(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        log(update, error)
        services.metrics.failed(type(error).__name__)
        if isinstance(update, Update) and _can_be_told(update, error):
            await apologise(services, update, words_for(error))

    app.add_error_handler(run)


def _can_be_told(update: Update, error: BaseException | None) -> bool:
    """Whether an apology can arrive: where nothing may be written, the mark on a pressed button can still be ended."""
    return not isinstance(error, Conflict | InvalidToken) and (
        update.callback_query is not None or not isinstance(error, Forbidden)
    )


def words_for(error: BaseException | None) -> str:
    """The apology for the user. Most messages of our errors are meant for operators, so few are passed on."""
    if isinstance(error, FollowError | QuestionError):
        return str(error)
    said = next((words for kind, words in _SAID.items() if isinstance(error, kind)), SORRY)
    return gettext(said)


def log(update: object, error: BaseException | None) -> None:
    """Log the error's class, where it was raised, and ids; never its text, which may contain a question."""
    chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else 0
    number = update.update_id if isinstance(update, Update) else 0
    _LOG.log(
        level_of(error), "update %d in chat %d failed: %s at %s", number, chat, type(error).__name__, place_of(error)
    )


def level_of(error: BaseException | None) -> int:
    """The log level: a user's mistake ("since 31 February") is only reported to them; a bug is an error."""
    if isinstance(error, FollowError | QuestionError):
        return logging.INFO
    return logging.WARNING if isinstance(error, NewsbotError | TelegramError) else logging.ERROR


def place_of(error: BaseException | None) -> str:
    """The innermost lines of our own code in the traceback, as "ask.py:42 < respond.py:80"."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    ours = [one for one in frames if _is_ours(Path(one.filename))]
    return " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(ours[-6:])) or "?"


def _is_ours(file: Path) -> bool:
    return any(file.is_relative_to(_ROOT / room) for room in ("bot", "handlers"))


async def give_up(services: Services, updates: Iterable[Update]) -> None:
    """Apologise for questions and presses that are not tried again."""
    for update in updates:
        chat, user, message = update.effective_chat, update.effective_user, update.message
        told = user.language_code if user else None
        with speaking(services.language_of(chat.id if chat else 0, told)):
            if update.callback_query or (message and is_meant(message)):
                await apologise(services, update, gettext(SORRY))


async def apologise(services: Services, update: Update, words: str) -> None:
    """Send the apology; a failure is only logged."""
    incoming, query = read_message(update), update.callback_query
    try:
        if query:
            await _apologise_for_press(services, query, words)
        elif incoming:
            await services.sender.send(incoming.chat, note(words), reply_to=incoming.answers_to)
    except TelegramError as error:
        _LOG.info("apology not sent: %s", type(error).__name__)


async def _apologise_for_press(services: Services, query: CallbackQuery, words: str) -> None:
    """As a message where it is too late for a notice."""
    shown, pressed = await services.sender.answer_press(query.id, words), read_press(query)
    if not shown and pressed and not crowded():
        await services.sender.send(pressed.chat, note(words))
