"""The library's bot, with updates as they came: what is kept of them must not depend on what the library reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from telegram.ext import ExtBot

RawUpdate = dict[str, Any]


class RawUpdatesBot(ExtBot[None]):
    """``get_updates`` without parsing."""

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
        return cast(list[RawUpdate], await self._post("getUpdates", given, read_timeout=patience + wait))
