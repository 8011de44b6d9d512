"""``newsbot sweep``: tries every filter on every new article, by hand or each night next to a running bot."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.child_process import run_command, step_back
from bot.cli.common import DatabaseOption, JsonOption, print_json, reading, say
from bot.errors import StoreError
from bot.pausing import sleep_unless

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

BETWEEN_CHECKS = 600.0  # seconds between checks whether it is due
_LOG = logging.getLogger(__name__)


def sweep(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Check everything that is followed against the articles since the last sweep, and send what matching missed.

    newsbot run does this every night.
    """
    step_back()
    with reading(database) as newsroom:
        found = newsroom.sweep.run()
    if as_json:
        print_json({"articles": found.articles, "filters": found.interests, "missed": found.missed})
    else:
        say(f"articles: {found.articles:,}, filters: {found.interests:,}, missed deliveries: {found.missed:,}")


async def sweep_beside(newsroom: Newsroom, database: Path, stop: asyncio.Event) -> None:
    """Start a sweep each night until ``stop`` is set, as a separate process, because it tries every filter."""
    while not stop.is_set():
        try:
            if await asyncio.to_thread(newsroom.sweep.is_due):
                arguments = ("sweep", "--json", "--db", str(database))
                code, told = await run_command(*arguments, stop=stop, captured=True)
                _LOG.info("sweep ended with code %s: %s", code, told)
        except StoreError as error:
            _LOG.warning("the sweep waits: %s", error)
        await sleep_unless(stop, BETWEEN_CHECKS)
