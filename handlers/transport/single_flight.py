"""Reading that several wait for at the same time is done once (the pattern that Go's library calls singleflight)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class SingleFlight(Generic[_T]):
    """Shares what is being read; keeps nothing of what was."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, asyncio.Task[_T]] = {}

    async def do(self, key: Hashable, read: Callable[[], _T]) -> _T:
        """What ``read`` gives, in a thread; while it runs, whoever comes with the same ``key`` gets that too.

        ``key`` must hold all that the result depends on. Raises what ``read`` raises, to each who waits; whoever is
        cancelled takes nothing from the others.
        """
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(asyncio.to_thread(read))
            task.add_done_callback(lambda _done: self._under_way.pop(key))
        return await asyncio.shield(task)
