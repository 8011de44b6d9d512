"""Failures of a feed: how much each counts, how long the pause is, when the feed is given up. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.sources.feeds.schedule import CEILING, FLOOR, JITTER
from bot.sources.feeds.state import Feed, FeedStatus
from bot.sources.fetching.failures import FailureKind

GONE = 410
SOFT_STATUSES = frozenset({403, 404, 408, 425, 429})  # working feeds do return 404 and recover (Media Cloud)
NOTICE_AFTER = timedelta(days=1)  # of failing, after which the administrators are notified, once
GIVE_UP_AFTER = timedelta(days=30)
GIVE_UP_FAILURES = 10.0  # weighted; a machine that was switched off for a month must not give anything up
FIRST_PAUSE = FLOOR
TRUSTED_FAILURES = 2.0  # weighted
_MOST_DOUBLINGS = 16
HARD, SOFT, SOFTEST = 1.0, 0.5, 0.25


@dataclass(frozen=True, kw_only=True, slots=True)
class Mishap:
    """Why a fetch failed."""

    reason: str  #: a clause in plain words
    weight: float = HARD
    wait: timedelta = timedelta(0)  #: that the server asks for
    gone: bool = False


def of_status(status: int, wait: timedelta | None) -> Mishap:
    """The failure for a response with an error status."""
    soft = status in SOFT_STATUSES or status >= 500
    return Mishap(
        reason=status_words(status),
        weight=SOFT if soft else HARD,
        wait=wait or timedelta(0),
        gone=status == GONE,
    )


def of_failure(kind: FailureKind, reason: str) -> Mishap:
    """The failure for a request without a response."""
    weight = {FailureKind.DNS: SOFTEST, FailureKind.TIMEOUT: SOFT, FailureKind.CONNECT: SOFT}.get(kind, HARD)
    return Mishap(reason=reason, weight=weight)


def after_mishap(feed: Feed, mishap: Mishap, now: datetime, *, jitter: float) -> Feed:
    """The feed after a failure: with a pause that doubles each time, and never shorter than the server asks.

    The first few times, a server that says when to come back is taken at its word; only later failures double.
    """
    failures = feed.failures + mishap.weight
    counted = failures - TRUSTED_FAILURES if mishap.wait else failures
    doubled = FIRST_PAUSE * 2 ** min(counted, _MOST_DOUBLINGS)
    pause = timedelta(0) if counted <= 0 else min(doubled, CEILING) * (1 + JITTER * jitter)
    since = feed.failing_since or now
    given_up = now - since >= GIVE_UP_AFTER and failures >= GIVE_UP_FAILURES
    stopped = mishap.gone or given_up
    return replace(
        feed,
        status=FeedStatus.STOPPED if stopped else feed.status,
        reason=_stop_reason(mishap) if stopped else feed.reason,
        due=now + max(pause, mishap.wait),
        not_before=now + mishap.wait if mishap.wait else None,
        last_tried=now,
        last_failed=now,
        last_error=mishap.reason,
        failures=failures,
        failing_since=since,
    )


def wants_notice(feed: Feed, now: datetime) -> bool:
    """Whether to notify the administrators of a feed now: it has failed for a day, or it was stopped."""
    if feed.noticed or feed.failing_since is None:
        return False
    return feed.status is FeedStatus.STOPPED or now - feed.failing_since >= NOTICE_AFTER


def _stop_reason(mishap: Mishap) -> str:
    return mishap.reason if mishap.gone else f"it has failed for {GIVE_UP_AFTER.days} days: {mishap.reason}"


_MOVES = frozenset({300, 301, 302, 303, 305, 307, 308})
_STATUS_WORDS = {
    204: "its server has nothing to say (204)",
    401: "its server asks for a password (401)",
    402: "its server asks for money (402)",
    403: "its server refuses us (403)",
    404: "there is nothing at its address now (404)",
    410: "its server says that it is gone for good (410)",
    451: "its server may not show it, for legal reasons (451)",
    429: "its server says that we ask too often (429)",
    503: "its server is busy (503)",
}


def status_words(status: int) -> str:
    """An error status in words."""
    if status in _STATUS_WORDS:
        return _STATUS_WORDS[status]
    if status in _MOVES:
        return f"it redirects to nowhere ({status})"
    return f"its server failed ({status})" if status >= 500 else f"its server answered {status}"
