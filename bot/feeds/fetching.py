"""Fetch one feed once: request, parse, compare with what is remembered, store.

Feed -> request -> GET -> unchanged | parsed -> recognised -> [feed and entries, ONE transaction]
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.sources.feeds import answers
from bot.sources.feeds.answers import PendingRequest
from bot.sources.feeds.documents import FeedError, ParsedFeed, Recognised
from bot.sources.feeds.health import Mishap, after_mishap, of_failure
from bot.sources.feeds.identity import recognise
from bot.sources.feeds.isolation import IsolatedParser
from bot.sources.feeds.state import Blocked, Feed
from bot.sources.fetching.failures import FetchError
from bot.sources.fetching.fetcher import Fetched, Fetcher
from bot.store.feeds.entries import FeedEntries
from bot.store.feeds.feeds import Feeds

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedResult:
    """The result of a fetch."""

    feed: Feed  #: the feed after the fetch
    status: str  #: "ok", "unchanged", "failed"
    http: int | None = None  #: HTTP status; None if there was no response
    new: int = 0  #: entries not seen before
    known: int = 0  #: entries seen before
    reason: str = ""  #: reason of a failure, in words


class FeedFetcher:
    """Fetches single feeds; several fetches may run concurrently."""

    def __init__(
        self,
        feeds: Feeds,
        entries: FeedEntries,
        fetcher: Fetcher,
        parser: IsolatedParser,
        clock: Callable[[], datetime],
    ) -> None:
        self._feeds, self._entries = feeds, entries
        self._fetcher, self._parser = fetcher, parser
        self._clock = clock

    async def fetch(self, feed: Feed) -> FeedResult:
        """Fetch ``feed`` and store the result. Raises StoreError; errors of the server are part of the result."""
        asked = answers.request(feed, self._clock())
        try:
            fetched = await self._fetcher.get(feed.url, asked.headers)
        except FetchError as error:
            return await self._mishap(feed, of_failure(error.kind, str(error)))
        if answers.is_unchanged(feed, fetched):
            return await self._unchanged(feed, fetched, asked)
        if not answers.is_document(fetched):
            after, blocked = answers.after_error(feed, fetched, self._clock(), random.random())
            return await self._failed(feed, after, blocked, fetched.status)
        try:
            parsed = await self._parser.parse(fetched.body, fetched.headers, fetched.final_url, self._clock())
        except FeedError as error:
            return await self._mishap(feed, Mishap(reason=str(error)), fetched.status)
        return await self._fresh(feed, fetched, replace(parsed, whole=parsed.whole and fetched.whole), asked)

    async def _unchanged(self, feed: Feed, fetched: Fetched, asked: PendingRequest) -> FeedResult:
        after = self._after(feed, fetched, None, 0, asked)
        await asyncio.to_thread(self._entries.record, after, (), now=self._clock())
        known = await asyncio.to_thread(self._entries.document_size, feed.row)
        return FeedResult(feed=await self._merged(after), status="unchanged", http=fetched.status, known=known)

    async def _fresh(self, feed: Feed, fetched: Fetched, parsed: ParsedFeed, asked: PendingRequest) -> FeedResult:
        found = await asyncio.to_thread(self._recognised, feed, parsed)
        new = sum(one.known is None for one in found)
        after = self._after(feed, fetched, parsed, new, asked)
        written = await asyncio.to_thread(
            self._entries.record, after, found, now=self._clock(), back_fill=feed.rounds == 0
        )
        return FeedResult(
            feed=await self._merged(after), status="ok", http=fetched.status, new=written, known=len(found) - written
        )

    def _recognised(self, feed: Feed, parsed: ParsedFeed) -> Sequence[Recognised]:
        return recognise(parsed.entries, self._entries.known(feed.row))

    def _after(self, feed: Feed, fetched: Fetched, parsed: ParsedFeed | None, new: int, asked: PendingRequest) -> Feed:
        return answers.after_success(
            feed, fetched, parsed, new=new, full=asked.full, now=self._clock(), jitter=random.random()
        )

    async def _mishap(self, feed: Feed, mishap: Mishap, http: int | None = None) -> FeedResult:
        return await self._failed(feed, after_mishap(feed, mishap, self._clock(), jitter=random.random()), None, http)

    async def _failed(self, feed: Feed, after: Feed, blocked: Blocked | None, http: int | None) -> FeedResult:
        _LOG.info("feed %d failed: %s", feed.row, after.last_error)
        await asyncio.to_thread(self._entries.record, after, (), now=self._clock(), blocked=blocked)
        return FeedResult(feed=after, status="failed", http=http, reason=after.last_error)

    async def _merged(self, after: Feed) -> Feed:
        """The feed, merged with one that exists at the address to which it has moved permanently."""
        other = await asyncio.to_thread(self._feeds.by_url, after.url)
        if other is None or other.row == after.row:
            return after
        _LOG.info("feed %d has moved to where feed %d is: they are one now", after.row, other.row)
        await asyncio.to_thread(self._entries.merge, other.row, after.row)
        return other
