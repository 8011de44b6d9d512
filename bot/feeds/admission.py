"""Turn entries into articles: with the feed's text if that is complete, else the page's, else as a blurb.

waiting entry -> stored already at its address?     yes: that article
              -> complete text in the feed?         yes: an article
              -> its page                           read: an article; refused: the blurb
                                                    unavailable: the blurb, and the page is retried
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.errors import SourceError
from bot.feeds.pages import PageUnavailable
from bot.models import Added, AddStatus, NewArticle
from bot.sources.datelines import without_dateline
from bot.sources.feeds.documents import FeedEntry
from bot.sources.feeds.identity import address_key
from bot.sources.records import MAX_TEXT, Parsed, build
from bot.sources.web import canonical_address, twin_addresses
from bot.store.feeds.entries import FeedEntries, WaitingEntry

BATCH = 16  # articles added together
AT_ONCE = 32  # pages requested at the same time
WHOLE_CONTENT = 80  # words from which a feed's content element is taken as the article
_SHORTER = 0.8  # of the feed's words that a page must have at least; feeds add notes of their own
WHOLE_TEXT = 200  # words from which a description is taken as the article
RETRIES = (timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12))  # delays before a page is requested again
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$|\b(?:read more|continue reading|keep reading)\b.{0,80}$", re.IGNORECASE
)
#: What publishing software appends to each entry, or provides instead of text.
_TAIL = re.compile(
    r"^Comments?$|\n?(?:submitted by\s+/?u/\S+(?:\s+to\s+/?r/\S+)?\s*\[link\]\s*\[comments\]"
    r"|The post .{1,300} (?:appeared first on|first appeared on) .{1,120}"
    r"|(?:Read more|Continue reading|Keep reading)\b.{0,200})\s*$",
    re.IGNORECASE,
)
_LOG = logging.getLogger(__name__)


class ReadsPages(Protocol):
    """A source of pages; implemented in bot/feeds/pages.py."""

    async def read(self, url: str) -> Parsed:
        """The article at an address. Raises PageUnavailable if a later try may succeed, else SourceError."""


class AddsArticles(Protocol):
    """What takes the articles: the newsroom."""

    def __call__(self, articles: Iterable[NewArticle]) -> Iterator[Added]:
        """One outcome per article, in order."""


@dataclass(slots=True)
class Admitted:
    """The outcome for the entries of one feed."""

    new: int = 0  #: articles
    known: int = 0  #: entries that were articles already
    failed: int = 0  #: entries that cannot become articles


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ready:
    waiting: WaitingEntry
    article: NewArticle
    retry: bool = False  #: its page is to be requested again
    wait: timedelta = timedelta(0)  #: for which its server asks to be left alone


@dataclass(frozen=True, kw_only=True, slots=True)
class Admission:
    """Turns waiting entries into articles."""

    entries: FeedEntries
    add: AddsArticles
    at_addresses: Callable[[Sequence[str]], str | None]  #: the public id of an article stored at one of the addresses
    pages: ReadsPages | None
    clock: Callable[[], datetime]
    _limit: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def admit(self, waiting: Sequence[WaitingEntry]) -> dict[int, Admitted]:
        """Add what is waiting; return counts by feed row.

        Raises StoreError, PipelineError; articles added before stay.
        """
        counts = {one.feed: Admitted() for one in waiting}
        unknown = await asyncio.to_thread(self._without_known, waiting, counts)
        batch: list[_Ready] = []
        async for ready in self._ready(unknown):
            batch.append(ready)
            if len(batch) == BATCH:
                await asyncio.to_thread(self._store, batch, counts)
                batch = []
        await asyncio.to_thread(self._store, batch, counts)
        return counts

    def _without_known(self, waiting: Sequence[WaitingEntry], counts: dict[int, Admitted]) -> list[WaitingEntry]:
        """The entries that are not stored yet. The others are marked as done."""
        unknown, known = [], []
        for one in waiting:
            there = self._stored_at(one)
            if there:
                known.append((one.row, there))
                counts[one.feed].known += 1
            else:
                unknown.append(one)
        if known:
            self.entries.done(known)
        return unknown

    def _stored_at(self, one: WaitingEntry) -> str | None:
        if one.article or not one.address:
            return None
        return self.at_addresses(twin_addresses(canonical_address(one.entry.url)))

    async def _ready(self, waiting: Sequence[WaitingEntry]) -> AsyncIterator[_Ready]:
        """Yield articles: first those that need no page, in order, then those with a page, as these arrive."""
        asking = []
        for one in waiting:
            if self.pages is None or not one.entry.url or is_whole(one.entry):
                yield _Ready(waiting=one, article=article_of(one, None))
            else:
                asking.append(asyncio.ensure_future(self._with_page(one, self.pages)))
        try:
            for coming in asyncio.as_completed(asking):
                yield await coming
        finally:
            for task in asking:
                task.cancel()

    async def _with_page(self, one: WaitingEntry, pages: ReadsPages) -> _Ready:
        async with self._limit:
            try:
                page = await pages.read(one.entry.url)
            except PageUnavailable as error:
                _LOG.info("a page is to be asked for again: %s", error)
                retry = one.attempts < len(RETRIES)
                return _Ready(waiting=one, article=article_of(one, None), retry=retry, wait=error.wait)
            except SourceError as error:
                _LOG.info("a page is not read: %s", error)
                return _Ready(waiting=one, article=article_of(one, None))
        return _Ready(waiting=one, article=article_of(one, page))

    def _store(self, batch: list[_Ready], counts: dict[int, Admitted]) -> None:
        """Add a batch; each entry is done, has failed, or waits to be read once more."""
        for ready, added in self._added(batch):
            count = counts[ready.waiting.feed]
            if added is None:
                count.failed += 1
                self.entries.failed([ready.waiting.row])
                continue
            if added.status is AddStatus.ADDED:
                count.new += 1
            elif not ready.waiting.article:
                count.known += 1
            if ready.retry:
                due = self.clock() + max(ready.wait, RETRIES[min(ready.waiting.attempts, len(RETRIES) - 1)])
                self.entries.again(ready.waiting.row, added.id, due)
            else:
                self.entries.done([(ready.waiting.row, added.id)])

    def _added(self, batch: list[_Ready]) -> Iterator[tuple[_Ready, Added | None]]:
        """Add a batch. After a SourceError, its remaining articles are added one by one."""
        done = 0
        try:
            for added in self.add([ready.article for ready in batch]):
                yield batch[done], added
                done += 1
        except SourceError:
            for ready in batch[done:]:
                try:
                    yield ready, next(iter(self.add([ready.article])))
                except SourceError:
                    yield ready, None


def is_whole(entry: FeedEntry) -> bool:
    """Whether the feed contains the article itself and not a blurb."""
    content, text = entry.content, entry.text
    if _CUT_OFF.search(text):
        return False
    return len(content.split()) >= WHOLE_CONTENT or len(text.split()) >= WHOLE_TEXT


def article_of(one: WaitingEntry, page: Parsed | None) -> NewArticle:
    """The article of an entry. ``page``: what was read from its page, or None.

    Title and date are the feed's if given; an article without any date gets that of when it was first seen. An entry
    without text becomes its title. If its page would say more, the article is marked as a blurb.
    """
    entry = one.entry
    published = entry.published or (page.article.published if page else None) or one.first_seen
    own = without_dateline(_TAIL.sub("", entry.text).strip())[0] or entry.title
    is_page = page is not None and _says_more(page.article, own)
    text = page.article.text if page and is_page else own
    blurb = page.article.blurb if page and is_page else bool(entry.url) and not is_whole(entry)
    url = (page.article.url if page and one.address else "") or canonical_address(entry.url)
    made = build(
        text=text[:MAX_TEXT] if any(map(str.isalnum, text)) else f"{entry.title}\n{entry.url}",
        id=one.article or public_id(one),
        title=entry.title,
        source=entry.outlet or one.outlet or (page.article.source if page else ""),
        url=url,
        published=published,
        blurb=blurb,
    ).article
    return replace(made, news=not one.silent, shared_url=not one.address)


def _says_more(page: NewArticle, own: str) -> bool:
    """Whether the page's text is worth more than the feed's. A shorter one was not read completely."""
    words = len(page.text.split())
    return words >= len(own.split()) * (1.0 if page.blurb else _SHORTER)


def public_id(one: WaitingEntry) -> str:
    """A stable id, the same whichever feed brings the article: from its address, else from feed and entry."""
    parts = ("address", address_key(one.entry.url)) if one.address else ("entry", str(one.feed), one.key)
    return f"f-{hashlib.sha256(chr(0).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
