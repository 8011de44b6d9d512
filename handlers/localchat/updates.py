"""Updates for the bot: one queue, with long polling and confirmation, or a webhook."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any

from handlers.localchat.errors import ApiError, conflict
from handlers.localchat.faults import Faults

MAX_BATCH = 100  # updates per response of getUpdates
MAX_WAIT = 50  # seconds that getUpdates may wait

#: only sent to bots that ask for them (Bot API, getUpdates, ``allowed_updates``)
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

Update = dict[str, Any]


@dataclass(slots=True)
class Updates:
    """Unconfirmed updates. Their numbers increase, and they are confirmed by number."""

    faults: Faults
    allowed: frozenset[str] | None = None  #: None = Telegram's default
    webhook_url: str = ""
    pending: list[Update] = field(default_factory=list)
    _repeated: set[int] = field(default_factory=set)
    _next_id: int = 500_001
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _poller: object | None = None
    _closed: bool = False

    @property
    def polled(self) -> bool:
        """Whether a call of getUpdates waits."""
        return self._poller is not None

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this kind."""
        return kind not in ON_REQUEST if self.allowed is None else kind in self.allowed

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set ``allowed_updates``: None keeps the earlier setting, an empty list is the default."""
        if kinds is not None:
            wanted = frozenset(kinds)
            self.allowed = wanted or None

    async def put(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queue an update; returns its number, or None if the bot did not ask for its kind."""
        if not self.wants(kind):
            return None
        async with self._changed:
            number = self._next_id
            self._next_id += 1
            self.pending.append({"update_id": number, kind: content})
            if self.faults.take_repeat():
                self._repeated.add(number)
            self._changed.notify_all()
        return number

    async def poll(self, *, offset: int, limit: int, wait: float) -> list[Update]:
        """getUpdates: confirm all below ``offset`` (if negative, keep that many last ones), then wait for more.

        Raises ApiError 409 if there is a webhook, and in the older of two concurrent calls.
        """
        if self.webhook_url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        async with self._polling() as me:
            await self.confirm(offset)
            await self._wait(me, min(wait, MAX_WAIT))
            if self._poller is not me:
                raise self._terminated()
            return self.pending[: limit or MAX_BATCH]

    def _terminated(self) -> ApiError:
        if self.webhook_url:
            return conflict("terminated by setWebhook request")
        return conflict("terminated by other getUpdates request; make sure that only one bot instance is running")

    async def use_webhook(self, url: str) -> None:
        """Send updates to a URL from now on ("" to return to getUpdates); a waiting poll ends with 409."""
        async with self._changed:
            self.webhook_url = url
            self._poller = None
            self._changed.notify_all()

    @contextlib.asynccontextmanager
    async def _polling(self) -> AsyncIterator[object]:
        me = object()
        async with self._changed:
            self._poller = me
            self._changed.notify_all()
        try:
            yield me
        finally:
            if self._poller is me:
                self._poller = None

    async def _wait(self, me: object, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.pending or self._poller is not me or self._closed)

    async def confirm(self, offset: int) -> None:
        """Remove the updates below ``offset``, except once for those to be repeated."""
        below = offset if offset >= 0 else self._next_id + offset
        async with self._changed:
            again = {update["update_id"] for update in self.pending if update["update_id"] < below} & self._repeated
            self._repeated -= again
            self.pending = [u for u in self.pending if u["update_id"] >= below or u["update_id"] in again]
            self._changed.notify_all()

    async def drop(self) -> None:
        """Remove all pending updates."""
        await self.confirm(self._next_id)

    async def confirmed(self, number: int) -> None:
        """Wait until the bot has confirmed an update."""
        async with self._changed:
            await self._changed.wait_for(lambda: all(update["update_id"] != number for update in self.pending))

    async def first(self) -> Update:
        """Wait for the oldest unconfirmed update, which a webhook sends next."""
        async with self._changed:
            await self._changed.wait_for(lambda: bool(self.pending))
            return self.pending[0]

    def open(self) -> None:
        """Let polls wait (again)."""
        self._closed = False

    async def close(self) -> None:
        """End all waiting polls."""
        async with self._changed:
            self._closed = True
            self._changed.notify_all()
