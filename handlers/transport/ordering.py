"""Handling of updates: chats in parallel, each chat's updates in order of arrival."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_ANSWERED: ContextVar[Callable[[], None]] = ContextVar("answered", default=lambda: None)

_CROWDED: ContextVar[bool] = ContextVar("crowded", default=False)

PRESSES = 3  # waiting presses of one member in a group's queue, which is the longest that others wait for them
AT_ONCE = 256  # updates handled at a time; further ones wait
WAITING = 10_000  # updates that may wait for their turn; further ones stay in the application's queue


def answered() -> None:
    """Mark the update being handled as answered.

    If the process ends during the remaining work, it is not answered again.
    """
    _ANSWERED.get()()


def crowded() -> bool:
    """Whether too many presses of the same member were waiting when this one arrived.

    Such a press is not in the chat's queue, so its handler must not write to the chat.
    """
    return _CROWDED.get()


class InOrder(BaseUpdateProcessor):
    """Orders updates by chat, and passes the number of each to ``finished`` when its handlers end or fail.

    ``watched``: the context, by a press's id, of each press from its arrival to its end.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(WAITING)
        self.finished: Callable[[int], None] = lambda _number: None
        self.watched: Callable[[str], AbstractAsyncContextManager[None]] = lambda _press_id: nullcontext()
        self._free = asyncio.Semaphore(at_once)  # acquired on the chat's turn: no chat takes all places
        self._lines: dict[tuple[int, int], _ChatQueue] = {}  # by chat; presses over the limit by chat and user
        self._presses: Counter[tuple[int, int]] = Counter()  # waiting in a chat's queue, by chat and user
        self._handling: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await ``coroutine`` after all earlier updates of the same chat."""
        if not isinstance(update, Update):
            await coroutine
            return
        press = update.callback_query
        async with self.watched(press.id) if press else nullcontext(), self._turn(update), self._free:
            finish = _Once(self.finished, update.update_id)
            _ANSWERED.set(finish)  # context of this task only: each update has its own
            try:
                await coroutine
            except Exception:
                finish()
                raise
            finish()

    async def initialize(self) -> None:
        """Do nothing; required by the base class."""

    async def shutdown(self) -> None:
        """Do nothing; required by the base class."""

    async def abandon(self) -> None:
        """Cancel what is still being handled; it does not count as finished."""
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
                self._presses += Counter()  # drops counts of zero

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
    """The chat, or the user of an inline query, which has no chat."""
    of = update.effective_chat or update.effective_user
    return of.id if of else 0


def _presser(update: Update) -> int:
    """The user who pressed a button in a group, where others wait too; 0 for everything else."""
    query, chat = update.callback_query, update.effective_chat
    return query.from_user.id if query and chat and chat.id != query.from_user.id else 0


@dataclass(slots=True)
class _ChatQueue:
    """The updates of one chat that wait for each other."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


@dataclass(slots=True)
class _Once:
    """Reports that an update is finished, the first time it is called."""

    finished: Callable[[int], None]
    number: int
    told: bool = False

    def __call__(self) -> None:
        if not self.told:
            self.told = True
            self.finished(self.number)
