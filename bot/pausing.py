"""Pauses that end early when whatever pauses is to stop, and work that outlives its errors."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress

RETRY = 60.0  # seconds until work that failed unexpectedly starts again
_LOG = logging.getLogger(__name__)


def stopped_by_signals() -> asyncio.Event:
    """An event that SIGINT, SIGTERM and a terminal that is closed set, for the running loop."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup ignores that one
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def sleep_unless(stop: asyncio.Event, seconds: float) -> None:
    """Sleep for ``seconds``, or until ``stop`` is set."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def kept_going(what: str, work: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Do ``work`` to its end, starting again after each error, until ``stop`` is set.

    Otherwise work that failed once would be missing until somebody notices. ``what`` names it in the log.
    """
    while not stop.is_set():
        try:
            await work()
        except Exception as error:  # no memory for a process, a bug: whatever it is, the next try may succeed
            _LOG.error("%s failed: %s; it starts again in %.0f s", what, type(error).__name__, RETRY)
        else:
            return
        await sleep_unless(stop, RETRY)
