"""Looks for damage in the database file next to the bot: when it starts, and once a day."""

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
_LOG = logging.getLogger(__name__)


async def examine_beside(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """Examine the database until ``stop`` is set; /healthz and notices to administrators say what was found."""
    while not stop.is_set():
        try:
            await _examine(newsroom, stop)
        except StoreError as error:
            _LOG.warning("the database is not examined: %s", error)
        await sleep_unless(stop, EACH)


async def _examine(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """One examination. It rests as long as it works, because it reads the whole file beside answering."""
    for table in await asyncio.to_thread(newsroom.integrity.tables):
        begun = time.monotonic()
        if found := await asyncio.to_thread(newsroom.integrity.examine, table, stop.is_set):
            _LOG.error("the database is damaged: %s", found)
        await sleep_unless(stop, time.monotonic() - begun)
        if stop.is_set():
            return
