"""Gradual upgrade of the data of older databases: at once, before a command prints, or next to a running bot."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.common import screen
from bot.errors import StoreError
from bot.pausing import sleep_unless

REPORT_EVERY = 500  # articles
RETRY = 60.0  # seconds until the database is tried again

log = logging.getLogger(__name__)


def fill_now(what: str, some: Callable[[], int], waiting: int) -> None:
    """Call ``some`` until nothing is left, with a bar on a terminal; an interruption keeps what was done.

    ``what``: what is done, for the bar; ``some``: as in ``fill_beside``; ``waiting``: number of articles, 0 for a
    current database, in which nothing is done. Raises StoreError.
    """
    if not waiting:
        return
    errors = screen(error=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("left"))
    with Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True) as progress:
        task = progress.add_task(what, total=waiting)
        while done := some():
            progress.update(task, advance=done)


async def fill_beside(what: str, some: Callable[[], int], left: Callable[[], int], stop: asyncio.Event) -> None:
    """Call ``some`` until nothing is left or ``stop`` is set, for at most half the time, so that questions come first.

    ``what``: what is done to the articles, as a participle for the log ("encoded"); ``some``: processes a few articles
    and returns their number; ``left``: returns how many remain.
    """
    done = reported = 0
    while not stop.is_set():
        start = time.monotonic()
        try:
            step = await asyncio.to_thread(some)
        except StoreError as error:
            log.warning("articles wait to be %s: %s", what, error)
            await sleep_unless(stop, RETRY)
            continue
        if not step:
            break
        done += step
        if done - reported >= REPORT_EVERY:
            reported = done
            log.info("%d articles %s, %d left", done, what, await asyncio.to_thread(left))
        await sleep_unless(stop, time.monotonic() - start)
    if done:
        log.info("%d articles of an older database %s", done, what)
