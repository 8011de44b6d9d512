"""Work that nobody waits for, done in batches: each value at once while little comes in, many together under load."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.errors import StoreError

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class Batched(Generic[_T]):
    """Calls ``work`` with the values that came in since its last call, in a thread, one call at a time.

    What ``work`` cannot store (StoreError) is logged and dropped: it must be worth no more than that.
    """

    def __init__(self, work: Callable[[list[_T]], None]) -> None:
        self._work = work
        self._waiting: list[_T] = []
        self._task: asyncio.Task[None] | None = None

    def add(self, value: _T) -> None:
        """Have ``value`` worked on soon; returns at once."""
        self._waiting.append(value)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def drained(self) -> None:
        """Wait until nothing is left."""
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                await asyncio.to_thread(self._work, batch)
            except StoreError as error:
                _LOG.warning("%d changes not kept after an answer: %s", len(batch), type(error).__name__)
