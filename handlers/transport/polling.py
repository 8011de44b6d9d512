"""Fetching of updates by long polling. They are stored before they are confirmed; network errors never end it.

answer               next request
updates              at once, with the number after the last, which confirms them: they are stored
none in time         at once
409                  after a pause, for half a minute (see conflicts.py); somebody else's webhook is deleted
429                  when Telegram says
401                  after a pause, for ten minutes (see tokens.py)
404                  never: there is no such bot
anything else        after 1 s, 1.5 s ... 30 s
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from handlers.transport.bot import RawUpdate, RawUpdatesBot
from handlers.transport.conflicts import Conflicts
from handlers.transport.ending import Ending
from handlers.transport.intake import Intake
from handlers.transport.retrying import seconds
from handlers.transport.tokens import PAUSE, TokenRefusals
from handlers.transport.update_repair import number_of

WAIT = 30  # seconds that a request for updates stays open
LIMIT = 100  # updates per request, the maximum of the Bot API
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between attempts while Telegram cannot be reached
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class Poller:
    """Fetches updates until ``ending.stop`` is set. ``timer`` counts seconds."""

    def __init__(
        self,
        bot: RawUpdatesBot,
        intake: Intake,
        ending: Ending,
        *,
        allowed: Sequence[str],
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._ending = ending
        self._allowed = allowed
        self._timer = timer
        self._conflicts = Conflicts(timer(), jitter=random.random())
        self._token = TokenRefusals()
        self._offset = 0
        self._pause = FIRST_PAUSE

    async def run(self) -> None:
        """Fetch, store, pass on and confirm updates."""
        await self._without_webhook()
        while not self._ending.stop.is_set():
            try:
                await self._round()
            except TelegramError as error:
                await self._wait(await self._after(error))
            except Exception as error:  # any error: nothing was confirmed, and a bot that gets no updates is dead
                _LOG.error("updates not taken: %s; trying again", type(error).__name__)
                await self._wait(LONGEST_PAUSE)
            else:
                self._pause = FIRST_PAUSE
                self._token.accepted()
        await self._farewell()

    async def _round(self) -> None:
        raws = await self._unless_stopped(self._fetched(WAIT, LIMIT))
        if raws:
            await self._intake.take(raws)
            numbers = [number for number in map(number_of, raws) if number is not None]
            self._offset = max(numbers, default=self._offset - 1) + 1

    async def _fetched(self, wait: int, limit: int) -> list[RawUpdate]:
        return await self._bot.raw_updates(self._offset, wait=wait, limit=limit, allowed=self._allowed)

    async def _without_webhook(self) -> None:
        """Delete the webhook of an earlier run, which would keep all updates from polling."""
        while not self._ending.stop.is_set():
            try:
                await self._bot.delete_webhook()
            except TelegramError as error:
                await self._wait(await self._after(error))
            else:
                self._pause = FIRST_PAUSE
                return

    async def _after(self, error: TelegramError) -> float:
        """The seconds to wait after an error; tells ``ending`` if the bot must stop."""
        if isinstance(error, InvalidToken):
            if self._token.refused(self._timer()):
                self._ending.token_refused()
            return PAUSE
        if isinstance(error, Conflict):
            return await self._conflicted(error)
        if isinstance(error, RetryAfter):
            return seconds(error)
        _LOG.warning("no updates: %s; trying again", type(error).__name__)
        pause, self._pause = self._pause, min(1.5 * self._pause, LONGEST_PAUSE)
        return 0.0 if isinstance(error, TimedOut) else pause

    async def _conflicted(self, error: Conflict) -> float:
        bearing = self._conflicts.met(self._timer())
        if "webhook" in str(error).lower() and not await self._intake.superseded():
            _LOG.warning("another program has set a webhook for this bot; it is deleted")
            with suppress(TelegramError):
                await self._bot.delete_webhook()
        elif bearing.first:
            _LOG.warning("another program fetches this bot's messages too; waiting for it to end")
        if bearing.leave_if_older and await self._intake.superseded():
            self._ending.superseded()
        elif bearing.leave:
            self._ending.second_poller()
        return bearing.pause

    async def _farewell(self) -> None:
        """Confirm the last updates, unless a newer run polls, which this would disturb."""
        if self._offset and not self._ending.fault and not await self._intake.superseded():
            with suppress(TelegramError):
                await self._fetched(0, 1)

    async def _wait(self, pause: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.stop.wait(), pause)

    async def _unless_stopped(self, fetching: Awaitable[_T]) -> _T | None:
        """The result of ``fetching``; None once the bot stops, when the request is left to finish (see request.py)."""
        fetch = asyncio.ensure_future(fetching)
        stop = asyncio.create_task(self._ending.stop.wait())
        await asyncio.wait([fetch, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if fetch.done():
            return fetch.result()
        fetch.cancel()
        with suppress(asyncio.CancelledError, TelegramError):
            await fetch
        return None
