"""A feed as it stands: what is remembered between two fetches. Times are aware UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class FeedStatus(StrEnum):
    """Whether a feed is asked for."""

    ACTIVE = "active"
    PAUSED = "paused"  # by a person
    STOPPED = "stopped"  # by us: gone for good, or failing for weeks


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """One feed."""

    row: int
    url: str
    title: str = ""  #: as the feed, or whoever added it, calls it
    outlet: str = ""  #: the outlet of its articles
    site: str = ""
    folders: tuple[tuple[str, ...], ...] = ()  #: of the list that it came from
    status: FeedStatus = FeedStatus.ACTIVE
    reason: str = ""  #: why it is stopped
    added: datetime
    due: datetime  #: when it may be asked for next
    interval: timedelta  #: between two fetches, as the feed's news suggests
    pause: timedelta | None = None  #: between two fetches, as its last document asks for
    rate: float = 0.0  #: new entries per day, recent days counting most
    rounds: int = 0  #: successful fetches; the entries of the first one are no news
    etag: str = ""  #: as it came, quotes included; "" = none
    last_modified: str = ""
    body_hash: str = ""
    last_full: datetime | None = None  #: fetched without conditions
    last_tried: datetime | None = None
    last_ok: datetime | None = None
    last_failed: datetime | None = None
    last_error: str = ""  #: of the last failure, in words
    failures: float = 0.0  #: since the last success, weighted
    failing_since: datetime | None = None
    noticed: bool = False  #: whether the administrators were told of this failure
    moved_to: str = ""  #: where a wholly permanent redirect led last
    moved_times: int = 0  #: how often in a row it led there
    not_before: datetime | None = None  #: a Retry-After: nothing is asked for before, whoever wants it


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedHealth:
    """A feed with what its articles say of it."""

    feed: Feed
    articles: int  #: that it brought
    waiting: int  #: entries that are not articles yet
    per_day: float  #: articles a day over the last week


@dataclass(frozen=True, kw_only=True, slots=True)
class Blocked:
    """A registrable domain that wants to be left alone."""

    place: str
    until: datetime


def is_failing(feed: Feed) -> bool:
    """Whether something is wrong with a feed that somebody may want to mend."""
    return feed.failing_since is not None or feed.status is FeedStatus.STOPPED
