"""The newsroom worker: runs rounds, and removes old articles in between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.errors import StoreError
from bot.feeds.admission import AddsArticles
from bot.feeds.manager import FeedManager
from bot.feeds.service import FeedService, feed_service
from bot.pausing import sleep_unless

BETWEEN_ROUNDS = 15.0  # seconds between two checks for what is due: other processes may add feeds
BUSY = 60.0  # seconds after a round that the database refused
_LOG = logging.getLogger(__name__)


async def work(manager: FeedManager, add: AddsArticles, stop: asyncio.Event, alive: Callable[[], bool]) -> None:
    """Run rounds until ``stop`` is set or ``alive`` returns False. Raises PipelineError."""
    async with feed_service(manager, add) as service:
        while alive() and not stop.is_set():
            pause = BETWEEN_ROUNDS
            try:
                if await _step(manager, service):
                    pause = 0.0
            except StoreError as error:
                _LOG.warning("a round waits: %s", error)
                pause = BUSY
            await sleep_unless(stop, pause)


async def _step(manager: FeedManager, service: FeedService) -> bool:
    """Run a round if one is due, then remove some old articles; return whether more of them wait.

    They are removed in batches so that no feed has to wait for all of them.
    """
    if await asyncio.to_thread(is_due, manager, manager.clock()):
        for report in await service.rounds.run():
            _LOG.info(
                "feed %d: %s, %d new, %d known, %d failed",
                report.feed.row,
                report.status,
                report.new,
                report.known,
                report.failed,
            )
    return await asyncio.to_thread(manager.retention.expire, manager.clock()) > 0


def is_due(manager: FeedManager, now: datetime) -> bool:
    """Whether there is something to fetch or to add."""
    manager.feeds.follow_clock(now)
    due = manager.feeds.next_due(now)
    return due is not None and due <= now
