"""Descriptions for the articles of an older database: before a page is shown, or beside a running bot."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.cli.common import screen
from bot.errors import StoreError

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

REPORT_EVERY = 1_000  # articles
RETRY = 60.0  # seconds until a database that could not be written is tried again

log = logging.getLogger(__name__)


def describe_waiting(newsroom: Newsroom) -> None:
    """All of them now, with a bar on a terminal; nothing for a database of this version. Raises StoreError."""
    waiting = newsroom.describing.waiting()
    if not waiting:
        return
    errors = screen(error=True)
    columns = (TextColumn("Reading who is who in the articles of an older newsbot"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True) as progress:
        task = progress.add_task("describe", total=waiting)
        while done := newsroom.describing.describe_some():
            progress.update(task, advance=done)


async def describe_beside(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """The same beside a running bot, until ``stop`` is set: at most half the time, so that questions come first."""
    done = reported = 0
    while not stop.is_set():
        start = time.monotonic()
        try:
            step = await asyncio.to_thread(newsroom.describing.describe_some)
        except StoreError as error:
            log.warning("describing waits: %s", error)
            await _pause(stop, RETRY)
            continue
        if not step:
            break
        done += step
        if done - reported >= REPORT_EVERY:
            reported = done
            log.info("%d articles described, %d left", done, await asyncio.to_thread(newsroom.describing.waiting))
        await _pause(stop, time.monotonic() - start)
    if done:
        log.info("%d articles of an older database described", done)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
