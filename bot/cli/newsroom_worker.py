"""The newsroom worker next to the bot: a separate process that runs when there is work for it.

They communicate only through the database. If the worker dies, this is logged and it is restarted after a growing
pause.
"""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.child_process import run_command
from bot.errors import StoreError
from bot.pausing import sleep_unless, stopped_by_signals

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

BETWEEN_CHECKS = 5.0  # seconds between checks whether there are feeds
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0  # seconds before a dead worker is restarted
LIVED = 600.0  # seconds of running after which a worker counts as healthy and the pause is reset
_LOG = logging.getLogger(__name__)


async def work_beside(newsroom: Newsroom, database: Path, stop: asyncio.Event) -> None:
    """Keep a worker running on ``database`` until ``stop`` is set, once there is work for it."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        if not await asyncio.to_thread(_is_wanted, newsroom):
            await sleep_unless(stop, BETWEEN_CHECKS)
            continue
        began = asyncio.get_running_loop().time()
        arguments = ("feeds", "poll", "--beside", str(os.getpid()), "--db", str(database))
        code, _ = await run_command(*arguments, stop=stop)
        if stop.is_set():
            return
        pause = FIRST_PAUSE if asyncio.get_running_loop().time() - began > LIVED else pause
        _LOG.warning("the newsroom worker ended with code %s; it starts again in %.0f s", code, pause)
        await sleep_unless(stop, pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def poll(newsroom: Newsroom, parent: int = 0) -> None:
    """The work of the worker process, until SIGTERM, SIGINT or the end of ``parent``, the process that started it.

    The parent passes its own id, because it may have died before this process checks.
    """
    from bot.feeds.worker import work

    stop = stopped_by_signals()
    await work(newsroom.feeds, newsroom.add_many, stop, lambda: not parent or os.getppid() == parent)


def _is_wanted(newsroom: Newsroom) -> bool:
    try:
        return newsroom.feeds.retention.days > 0 or newsroom.feeds.feeds.next_due(newsroom.now()) is not None
    except StoreError:
        return False
