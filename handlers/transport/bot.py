"""The library's bot, but with raw updates: what is stored of them must not depend on what the library can parse.

Of the response to a sent message only the id is read (see api_response.py): its text, links and buttons are our own,
and parsing them into objects was a fifth of the processor time of a page of headlines.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

from telegram import User
from telegram.error import NetworkError
from telegram.ext import ExtBot

RawUpdate = dict[str, Any]
#: When each bot last got a response, by ``time.monotonic``; the library's bots accept no further attributes.
_HEARD: WeakKeyDictionary[RawUpdatesBot, float] = WeakKeyDictionary()


class RawUpdatesBot(ExtBot[None]):
    """The bot with ``getUpdates`` and ``sendMessage`` without parsing."""

    @property
    def silent_for(self) -> float | None:
        """Seconds since the server last answered a request for updates or on the webhook; None before that."""
        heard = _HEARD.get(self)
        return None if heard is None else time.monotonic() - heard

    @property
    def own_id(self) -> int:
        """The bot's user id, which is the start of the token and known before any request."""
        return int(self.token.partition(":")[0])

    async def get_me(self, **given: Any) -> User:
        """The bot as Telegram knows it. Raises TelegramError, also for an answer that is none of Telegram's."""
        try:
            return await super().get_me(**given)
        except (AttributeError, KeyError, TypeError, ValueError) as error:  # the library reads whatever comes
            raise NetworkError("an answer that cannot be read") from error

    async def raw_updates(self, offset: int, *, wait: int, limit: int, allowed: Sequence[str]) -> list[RawUpdate]:
        """Fetch the oldest updates from number ``offset`` on, which confirms those below it.

        ``wait``: seconds that Telegram keeps the request open while there are none. Raises TelegramError.
        """
        given = {"offset": offset, "timeout": wait, "limit": limit, "allowed_updates": list(allowed)}
        patience = self._request[0].read_timeout or 0.0
        found = cast(list[RawUpdate], await self._post("getUpdates", given, read_timeout=patience + wait))
        _HEARD[self] = time.monotonic()
        return found

    async def webhook_info(self) -> RawUpdate:
        """What Telegram knows of the webhook. Raises TelegramError."""
        found = await self._post("getWebhookInfo")
        if not isinstance(found, dict):
            raise NetworkError("an answer that cannot be read")
        _HEARD[self] = time.monotonic()
        return found

    async def post_message(self, chat_id: int, text: str, **given: Any) -> int:
        """Send a message with the Bot API's parameters and return its id, which is all that is read of the response.

        Raises TelegramError.
        """
        sent = await self._post("sendMessage", {"chat_id": chat_id, "text": text, **given})
        return int(sent["message_id"])
