"""What feeds and their servers ask for, when they were visited, and whether a visit came too early or too late.

The rules are stated here once more and not imported: the pause after an answer is the longer of the feed's own and the
one that its publisher asks for, after a failure an hour doubled for each, and never less than a Retry-After.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.support.newsfeed import NOON

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SHORTEST = timedelta(minutes=10)  # whatever a publisher allows
JITTER = 1.1
TRUSTED = 2.0  # weighted failures up to which a Retry-After alone decides
SHOWN = 20  # entries of a document
WEIGHTS = {403: 0.5, 404: 0.5, 410: 1.0, 429: 0.5, 500: 0.5, 503: 0.5}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What a server does from one hour of the day to another."""

    start: float
    end: float = 99.0
    status: int = 200
    wait: timedelta | None = None  #: its Retry-After
    as_date: bool = False  #: given as a date
    to: str = ""  #: where it redirects
    body: str | None = None  #: instead of the feed


@dataclass(frozen=True, kw_only=True, slots=True)
class PolledFeed:
    """A feed and how its server behaves."""

    name: str
    every: timedelta  #: between two entries
    head: str = ""  #: elements of its channel
    headers: Callable[[datetime], Mapping[str, str]] = lambda _: {}
    wish: timedelta | None = None  #: what these ask for, read as the standards say
    faults: tuple[Fault, ...] = ()
    validator: str = ""  #: "ETag", "Last-Modified"; "stale": one that never changes
    host: str = "127.0.0.1"

    def latest_entry(self, now: datetime) -> int:
        """The number of its newest entry."""
        return int((now - (NOON - 3 * DAY)) / self.every) + SHOWN

    def fault(self, now: datetime) -> Fault | None:
        """What goes wrong now."""
        hour = (now - NOON) / HOUR
        return next((one for one in self.faults if one.start <= hour < one.end), None)


@dataclass(slots=True)
class Visit:
    """A request for a feed and its answer."""

    at: datetime
    status: int
    wait: timedelta | None = None
    conditional: bool = False
    hard: bool = False  #: an answer that is no feed
    interval: timedelta = HOUR  #: the feed's own pause afterwards
    requests: int = 1


@dataclass(slots=True)
class Day:
    """What happened."""

    feeds: Sequence[PolledFeed]
    visits: dict[str, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    served: set[str] = field(default_factory=set)  #: titles of all entries that any answer held
    down: list[tuple[datetime, datetime]] = field(default_factory=list)  #: when newsbot was switched off
    end: datetime = NOON

    def visit(self, name: str, visit: Visit) -> None:
        """Note a request; the hops of a redirect are one visit."""
        visits = self.visits[name]
        if visits and visits[-1].at == visit.at:
            visit.requests += visits.pop().requests
        visits.append(visit)


@dataclass(frozen=True, slots=True)
class Breach:
    """A request at the wrong time."""

    name: str
    at: datetime  #: or when it should have been made
    by: timedelta

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%H:%M} by {self.by}"


def windows(feed: PolledFeed, visits: Sequence[Visit]) -> Iterator[tuple[datetime, datetime | None]]:
    """For each visit, the earliest and latest time of the next one; None: never."""
    failures = 0.0
    for visit in visits:
        weight = 1.0 if visit.hard else WEIGHTS.get(visit.status, 0.0)
        failures = failures + weight if weight else 0.0
        if visit.status == 410:
            yield datetime.max.replace(tzinfo=visit.at.tzinfo), None
            continue
        pause = _pause_after_failure(failures, visit.wait) if weight else _pause(feed, visit)
        trusted = bool(visit.wait) and failures <= TRUSTED
        longest = max(pause * (1.0 if trusted else JITTER), visit.wait or pause)
        yield visit.at + max(pause, visit.wait or pause), visit.at + longest + MINUTE + timedelta(seconds=1)


def _pause(feed: PolledFeed, visit: Visit) -> timedelta:
    floor = HOUR if feed.wish is None else max(SHORTEST, min(feed.wish, HOUR))
    return max(min(max(visit.interval, floor), DAY), min(feed.wish or SHORTEST, DAY))


def _pause_after_failure(failures: float, wait: timedelta | None) -> timedelta:
    counted = failures - TRUSTED if wait else failures
    return wait if wait and counted <= 0 else min(HOUR * 2**counted, DAY)


def breaches(day: Day) -> tuple[list[Breach], list[Breach]]:
    """Requests before the earliest time, and those after the latest or missing."""
    early, late = [], []
    blocks = list(_blocks(day))
    for feed in day.feeds:
        visits = day.visits[feed.name]
        following = [*(visit.at for visit in visits[1:]), None]
        for (first, last), then in zip(windows(feed, visits), following, strict=True):
            if then and then < first:
                early.append(Breach(feed.name, then, first - then))
            if last is None:
                continue
            last = _put_off(last, feed, day, blocks)
            if (then or day.end) > last:
                late.append(Breach(feed.name, last, (then or day.end) - last))
        early += [
            Breach(feed.name, visit.at, until - visit.at)
            for host, since, until in blocks
            for visit in visits
            if _shared(feed.host) == host and since < visit.at < until
        ]
    return early, late


def _blocks(day: Day) -> Iterator[tuple[str, datetime, datetime]]:
    """Domains whose servers asked to be left alone, and from when until when."""
    for feed in day.feeds:
        if host := _shared(feed.host):
            yield from ((host, one.at, one.at + one.wait) for one in day.visits[feed.name] if one.wait)


def _shared(host: str) -> str:
    """The domain that is blocked as a whole; "" for a numeric address."""
    return "" if host[0].isdecimal() else ".".join(host.split(".")[-2:])


def _put_off(last: datetime, feed: PolledFeed, day: Day, blocks: Sequence[tuple[str, datetime, datetime]]) -> datetime:
    """``last``, or the end of a block or of a time when newsbot was switched off."""
    for host, since, until in blocks:
        if host == _shared(feed.host) and since <= last < until + MINUTE:
            last = until + MINUTE
    return max([last, *(back for off, back in day.down if off <= last < back)])
