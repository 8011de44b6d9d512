"""The library's bot, with updates as they came: what is kept of them must not depend on what the library reads.

Of a message that Telegram says it took, only the number and the chat are read: its words, links and buttons are our
own, and reading them back into objects was a fifth of the processor time of a page of headlines.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

from telegram.ext import ExtBot

RawUpdate = dict[str, Any]
#: When each bot was answered last, by ``time.monotonic``; the library's bots take no attributes of ours.
#: Fields of a message that was sent which the library's ``Message`` needs, and nothing else does.
SENT = ("message_id", "date", "chat")
_HEARD: WeakKeyDictionary[RawUpdatesBot, float] = WeakKeyDictionary()


class RawUpdatesBot(ExtBot[None]):
    """``get_updates`` without parsing, and messages that were sent without their content."""

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

    async def _post(self, endpoint: str, *given: Any, **limits: Any) -> Any:
        """As the library, less the content of a message that was sent or changed."""
        answer = await super()._post(endpoint, *given, **limits)
        if isinstance(answer, dict) and "message_id" in answer:
            return {name: answer[name] for name in SENT if name in answer}
        return answer
