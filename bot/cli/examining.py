"""Looks for damage in the database file next to the bot: when it starts, once a day, and when some was met."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.pausing import sleep_unless

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

EACH = 86_400.0  # seconds between two examinations
AGAIN = 600.0  # the same while damage is known: a wrong page may have been read by a passing fault
LOOK = 30.0  # seconds between two looks whether damage was met meanwhile
_LOG = logging.getLogger(__name__)


async def examine_beside(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """Examine the database until ``stop`` is set; /healthz and notices to administrators say what was found."""
    while not stop.is_set():
        known, met = bool(newsroom.integrity.damage), newsroom.integrity.met
        try:
            if await _examine(newsroom, stop) and newsroom.integrity.whole(met):
                _LOG.warning("every page of the database can be read again; the damage was a passing fault")
        except StoreError as error:
            _LOG.warning("the database is not examined: %s", error)
        await _wait(newsroom, stop, known=known)


async def _wait(newsroom: Newsroom, stop: asyncio.Event, *, known: bool) -> None:
    """Wait for the next examination, which comes sooner if damage is met."""
    begun = time.monotonic()
    while not stop.is_set():
        damaged = bool(newsroom.integrity.damage)
        if time.monotonic() - begun >= (AGAIN if damaged and known else 0.0 if damaged else EACH):
            return
        await sleep_unless(stop, LOOK)


async def _examine(newsroom: Newsroom, stop: asyncio.Event) -> bool:
    """One examination: whether it was completed. It rests as long as it works, beside which people are answered."""
    for table in await asyncio.to_thread(newsroom.integrity.tables):
        begun = time.monotonic()
        if found := await asyncio.to_thread(newsroom.integrity.examine, table, stop.is_set):
            _LOG.error("the database is damaged: %s", found)
        await sleep_unless(stop, time.monotonic() - begun)
        if stop.is_set():
            return False
    return True
