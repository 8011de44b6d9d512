"""The state of a feed, remembered between two fetches. Times are aware UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class FeedStatus(StrEnum):
    """Whether a feed is fetched."""

    ACTIVE = "active"
    PAUSED = "paused"  # by a person
    STOPPED = "stopped"  # by newsbot: gone for good, or failing for weeks


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """The state of one feed."""

    row: int
    url: str
    title: str = ""  #: given by the feed, or by the user who added it
    outlet: str = ""  #: the outlet of its articles
    site: str = ""
    folders: tuple[tuple[str, ...], ...] = ()  #: in the list from which it was imported
    status: FeedStatus = FeedStatus.ACTIVE
    reason: str = ""  #: why it is stopped
    added: datetime
    due: datetime  #: time of the next fetch
    interval: timedelta  #: between two fetches, by its rate of new entries
    pause: timedelta | None = None  #: between two fetches, as requested by its last document
    rate: float = 0.0  #: new entries per day, recent days counting most
    rounds: int = 0  #: number of successful fetches; entries of the first one are not news
    etag: str = ""  #: as received, including quotes; "" if none
    last_modified: str = ""
    body_hash: str = ""
    last_full: datetime | None = None  #: last unconditional fetch
    last_tried: datetime | None = None
    last_ok: datetime | None = None
    last_failed: datetime | None = None
    last_error: str = ""  #: of the last failure, in words
    failures: float = 0.0  #: since the last success, weighted
    failing_since: datetime | None = None
    noticed: bool = False  #: whether the administrators were notified of this failure
    moved_to: str = ""  #: last target of a fully permanent redirect
    moved_times: int = 0  #: how often in a row it led there
    not_before: datetime | None = None  #: from a Retry-After: it is not fetched earlier on any account


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedHealth:
    """A feed with statistics on its articles."""

    feed: Feed
    articles: int  #: number of articles it brought
    waiting: int  #: entries that are not articles yet
    per_day: float | None  #: articles a day over the last week; None in its first day, which is too early to tell


@dataclass(frozen=True, kw_only=True, slots=True)
class Blocked:
    """A registrable domain that asked to be left alone."""

    place: str
    until: datetime


def per_day(health: Iterable[FeedHealth]) -> float | None:
    """The number of articles a day from all feeds together; None if it is too early to tell for each."""
    told = [one.per_day for one in health if one.per_day is not None]
    return sum(told) if told else None


def is_failing(feed: Feed) -> bool:
    """Whether something is wrong with a feed that somebody may want to fix."""
    return feed.failing_since is not None or feed.status is FeedStatus.STOPPED
