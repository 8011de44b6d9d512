"""Updates are handled for many chats at once, and for each chat in the order in which they came."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_ANSWERED: ContextVar[Callable[[], None]] = ContextVar("answered", default=lambda: None)

_CROWDED: ContextVar[bool] = ContextVar("crowded", default=False)

PRESSES = 3  # of one member that may wait in a group's line: as long as the others' questions wait for them at most
AT_ONCE = 256  # updates processed at the same time; further ones wait
WAITING = 10_000  # updates that may wait for their turn; further ones wait in the queue


def answered() -> None:
    """Whoever sent the update that is being handled has the answer: what else there is to do is not worth a second
    one, should the process end meanwhile."""
    _ANSWERED.get()()


def crowded() -> bool:
    """Whether the press that is being handled came while too many of the same member waited: it stands in no line, so
    it must not write to the chat."""
    return _CROWDED.get()


class InOrder(BaseUpdateProcessor):
    """``finished`` is told the number of each update whose handlers are done, whether they failed or not."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(WAITING)
        self.finished: Callable[[int], None] = lambda _number: None
        self._free = asyncio.Semaphore(at_once)  # taken when the chat's turn has come: one chat can never take it all
        self._lines: dict[tuple[int, int], _ChatQueue] = {}  # by chat; what is crowded out by its user as well
        self._presses: Counter[tuple[int, int]] = Counter()  # that stand in a chat's line, by chat and user
        self._handling: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await ``coroutine`` when all earlier updates of the same chat are done."""
        if not isinstance(update, Update):
            await coroutine
            return
        async with self._turn(update), self._free:
            finish = _Once(self.finished, update.update_id)
            _ANSWERED.set(finish)  # of this task alone: each update has its own
            try:
                await coroutine
            except Exception:
                finish()
                raise
            finish()

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to put away."""

    async def abandon(self) -> None:
        """Give up what is still being handled; it does not count as finished."""
        left = [task for task in self._handling if task is not asyncio.current_task()]
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)

    @asynccontextmanager
    async def _turn(self, update: Update) -> AsyncIterator[None]:
        chat, presser = _line_of(update), _presser(update)
        if not presser:
            async with self._in_line((chat, 0)):
                yield
        elif self._presses[chat, presser] >= PRESSES:
            _CROWDED.set(True)
            async with self._in_line((chat, presser)):
                yield
        else:
            self._presses[chat, presser] += 1
            try:
                async with self._in_line((chat, 0)):
                    yield
            finally:
                self._presses[chat, presser] -= 1
                self._presses += Counter()  # keeps what is above zero

    @asynccontextmanager
    async def _in_line(self, of: tuple[int, int]) -> AsyncIterator[None]:
        task = asyncio.current_task()
        assert task is not None
        line = self._lines.setdefault(of, _ChatQueue())
        line.length += 1
        self._handling.add(task)
        try:
            async with line.lock:
                yield
        finally:
            self._handling.discard(task)
            line.length -= 1
            if not line.length:
                del self._lines[of]


def _line_of(update: Update) -> int:
    """The chat, else the user: inline queries have no chat."""
    of = update.effective_chat or update.effective_user
    return of.id if of else 0


def _presser(update: Update) -> int:
    """Whoever pressed a button in a group, where others wait too; 0 for all else."""
    query, chat = update.callback_query, update.effective_chat
    return query.from_user.id if query and chat and chat.id != query.from_user.id else 0


@dataclass(slots=True)
class _ChatQueue:
    """The updates of one chat that wait for each other."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


@dataclass(slots=True)
class _Once:
    """Tells that an update is finished, the first time it is called."""

    finished: Callable[[int], None]
    number: int
    told: bool = False

    def __call__(self) -> None:
        if not self.told:
            self.told = True
            self.finished(self.number)
