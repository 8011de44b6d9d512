"""Output of feeds on the command line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.sources.feeds.state import Feed, FeedHealth, FeedStatus

if TYPE_CHECKING:
    from bot.feeds.manager import ImportedFeeds
    from bot.feeds.rounds import RoundReport


def feed_json(health: FeedHealth) -> dict[str, Any]:
    """``feeds list --json``: a feed. ``next`` is null if it is not fetched."""
    feed = health.feed
    return {
        "id": feed.row,
        "url": feed.url,
        "outlet": feed.outlet,
        "state": feed.status.value,
        "next": _time(feed.due) if feed.status is FeedStatus.ACTIVE else None,
        "last_ok": _time(feed.last_ok),
        "last_error": feed.reason or feed.last_error or None,
        "articles": health.articles,
        "title": feed.title,
        "last_failed": _time(feed.last_failed),
        "waiting": health.waiting,
        "per_day": None if health.per_day is None else round(health.per_day, 2),
    }


def report_json(report: RoundReport) -> dict[str, Any]:
    """``feeds fetch --json``: the result of a round for a feed."""
    return {
        "feed": report.feed.row,
        "url": report.feed.url,
        "status": report.status,
        "http": report.http,
        "new": report.new,
        "known": report.known,
        "failed": report.failed,
        "reason": report.reason or None,
    }


def report_words(report: RoundReport) -> str:
    """The same as a line of text."""
    name = report.feed.title or report.feed.url
    if report.reason:
        return f"{name}: {report.status}: {report.reason}"
    failed = f", {report.failed:,} failed" if report.failed else ""
    return f"{name}: {report.new:,} new, {report.known:,} known{failed}"


def next_words(feed: Feed) -> str:
    """When a feed is fetched next."""
    return f"{feed.due:%Y-%m-%d %H:%M} UTC" if feed.status is FeedStatus.ACTIVE else "never"


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def imported(found: ImportedFeeds) -> str:
    """What became of a list of feeds, as one line."""
    words = f"{found.new:,} {'feed' if found.new == 1 else 'feeds'} added, {found.known:,} there already"
    if found.left_out:
        words += f", {found.left_out:,} left out because their address is not on the web"
    return f"{words}. The list breaks off, so some may be missing." if found.broken_off else f"{words}."
