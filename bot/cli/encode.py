"""``newsbot encode``: makes missing embeddings of articles at once; ``newsbot run`` makes them in the background."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.cli.backfill import fill_beside, fill_now
from bot.cli.common import DatabaseOption, reading, say

if TYPE_CHECKING:
    from bot.newsroom import Newsroom


def encode(database: DatabaseOption = None) -> None:
    """Make the articles of an older database searchable by meaning; can be stopped and run again."""
    with reading(database) as newsroom:
        found = newsroom.encoding.progress()
        if not found.waiting:
            say("Every article can be found by its meaning." if found.articles else "There is nothing to encode.")
            return
        fill_now("Encoding", newsroom.encoding.encode_some, found.waiting)
        left = newsroom.encoding.progress().waiting
        say(f"{found.waiting - left:,} articles encoded, {left:,} left.")


async def encode_beside(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """Encode next to a running bot, until ``stop`` is set."""
    await fill_beside("encoded", newsroom.encoding.encode_some, lambda: newsroom.encoding.progress().waiting, stop)
