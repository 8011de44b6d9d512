"""Everything that fetches, set up for one event loop and the duration of a block."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.feeds.admission import AddsArticles, Admission
from bot.feeds.desk import FeedDesk
from bot.feeds.fetching import FeedFetcher
from bot.feeds.finding import FeedFinder
from bot.feeds.pages import PageReader
from bot.feeds.rounds import FeedRounds
from bot.sources.feeds.isolation import IsolatedParser
from bot.sources.fetching.fetcher import Fetcher


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedService:
    """The components that send requests to servers."""

    rounds: FeedRounds
    finder: FeedFinder
    pages: PageReader


@asynccontextmanager
async def feed_service(desk: FeedDesk, add: AddsArticles) -> AsyncIterator[FeedService]:
    """The service for the block. ``add`` takes articles, as ``Newsroom.add_many`` does."""
    tuning = desk.tuning
    parser = IsolatedParser()
    async with Fetcher(allow_hosts=tuning.allow_hosts, contact=tuning.contact) as fetcher:
        pages = PageReader(fetcher, desk.clock)
        admission = Admission(entries=desk.entries, add=add, at_addresses=desk.stored_at, pages=pages, clock=desk.clock)
        feeds = FeedFetcher(desk.feeds, desk.entries, fetcher, parser, desk.clock)
        try:
            yield FeedService(
                rounds=FeedRounds(desk.feeds, desk.entries, feeds, admission, desk.clock),
                finder=FeedFinder(desk, fetcher, parser),
                pages=pages,
            )
        finally:
            parser.close()
