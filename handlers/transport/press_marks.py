"""Progress marks of pressed buttons that wait for long.

Telegram shows a mark on a pressed button until the press is answered, and takes that answer for some fifteen seconds.
What was pressed for may have to wait longer: behind earlier updates of its chat, or for flood control.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

LONG_WAIT = 5.0  # seconds, far from the fifteen: the answer itself may need several attempts


class PressMarks:
    """Ends each mark that is still shown after ``LONG_WAIT`` seconds, by calling ``end`` with the press's id."""

    def __init__(self, end: Callable[[str], Awaitable[object]]) -> None:
        self._end = end
        self._ended: dict[str, bool] = {}  # of presses being handled: whether their mark is ended

    @asynccontextmanager
    async def watched(self, press_id: str) -> AsyncIterator[None]:
        """Watch over a press until its handling is over."""
        self._ended[press_id] = False
        timer = asyncio.create_task(self._end_late(press_id))
        try:
            yield
        finally:
            timer.cancel()
            self._ended.pop(press_id, None)

    def take(self, press_id: str) -> bool:
        """Whether the mark is still there; whoever asks ends it, so it is gone for everybody who asks later."""
        if self._ended.get(press_id):
            return False
        if press_id in self._ended:
            self._ended[press_id] = True
        return True

    async def _end_late(self, press_id: str) -> None:
        await asyncio.sleep(LONG_WAIT)
        if self.take(press_id):
            await self._end(press_id)
