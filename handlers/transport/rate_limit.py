"""One rate limit for everything the bot sends: answers first, then notifications, nothing while Telegram says wait.

turn(chat) -> the chat's own pace -> one queue for the whole bot, answers at its head -> send

Paid notifications have a queue of their own, which is faster; everything else keeps to Telegram's free pace.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from handlers.transport.pace import TELEGRAM, Pace, Rates, Waits

CATCH_UP = 1  # places in the queue that a late timer may make up at once
UNANSWERED = 12  # messages under way from which on notifications wait
SECONDS_UNANSWERED = 0.4  # of the pace, if that is more
CALM = 2.0  # seconds without a notification after which answers skip the queue
CAUTION = 600.0  # seconds after a wait of the whole bot during which they do not
PATIENCE = 5.0  # seconds that calls which write nothing wait
MOST_AHEAD = 1.0  # maximum seconds that notifications wait for answers that skipped the queue


class RateLimit:
    """Grants turns. Every call that writes to a chat needs one, each time."""

    def __init__(self, rates: Rates = TELEGRAM, pace: Pace | None = None) -> None:
        """``pace`` is that of the chats, if another limit counts their messages too."""
        self._pace = pace or Pace(rates)
        self._unwritten = Waits()  # of calls that write nothing
        unpaid = replace(rates, overall=min(rates.overall, TELEGRAM.overall), paid=False)
        self._unpaid = RateLimit(unpaid, self._pace) if rates.paid else None
        self._interval = 1 / rates.overall
        self._most_unanswered = max(UNANSWERED, round(SECONDS_UNANSWERED * rates.overall))
        self.rates = rates
        self._next = 0.0  # when the queue moves next, by the loop's clock
        self._lined_until = 0.0  # answers queue until then
        self._answers: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._under_way = 0

    @property
    def waiting(self) -> int:
        """The number of messages in the queue."""
        return len(self._answers) + len(self._others) + (self._unpaid.waiting if self._unpaid else 0)

    @asynccontextmanager
    async def turn(self, chat_id: int, *, answer: bool, paid: bool = False) -> AsyncIterator[None]:
        """Wait until a message may be sent to a chat; it is sent in the block.

        ``answer``: whether it takes precedence over all that is not; ``paid``: whether it is sent as a paid message.
        """
        if self._unpaid is not None and not paid:
            async with self._unpaid.turn(chat_id, answer=answer):
                yield
            return
        await self._wait(chat_id, answer)
        try:
            yield
        finally:
            self._end()

    async def _wait(self, chat_id: int, answer: bool) -> None:
        loop = asyncio.get_running_loop()
        if wait := self._pace.reserve(chat_id, loop.time()):
            await asyncio.sleep(wait)
        while True:
            await self._unheld(chat_id)
            if answer and not self._others and loop.time() > self._lined_until:
                self._count(loop.time())
                return
            await self._in_line(self._answers if answer else self._others)
            if not self._pace.held(chat_id, loop.time()):
                return
            self._end()

    def _end(self) -> None:
        self._under_way -= 1
        self._move()

    @asynccontextmanager
    async def unheld_turn(self, chat_id: int = 0) -> AsyncIterator[None]:
        """Wait as long as Telegram asked of such calls or the whole bot; for calls that write nothing.

        Where that is longer than ``PATIENCE`` there is no wait: a pressed button and an inline query can be answered
        for some seconds only, and that all of the bot is meant is often a guess (see pace.py).
        """
        now = asyncio.get_running_loop().time()
        wait = max(self._pace.held(0, now), self._unwritten.left(chat_id, now))
        if wait <= PATIENCE:
            await asyncio.sleep(wait)
        yield

    async def _unheld(self, chat_id: int) -> None:
        loop = asyncio.get_running_loop()
        while wait := self._pace.held(chat_id, loop.time()):  # noqa: ASYNC110 - it may have grown meanwhile
            await asyncio.sleep(wait)

    def is_held(self, chat_id: int) -> bool:
        """Whether Telegram asked to wait with messages or other calls, for this chat or all."""
        now = asyncio.get_running_loop().time()
        return self._pace.held(chat_id, now) > 0 or self._unwritten.left(chat_id, now) > 0

    def refused(self, chat_id: int, wait: float, *, writes: bool = True) -> None:
        """Record that Telegram asks to wait ``wait`` seconds (429).

        Telegram counts each method by itself: after a call that ``writes`` nothing, no message has to wait. The
        ``chat_id`` of a press is 0.
        """
        now = asyncio.get_running_loop().time()
        if not writes:
            self._unwritten.add(chat_id, wait, now)
            return
        self._pace.refused(chat_id, wait, now)
        if self._pace.held_until > now:
            for line in filter(None, (self, self._unpaid)):
                line._lined_until = max(line._lined_until, self._pace.held_until + CAUTION)

    async def _in_line(self, line: deque[asyncio.Future[None]]) -> None:
        turn = asyncio.get_running_loop().create_future()
        line.append(turn)
        self._move()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it already had its turn
                self._end()
            raise

    def _move(self) -> None:
        """Release all whose turn has come, and schedule the next call."""
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while line := self._answers or self._others:
            now, start = loop.time(), max(self._next, self._pace.held_until)
            if line is self._others and self._under_way >= self._most_unanswered:
                return  # until one of them is answered
            if start > now:
                self._timer = loop.call_at(start, self._move)
                return
            turn = line.popleft()
            if not turn.done():  # otherwise its waiter is gone
                self._count(now)
                if line is self._others:
                    self._lined_until = max(self._lined_until, now + CALM)
                turn.set_result(None)

    def _count(self, now: float) -> None:
        """Count a message that is sent now."""
        self._under_way += 1
        ahead = max(self._next, now - CATCH_UP * self._interval) + self._interval
        self._next = min(ahead, now + MOST_AHEAD)
