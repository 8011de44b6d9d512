"""Incoming updates: stored first, then passed to the handlers, and marked as done when answered.

    Telegram -> take -> inbox (SQLite) -> the application's queue -> handlers -> finished -> inbox
    a run that ended -> adopt -----------^

The run that first took an update answers it, however often and to however many runs Telegram sends it.
"""

from __future__ import annotations

import asyncio
import functools
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from telegram import Update

from bot.errors import DatabaseLocked
from bot.pausing import sleep_unless
from bot.store.chats.inbox import Inbox
from handlers.transport.bot import RawUpdate, RawUpdatesBot
from handlers.transport.update_repair import number_of, read_update

AGAIN, LONGEST_PAUSE = 1.0, 8.0  # seconds before another attempt to mark updates as done
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class Intake:
    """The updates of one run. ``queue`` is the application's; ``clock`` gives aware times; ``stop`` ends the run."""

    def __init__(
        self,
        inbox: Inbox,
        bot: RawUpdatesBot,
        queue: asyncio.Queue[object],
        clock: Callable[[], datetime],
        stop: asyncio.Event,
    ) -> None:
        self.unreadable = 0  #: updates left out because nothing in them could be read
        self._inbox = inbox
        self._bot = bot
        self._queue = queue
        self._clock = clock
        self._stop = stop
        self._run = 0
        self._finished: list[int] = []
        self._some = asyncio.Event()
        self._closing = False
        self._ticking: asyncio.Task[None] | None = None
        # a separate thread: answered updates are marked at once, however many questions keep the others busy
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inbox")

    async def start(self, *, afresh: bool = False) -> None:
        """Begin a run; with ``afresh``, what earlier runs left is meaningless. Raises StoreError."""
        self._run = await self._patiently(self._inbox.begin, self._bot.own_id, self._clock(), afresh=afresh)
        self._ticking = asyncio.create_task(self._tick_off())

    async def close(self) -> None:
        """Mark finished updates as done; unfinished ones stay for the next run."""
        self._closing = True
        self._some.set()
        if self._ticking is not None:
            await self._ticking
        self._thread.shutdown(wait=False)

    async def take(self, raws: Iterable[object]) -> None:
        """Store updates that no run has taken yet and pass them on. People are answered even if the database fails."""
        by_number: dict[int, RawUpdate] = {}
        for raw in raws:
            number = number_of(raw)
            if number is None or not isinstance(raw, dict):
                self._leave_out(0)
            else:
                by_number[number] = raw
        for number in await self._keep(by_number) if by_number else ():
            await self._hand_on(number, by_number[number])

    async def adopt(self) -> list[Update]:
        """Answer what ended runs have left; only if no other run is alive.

        Returns the updates that are not tried again, because each run that began them ended. Raises StoreError.
        """
        left = await self._patiently(self._inbox.adopt, self._bot.own_id, self._run)
        if left.given_up:
            _LOG.error("%d updates given up: each run that began them ended", len(left.given_up))
        for raw in map(json.loads, left.bodies):
            await self._hand_on(number_of(raw) or 0, raw)
        if left.bodies:
            _LOG.info("answering %d updates that an earlier run left", len(left.bodies))
        given_up = (read_update(json.loads(body), self._bot) for body in left.given_up)
        return [one for one in given_up if one is not None]

    async def superseded(self) -> bool:
        """Whether a newer run of the same bot uses the same database."""
        try:
            return await self._call(self._inbox.newer_run, self._bot.own_id, self._run)
        except Exception:  # unknown in this case
            return False

    def finished(self, number: int) -> None:
        """Record that an update is answered."""
        self._finished.append(number)
        self._some.set()

    async def _keep(self, raws: Mapping[int, RawUpdate]) -> list[int]:
        # sorted: a proxy or another way of fetching may write the same update in another order
        bodies = {number: json.dumps(raw, sort_keys=True) for number, raw in raws.items()}
        try:
            new = await self._call(self._inbox.take, self._bot.own_id, self._run, bodies, self._clock())
        except Exception as error:
            _LOG.warning("%d updates answered without being kept: %s", len(raws), type(error).__name__)
            return sorted(raws)
        return sorted(new)

    async def _hand_on(self, number: int, raw: RawUpdate) -> None:
        update: Update | None = read_update(raw, self._bot)
        if update is not None:
            await self._queue.put(update)
            return
        self._leave_out(number)
        self.finished(number)

    def _leave_out(self, number: int) -> None:
        self.unreadable += 1
        _LOG.warning("update %d left out: nothing in it can be read (%d so far)", number, self.unreadable)

    async def _call(self, method: Callable[..., _T], *given: object, **named: object) -> _T:
        work = functools.partial(method, *given, **named)
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _patiently(self, method: Callable[..., _T], *given: object, **named: object) -> _T:
        """``_call``, as often as it takes while another program keeps the database locked: that is no reason to end."""
        while True:
            try:
                return await self._call(method, *given, **named)
            except DatabaseLocked:
                _LOG.warning("another program keeps the database locked; trying again")
            await sleep_unless(self._stop, AGAIN)
            if self._stop.is_set():
                raise DatabaseLocked

    async def _tick_off(self) -> None:
        """Mark finished updates as done: in batches under load, else at once.

        Retries if the database cannot be written.
        """
        pause = AGAIN
        while not (self._closing and not self._finished):
            await self._some.wait()
            self._some.clear()
            finished, self._finished = self._finished, []
            if await self._ticked_off(finished):
                pause = AGAIN
            elif self._closing:
                return
            else:
                self._finished += finished
                self._some.set()
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _ticked_off(self, finished: list[int]) -> bool:
        if not finished:
            return True
        try:
            await self._call(self._inbox.done, self._bot.own_id, finished, self._clock())
        except Exception as error:
            _LOG.error("%d answered updates not ticked off: %s", len(finished), type(error).__name__)
            return False
        return True
