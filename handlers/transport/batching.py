"""Batching of work that nobody waits for: values that arrive within a moment are processed together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from bot.errors import StoreError

GATHER = 0.02  # seconds; waking a thread for each message is a tenth of the cost of a short answer
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class Batched(Generic[_T]):
    """Calls ``work`` with the values added since its last call, in a thread, one call at a time.

    ``gather``: seconds to wait for more values after the first. If ``work`` raises StoreError, its values are logged
    and dropped, so they must be expendable.
    """

    def __init__(self, work: Callable[[list[_T]], None], *, gather: float = GATHER) -> None:
        self._work = work
        self._gather = gather
        self._enough = asyncio.Event()
        self._waiting: list[_T] = []
        self._task: asyncio.Task[None] | None = None

    def add(self, value: _T) -> None:
        """Schedule ``value`` for the next batch; returns at once."""
        self._waiting.append(value)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def drained(self) -> None:
        """Wait until all values are processed, without gathering any longer."""
        self._enough.set()
        if self._task is not None:
            await self._task
        self._enough.clear()

    async def _run(self) -> None:
        while self._waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._enough.wait(), self._gather)
            batch, self._waiting = self._waiting, []
            try:
                await asyncio.to_thread(self._work, batch)
            except StoreError as error:
                _LOG.warning("%d changes not kept after an answer: %s", len(batch), type(error).__name__)
