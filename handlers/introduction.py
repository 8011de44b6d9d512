"""What Telegram shows of the bot before users write to it: command menus by scope and language, and descriptions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import suppress

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.pausing import sleep_unless
from bot.translation import ENGLISH, LANGUAGES, N_, gettext, speaking
from handlers.commands.context import Scope
from handlers.commands.registry import COMMANDS

DESCRIPTION = N_(
    "Ask me about the news. I answer with exact, cited sentences from articles, or say that they don't say. "
    "/who gives who said what, /follow sends you new articles."
)
SHORT_DESCRIPTION = N_("Exact, cited answers from the news. Who said what. New articles on what you follow.")
_PRIVATE = (Scope.EVERYWHERE, Scope.PRIVATE)
FIRST_PAUSE, LONGEST_PAUSE = 10.0, 600.0  # seconds between attempts
_LOG = logging.getLogger(__name__)


async def introduce(bot: Bot, admins: frozenset[int], stop: asyncio.Event) -> None:
    """Set the menus and descriptions, again and again until it succeeds or ``stop`` is set; the bot works meanwhile."""
    pause = FIRST_PAUSE
    while not await _introduced(bot) and not stop.is_set():
        await sleep_unless(stop, pause)
        pause = min(2 * pause, LONGEST_PAUSE)
    for admin in sorted(admins):
        with suppress(TelegramError):  # users who never wrote to the bot have no menu
            await bot.set_my_commands(menu(*_PRIVATE, Scope.OPERATORS), scope=BotCommandScopeChat(admin))


async def _introduced(bot: Bot) -> bool:
    """Whether all menus and descriptions are set now."""
    done = await asyncio.gather(*(_introduce_in(bot, code) for code in LANGUAGES), return_exceptions=True)
    failed = [one for one in done if isinstance(one, BaseException)]
    for error in failed:
        if not isinstance(error, TelegramError):
            raise error
        _LOG.warning("menu and description not set: %s", type(error).__name__)
    return not failed


async def _introduce_in(bot: Bot, code: str) -> None:
    """Set them in the language ``code`` of ``LANGUAGES``; English is the default for all other languages."""
    with speaking(code):
        language = None if code == ENGLISH else code
        for scope, commands in menus():
            await bot.set_my_commands(commands, scope=scope, language_code=language)
        await bot.set_my_description(gettext(DESCRIPTION), language_code=language)
        await bot.set_my_short_description(gettext(SHORT_DESCRIPTION), language_code=language)


def menus() -> Iterator[tuple[BotCommandScope, list[BotCommand]]]:
    """The menu of each scope, in the current language."""
    yield BotCommandScopeAllPrivateChats(), menu(*_PRIVATE)
    yield BotCommandScopeAllGroupChats(), menu(Scope.EVERYWHERE)


def menu(*scopes: Scope) -> list[BotCommand]:
    """The commands of these scopes, in order."""
    return [BotCommand(one.name, gettext(one.help)) for one in COMMANDS if one.scope in scopes]
