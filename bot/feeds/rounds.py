"""Rounds: fetch all feeds that are due, and meanwhile turn the waiting entries into articles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.feeds.admission import Admission, Admitted
from bot.feeds.fetching import FeedFetcher, FeedResult
from bot.sources.feeds.state import Feed
from bot.sources.fetching.pacing import place_of
from bot.store.feeds.entries import FeedEntries, WaitingEntry
from bot.store.feeds.feeds import Feeds

AT_ONCE = 16  # feeds fetched at the same time; the fetcher limits requests per server
PIECE = 400  # entries taken from the backlog at a time


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundReport:
    """The result of a round for one feed."""

    feed: Feed
    status: str  #: "ok", "unchanged", "failed", "waiting" (its server asked for a pause)
    http: int | None
    new: int  #: articles added
    known: int  #: entries known already
    failed: int  #: entries that cannot become articles
    reason: str


class FeedRounds:
    """Runs rounds, one at a time."""

    def __init__(
        self,
        feeds: Feeds,
        entries: FeedEntries,
        fetcher: FeedFetcher,
        admission: Admission,
        clock: Callable[[], datetime],
    ) -> None:
        self._feeds, self._entries = feeds, entries
        self._fetcher, self._admission = fetcher, admission
        self._clock = clock

    async def run(self, *, everything: bool = False) -> list[RoundReport]:
        """Fetch feeds that are due (``everything``: all active ones) and add all waiting entries; one report each.

        Entries are added while other feeds are still being fetched, so that the slowest server delays only its own.
        A feed whose server asked for a pause is left alone in any case. Raises StoreError, PipelineError.
        """
        now = self._clock()
        due = await asyncio.to_thread(self._due, now, everything)
        blocked = await asyncio.to_thread(self._feeds.blocked, now)
        pauses = {feed.row: until for feed in due if (until := _until(feed, blocked)) and until > now}
        for row, until in pauses.items():
            await asyncio.to_thread(self._feeds.postpone, row, until)
        fetched, counts = await self._fetched_and_added([feed for feed in due if feed.row not in pauses])
        results = [*fetched, *(_paused(feed, pauses[feed.row]) for feed in due if feed.row in pauses)]
        return await asyncio.to_thread(self._reports, results, counts)

    async def _fetched_and_added(self, feeds: Sequence[Feed]) -> tuple[list[FeedResult], dict[int, Admitted]]:
        """Results of fetching, and counts of what was added by feed row."""
        counts: dict[int, Admitted] = {}
        tried: set[int] = set()
        arrived = asyncio.Event()
        fetching = asyncio.create_task(self._fetched(feeds, arrived))
        fetching.add_done_callback(lambda _: arrived.set())
        try:
            while not fetching.done():
                await self._drain(counts, tried)
                await arrived.wait()
                arrived.clear()
            await self._drain(counts, tried)
            return await fetching, counts
        finally:
            fetching.cancel()
            await asyncio.gather(fetching, return_exceptions=True)

    async def _drain(self, counts: dict[int, Admitted], tried: set[int]) -> None:
        """Add what is waiting and not in ``tried``; extends both."""
        while waiting := await asyncio.to_thread(self._untried, tried):
            tried |= {one.row for one in waiting}
            for row, admitted in (await self._admission.admit(waiting)).items():
                total = counts.setdefault(row, Admitted())
                total.new += admitted.new
                total.known += admitted.known
                total.failed += admitted.failed

    def _untried(self, tried: set[int]) -> Sequence[WaitingEntry]:
        waiting = self._entries.waiting(self._clock(), limit=PIECE)
        return [one for one in waiting if one.row not in tried]

    def _due(self, now: datetime, everything: bool) -> list[Feed]:
        self._feeds.follow_clock(now)
        return self._feeds.active() if everything else self._feeds.due(now)

    async def _fetched(self, feeds: Iterable[Feed], arrived: asyncio.Event) -> list[FeedResult]:
        """Fetch all; ``arrived`` is set after each."""
        limit = asyncio.Semaphore(AT_ONCE)

        async def one(feed: Feed) -> FeedResult:
            async with limit:
                result = await self._fetcher.fetch(feed)
            arrived.set()
            return result

        return list(await asyncio.gather(*map(one, feeds)))

    def _reports(self, results: Sequence[FeedResult], counts: dict[int, Admitted]) -> list[RoundReport]:
        """Reports in order of feeds, including feeds that were not fetched but had entries waiting."""
        others = [feed for row in counts.keys() - {one.feed.row for one in results} if (feed := self._feeds.get(row))]
        results = [*results, *(FeedResult(feed=feed, status="ok") for feed in others)]
        return [_report(one, counts.get(one.feed.row, Admitted())) for one in sorted(results, key=_row)]


def _row(result: FeedResult) -> int:
    return result.feed.row


def _report(result: FeedResult, admitted: Admitted) -> RoundReport:
    """The report on a feed. Entries that were waiting before the fetch count as new, although it knew them."""
    waited = max(admitted.new + admitted.known + admitted.failed - result.new, 0)
    return RoundReport(
        feed=result.feed,
        status="ok" if result.status == "unchanged" and admitted.new else result.status,
        http=result.http,
        new=admitted.new,
        known=max(result.known - waited, 0) + admitted.known,
        failed=admitted.failed,
        reason=result.reason,
    )


def _until(feed: Feed, blocked: dict[str, datetime]) -> datetime | None:
    """Until when its server asked to be left alone, or None."""
    given = [moment for moment in (feed.not_before, blocked.get(place_of(feed.url))) if moment]
    return max(given, default=None)


def _paused(feed: Feed, until: datetime) -> FeedResult:
    reason = f"its server asked to be left alone until {until:%Y-%m-%d %H:%M} UTC"
    return FeedResult(feed=replace(feed, due=max(feed.due, until)), status="waiting", reason=reason)
