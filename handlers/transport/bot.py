"""The library's bot, with updates as they came: what is kept of them must not depend on what the library reads.

Of a message that Telegram says it took, only the number is read (see api_response.py): its words, links and buttons are
our own, and reading them back into objects was a fifth of the processor time of a page of headlines.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

from telegram.ext import ExtBot

RawUpdate = dict[str, Any]
#: When each bot was answered last, by ``time.monotonic``; the library's bots take no attributes of ours.
_HEARD: WeakKeyDictionary[RawUpdatesBot, float] = WeakKeyDictionary()


class RawUpdatesBot(ExtBot[None]):
    """``get_updates`` and ``send_message`` without parsing."""

    @property
    def silent_for(self) -> float | None:
        """Seconds since the server last answered a request for updates; None before, and where it calls us."""
        heard = _HEARD.get(self)
        return None if heard is None else time.monotonic() - heard

    @property
    def own_id(self) -> int:
        """The bot's user id, which the token begins with; known before Telegram is asked."""
        return int(self.token.partition(":")[0])

    async def raw_updates(self, offset: int, *, wait: int, limit: int, allowed: Sequence[str]) -> list[RawUpdate]:
        """The oldest updates from number ``offset`` on; those below it are confirmed by asking.

        ``wait``: seconds that Telegram keeps the request open while there are none. Raises TelegramError.
        """
        given = {"offset": offset, "timeout": wait, "limit": limit, "allowed_updates": list(allowed)}
        patience = self._request[0].read_timeout or 0.0
        found = cast(list[RawUpdate], await self._post("getUpdates", given, read_timeout=patience + wait))
        _HEARD[self] = time.monotonic()
        return found

    async def post_message(self, chat_id: int, text: str, **given: Any) -> int:
        """``send_message`` with the Bot API's parameters; gives the message's number, which is all that is read.

        Raises TelegramError.
        """
        sent = await self._post("sendMessage", {"chat_id": chat_id, "text": text, **given})
        return int(sent["message_id"])
