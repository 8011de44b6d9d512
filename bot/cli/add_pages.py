"""``newsbot add URL``: pages of articles, asked for as those of feeds are, or the reason why they are none."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.cli.common import complain, say
from bot.errors import SourceError
from bot.models import AddStatus
from bot.sources.records import Parsed

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

_WORDS = {AddStatus.ADDED: "added", AddStatus.REVISED: "a newer version", AddStatus.UNCHANGED: "there already"}


def add_pages(newsroom: Newsroom, addresses: Sequence[str]) -> int:
    """Add the article at each address, telling what became of it; how many failed. Raises StoreError, PipelineError."""
    failed = 0
    pages = asyncio.run(_read(newsroom, addresses))
    for address, page in zip(addresses, pages, strict=True):
        if isinstance(page, SourceError):
            complain(f"{address}: {page}")
            failed += 1
            continue
        added = newsroom.add(page.article)
        say(f"{page.article.title or address}: {_WORDS[added.status]}")
        for note in page.notes:
            complain(f"{address}: {note}")
    return failed


async def _read(newsroom: Newsroom, addresses: Sequence[str]) -> list[Parsed | SourceError]:
    """The pages in the order of their addresses."""
    from bot.feeds.service import feed_service

    async with feed_service(newsroom.feeds, newsroom.add_many) as service:

        async def one(address: str) -> Parsed | SourceError:
            try:
                return await service.pages.read(address)
            except SourceError as error:
                return error

        return list(await asyncio.gather(*map(one, addresses)))
