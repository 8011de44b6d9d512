"""Synchronisation of a search cluster, next to a running bot and after adding."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.cli.common import complain
from bot.errors import StoreError
from bot.pausing import sleep_unless

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

BETWEEN_CHECKS = 1.0  # seconds between checks for changes
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds until a cluster that failed is tried again
_LOG = logging.getLogger(__name__)


async def sync_beside(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """Transfer changes to the cluster, if there is one, until ``stop`` is set; waits if it is unavailable."""
    if newsroom.cluster is None:
        return
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            done = await asyncio.to_thread(newsroom.cluster.sync)
        except StoreError as error:
            _LOG.warning("the search cluster waits for %d changes: %s", await _waiting(newsroom), error)
            await sleep_unless(stop, pause)
            pause = min(2 * pause, LONGEST_PAUSE)
            continue
        if pause > FIRST_PAUSE:
            _LOG.info("the search cluster takes changes again")
            pause = FIRST_PAUSE
        if not done:
            await sleep_unless(stop, BETWEEN_CHECKS)


def sync_now(newsroom: Newsroom) -> None:
    """Transfer all changes to the cluster, if any; if it is unavailable, says so and leaves them to ``run``."""
    if newsroom.cluster is None:
        return
    try:
        while newsroom.cluster.sync():
            pass
    except StoreError as error:
        waiting = newsroom.cluster.pending()
        complain(f"newsbot: {error} Changes that wait for it: {waiting:,}; newsbot run carries them over.")


async def _waiting(newsroom: Newsroom) -> int:
    with suppress(StoreError):
        assert newsroom.cluster is not None
        return await asyncio.to_thread(newsroom.cluster.pending)
    return 0
