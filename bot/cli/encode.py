"""``newsbot encode``: vectors for articles that were added without, all at once; ``newsbot run`` makes them beside."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.common import DatabaseOption, reading, say, screen
from bot.errors import StoreError

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

REPORT_EVERY = 500  # articles
RETRY = 60.0  # seconds until the database is tried again

log = logging.getLogger(__name__)


def encode(database: DatabaseOption = None) -> None:
    """Let questions find articles of an older database by what they mean, too; can be stopped and run again."""
    with reading(database) as newsroom:
        found = newsroom.encoding.progress()
        if not found.waiting:
            say("Every article can be found by its meaning." if found.articles else "There is nothing to encode.")
            return
        _encode(newsroom, found.waiting)
        left = newsroom.encoding.progress().waiting
        say(f"{found.waiting - left:,} articles encoded, {left:,} left.")


def _encode(newsroom: Newsroom, waiting: int) -> None:
    """Until none waits; what was made when it is interrupted is kept."""
    errors = screen(error=True)
    columns = (TextColumn("Encoding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("left"))
    with Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True) as progress:
        task = progress.add_task("encode", total=waiting)
        while done := newsroom.encoding.encode_some():
            progress.update(task, advance=done)


async def encode_beside(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """The same beside a running bot, until ``stop`` is set: at most half the time, so that questions come first."""
    done = reported = 0
    while not stop.is_set():
        start = time.monotonic()
        try:
            step = await asyncio.to_thread(newsroom.encoding.encode_some)
        except StoreError as error:
            log.warning("encoding waits: %s", error)
            await _pause(stop, RETRY)
            continue
        if not step:
            break
        done += step
        if done - reported >= REPORT_EVERY:
            reported = done
            waiting = (await asyncio.to_thread(newsroom.encoding.progress)).waiting
            log.info("%d articles encoded, %d left", done, waiting)
        await _pause(stop, time.monotonic() - start)
    if done:
        log.info("%d articles of an older database encoded", done)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
