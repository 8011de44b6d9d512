"""Concurrent reads of the same value are done once (the pattern of Go's singleflight package)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class SingleFlight(Generic[_T]):
    """Shares reads under way; caches no results."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, asyncio.Task[_T]] = {}

    async def do(self, key: Hashable, read: Callable[[], _T]) -> _T:
        """Return the result of ``read``, run in a thread; callers with the same ``key`` share it while it runs.

        ``key`` must include everything the result depends on. What ``read`` raises is raised to each caller; cancelling
        one does not affect the others.
        """
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(asyncio.to_thread(read))
            task.add_done_callback(lambda _done: self._under_way.pop(key))
        return await asyncio.shield(task)
