"""Bounds on what comes in: questions of one user a minute, updates delivered twice, order within a chat."""

from __future__ import annotations

import asyncio
import inspect
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

MINUTE = timedelta(minutes=1)
QUESTIONS_A_MINUTE = 60  # of one user; nobody reads answers faster
REMEMBERED_UPDATES = 10_000
REMEMBERED_USERS = 10_000
AT_ONCE = 256  # updates processed at the same time; further ones wait
WAITING = 10_000  # updates that may wait for their turn; Telegram keeps further ones


class Verdict(Enum):
    """Whether a question may be asked."""

    FINE = auto()
    TOO_MANY = auto()  # the first over the limit: say so
    SILENT = auto()  # said already


class QuestionLimit:
    """At most so many questions of a user within any minute."""

    def __init__(self, per_minute: int = QUESTIONS_A_MINUTE) -> None:
        self._per_minute = per_minute
        self._asked: OrderedDict[int, deque[datetime]] = OrderedDict()
        self._told: set[int] = set()

    def ask(self, user_id: int, now: datetime) -> Verdict:
        """Count one question; refused ones do not count."""
        asked = self._asked.setdefault(user_id, deque())
        self._asked.move_to_end(user_id)
        while asked and now - asked[0] >= MINUTE:
            asked.popleft()
        if len(asked) < self._per_minute:
            asked.append(now)
            self._told.discard(user_id)
            self._forget_oldest()
            return Verdict.FINE
        first = user_id not in self._told
        self._told.add(user_id)
        return Verdict.TOO_MANY if first else Verdict.SILENT

    def _forget_oldest(self) -> None:
        while len(self._asked) > REMEMBERED_USERS:
            user_id, _ = self._asked.popitem(last=False)
            self._told.discard(user_id)


class InOrder(BaseUpdateProcessor):
    """Many chats at once, each chat in order, each update once.

    Telegram delivers an update again when its confirmation got lost; a bounded memory of ids drops the second.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(WAITING)
        self._free = asyncio.Semaphore(at_once)  # taken when the chat's turn has come: one chat can never take it all
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._lines: dict[int, _Line] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await ``coroutine`` when all earlier updates of the same chat are done."""
        if not isinstance(update, Update):
            await coroutine
        elif self._is_repeated(update.update_id):
            if inspect.iscoroutine(coroutine):
                coroutine.close()
        else:
            async with self._turn(update.effective_chat.id if update.effective_chat else 0), self._free:
                await coroutine

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to put away."""

    def _is_repeated(self, update_id: int) -> bool:
        if update_id in self._seen:
            return True
        self._seen[update_id] = None
        if len(self._seen) > REMEMBERED_UPDATES:
            self._seen.popitem(last=False)
        return False

    @asynccontextmanager
    async def _turn(self, chat_id: int) -> AsyncIterator[None]:
        line = self._lines.setdefault(chat_id, _Line())
        line.length += 1
        try:
            async with line.lock:
                yield
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[chat_id]


@dataclass(slots=True)
class _Line:
    """The updates of one chat that wait for each other."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0
