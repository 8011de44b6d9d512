"""Everything that fetches, set up for one event loop and the duration of a block."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.feeds.admission import AddsArticles, Admission
from bot.feeds.fetching import FeedFetcher
from bot.feeds.finding import FeedFinder
from bot.feeds.manager import FeedManager
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
async def feed_service(manager: FeedManager, add: AddsArticles) -> AsyncIterator[FeedService]:
    """The service for the block. ``add`` takes articles, as ``Newsroom.add_many`` does."""
    tuning = manager.tuning
    parser = IsolatedParser()
    async with Fetcher(allow_hosts=tuning.allow_hosts, contact=tuning.contact) as fetcher:
        pages = PageReader(fetcher, manager.clock, manager.feeds)
        admission = Admission(
            entries=manager.entries, add=add, at_addresses=manager.stored_at, pages=pages, clock=manager.clock
        )
        feeds = FeedFetcher(manager.feeds, manager.entries, fetcher, parser, manager.clock)
        try:
            yield FeedService(
                rounds=FeedRounds(manager.feeds, manager.entries, feeds, admission, manager.clock),
                finder=FeedFinder(manager, fetcher, parser),
                pages=pages,
            )
        finally:
            parser.close()
