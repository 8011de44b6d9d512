"""A check of the token with Telegram: whether it is valid, and for which bot."""

from __future__ import annotations

import asyncio

from telegram.error import InvalidToken, TelegramError

from bot.errors import NewsbotError, SettingError
from handlers.transport.connection import connected
from handlers.transport.ending import WRONG_TOKEN, Ending


async def bot_name(token: str, base_url: str | None) -> str:
    """The bot's username without @. Raises SettingError for a refused token, NewsbotError if there is no answer."""
    app = connected(token, base_url, Ending(asyncio.Event()))
    try:
        await app.bot.initialize()
        return str(app.bot.username)
    except InvalidToken:
        raise SettingError(WRONG_TOKEN) from None
    except TelegramError as error:
        raise NewsbotError(
            f"Telegram does not answer ({type(error).__name__}); check the network and telegram_base_url."
        ) from None
    finally:
        await app.bot.shutdown()
