"""``newsbot add URL``: adds pages of articles, fetched like those of feeds, or reports why they are not articles."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.cli.common import complain, say
from bot.models import AddStatus

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

_WORDS = {AddStatus.ADDED: "added", AddStatus.REVISED: "a newer version", AddStatus.UNCHANGED: "there already"}


def add_addresses(newsroom: Newsroom, addresses: Sequence[str]) -> int:
    """Add the article at each URL, reporting the outcomes; returns the number of failures.

    Raises StoreError, PipelineError.
    """
    from bot.feeds.advice import Advice
    from bot.feeds.page_adding import add_pages

    failed = 0
    for one in asyncio.run(add_pages(newsroom.feeds, newsroom.add_many, addresses)):
        if one.added is None:
            feed = f'; "newsbot feeds add {one.address}" reads it' if one.advice is Advice.AS_FEED else ""
            complain(f"{one.address}: {one.reason}{feed}")
            failed += 1
            continue
        say(f"{one.title}: {_WORDS[one.added.status]}")
        for note in one.notes:
            complain(f"{one.address}: {note}")
    return failed
