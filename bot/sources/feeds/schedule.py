"""When to fetch a feed again. Pure.

own interval   from the rate of new entries, between FLOOR and CEILING
requested      ttl, sy:update..., max-age, Expires: the publisher may ask for a longer pause, or allow a shorter one
next           the longer of the two, and up to a tenth later, so that feeds do not fall into step
Retry-After    never shortened; more than 30 days is not believed
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

FLOOR = timedelta(hours=1)  # between two requests unless the publisher allows less (rachelbythebay.com, "feed readers")
LOWEST = timedelta(minutes=10)  # however much less is allowed
CEILING = timedelta(days=1)
FULL_AFTER = timedelta(days=1)  # since the last unconditional fetch: some servers answer 304 although there is news
JITTER = 0.1  # share of the pause, added at random
MEMORY = 2.0  # days after which the rate of new entries has forgotten two thirds
LONGEST_WAIT = timedelta(days=30)  # longest Retry-After that is believed
_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_DAY = 86_400.0


def own_interval(rate: float, floor: timedelta = FLOOR) -> timedelta:
    """The pause in which one new entry is expected. ``rate``: entries per day."""
    seconds = _DAY / rate if rate > 0 else math.inf
    return timedelta(seconds=min(max(seconds, floor.total_seconds()), CEILING.total_seconds()))


def new_rate(rate: float, new: int, since: timedelta) -> float:
    """The updated ``rate`` (entries per day) after ``new`` entries arrived in the time ``since`` the last fetch."""
    days = max(since.total_seconds(), 1.0) / _DAY
    kept = math.exp(-days / MEMORY)
    return rate * kept + (new / days) * (1 - kept)


def first_rate(published: Iterable[datetime], now: datetime) -> float:
    """The initial rate (entries per day) from the dates in a feed's first document; 24 if there are none."""
    dates = sorted(published, reverse=True)[:20]
    if len(dates) < 2:
        return 24.0
    days = max((now - dates[-1]).total_seconds(), 60.0) / _DAY
    return min(len(dates) / days, 24.0 * 60)


def asked_pause(headers: Mapping[str, str], in_feed: timedelta | None, now: datetime) -> timedelta | None:
    """The longest pause that feed and server ask for, at most CEILING; None if they ask for none."""
    asked = [in_feed, _max_age(headers.get("cache-control", "")), _expires(headers, now)]
    given = [one for one in asked if one is not None and one > timedelta(0)]
    return min(max(given), CEILING) if given else None


def next_due(now: datetime, interval: timedelta, asked: timedelta | None, jitter: float) -> datetime:
    """The next time to fetch after a success. ``jitter``: 0 to 1, drawn by the caller."""
    pause = max(interval, asked or LOWEST, LOWEST)
    return now + pause * (1 + JITTER * jitter)


def floor_of(asked: timedelta | None) -> timedelta:
    """The shortest pause: FLOOR, or less if the publisher allows it."""
    return FLOOR if asked is None else max(LOWEST, min(asked, FLOOR))


def retry_after(value: str, now: datetime) -> timedelta | None:
    """The wait in a Retry-After header, given in seconds or as a date; None if unreadable."""
    value = value.strip()
    if value.isdecimal():
        return timedelta(seconds=min(int(value[:10]), LONGEST_WAIT.total_seconds()))
    moment = http_date(value)
    return min(max(moment - now, timedelta(0)), LONGEST_WAIT) if moment else None


def http_date(value: str) -> datetime | None:
    """An HTTP date as aware UTC, or None."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def wants_full(last_full: datetime | None, now: datetime) -> bool:
    """Whether an unconditional fetch is due."""
    return last_full is None or now - last_full >= FULL_AFTER


def keeps_validators(headers: Mapping[str, str]) -> bool:
    """Whether ETag and Last-Modified are usable: not if the response is outdated as it arrives."""
    return headers.get("expires", "").strip() != "0"


def _max_age(cache_control: str) -> timedelta | None:
    found = _MAX_AGE.search(cache_control)
    return timedelta(seconds=int(found[1])) if found else None


def _expires(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    if "max-age" in headers.get("cache-control", ""):  # it overrides Expires (RFC 9111, section 5.3)
        return None
    expires = http_date(headers.get("expires", ""))
    return expires - (http_date(headers.get("date", "")) or now) if expires else None
