"""The newsroom worker beside the bot: a process of its own, for as long as there is something for it to do.

They meet only in the database. When it dies it is started again after a pause that grows, and that is said.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StoreError

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

LOOK = 5.0  # seconds between two looks whether there are feeds
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0  # seconds before a dead worker is started again
LIVED = 600.0  # seconds after which a worker that dies had been well
FAREWELL = 10.0  # seconds that it may take to end
NICE = 10  # answering people goes first
_LOG = logging.getLogger(__name__)


async def work_beside(newsroom: Newsroom, database: Path, stop: asyncio.Event) -> None:
    """Keep a worker on ``database`` until ``stop``, from the moment on that there is something to do."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        if not await asyncio.to_thread(_is_wanted, newsroom):
            await _waited(stop, LOOK)
            continue
        began = asyncio.get_running_loop().time()
        code = await _one_worker(database, stop)
        if stop.is_set():
            return
        pause = FIRST_PAUSE if asyncio.get_running_loop().time() - began > LIVED else pause
        _LOG.warning("the newsroom worker ended with code %s; it starts again in %.0f s", code, pause)
        await _waited(stop, pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def poll(newsroom: Newsroom, parent: int = 0) -> None:
    """What the worker's process does, until SIGTERM, SIGINT or the end of ``parent``, the process that started it.

    The parent says who it is, for it may have died before this process looks.
    """
    from bot.feeds.worker import work

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await work(newsroom.feeds, newsroom.add_many, stop, lambda: not parent or os.getppid() == parent)


def step_back() -> None:
    """Let other processes go first."""
    with suppress(OSError):
        os.nice(NICE)


def _is_wanted(newsroom: Newsroom) -> bool:
    try:
        return newsroom.feeds.retention.days > 0 or newsroom.feeds.feeds.next_due() is not None
    except StoreError:
        return False


async def _one_worker(database: Path, stop: asyncio.Event) -> int:
    """Its exit code."""
    arguments = ("-m", "bot", "feeds", "poll", "--beside", str(os.getpid()), "--db", str(database))
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, start_new_session=True)
    stopping, ending = asyncio.ensure_future(stop.wait()), asyncio.ensure_future(process.wait())
    try:
        await asyncio.wait((stopping, ending), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        if process.returncode is None:
            await _end(process)
    return await ending


async def _end(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), FAREWELL)
    except TimeoutError:
        process.kill()


async def _waited(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
