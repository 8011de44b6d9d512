"""Feeds and how they are -> messages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.models import Stats
from bot.sources.feeds.state import Feed, FeedHealth, FeedStatus, is_failing
from handlers.views.callback_data import Code, data
from handlers.views.html import NOTHING, Rich, bold, clip, join, one_line, ours, text
from handlers.views.messages import Button, Part, button, note, page, rows

PAGE = 8  # feeds of a list's page
LONGEST = 60  # characters of a title
SHOW, PAUSE, RESUME, ASK, REMOVE = range(5)  # what a feed's button does
_MARKS = {FeedStatus.ACTIVE: "•", FeedStatus.PAUSED: "⏸", FeedStatus.STOPPED: "⏹"}


def listed(health: Sequence[FeedHealth], at: int, now: datetime) -> Part:
    """A page of the list, a button for each feed."""
    shown = health[at : at + PAGE] or health[:PAGE]
    lines = [_line(one, now) for one in shown]
    choice = [button(str(one.feed.row), data(Code.FEED, one.feed.row, SHOW)) for one in shown]
    turning = []
    if at > 0:
        turning.append(button("‹ Previous", data(Code.FEEDS, max(at - PAGE, 0))))
    if at + PAGE < len(health):
        turning.append(button("Next ›", data(Code.FEEDS, at + PAGE)))
    head = bold(f"{len(health)} feed{'s' * (len(health) != 1)}")
    return page([head, join(lines)], buttons=rows(choice, turning))


def one_feed(one: FeedHealth, now: datetime, *, sure: bool = False) -> Part:
    """A feed with all that is known of its health; ``sure``: ask once more before it is removed."""
    feed = one.feed
    lines = [
        text(feed.url),
        ours("Outlet: ") + text(feed.outlet or "none"),
        ours(f"{one.articles:,} articles, {one.per_day:.1f} a day, {one.waiting:,} waiting"),
        ours(f"Last success: {_ago(feed.last_ok, now)}"),
        _failure(feed, now),
        ours(f"Next fetch: {_ahead(feed, now)}"),
    ]
    shown = [line for line in lines if line]
    return page([bold(_name(feed)), join(shown)], buttons=rows(_choices(feed, sure), (_back(),)))


def added(one: FeedHealth, *, new: bool) -> Part:
    """The confirmation."""
    waiting = f" Its {one.waiting} articles come in now." if one.waiting else ""
    words = ours("Added: " if new else "I read that already: ") + bold(_name(one.feed)) + ours(f".{waiting}")
    what = ours("What is new from now on reaches who follows it.") if new else NOTHING
    return page(
        [words, text(one.feed.url), what] if new else [words], buttons=rows(_choices(one.feed, False), (_back(),))
    )


def removed(feed: Feed) -> Part:
    """The confirmation."""
    return note(f"Removed: {_name(feed)}. Its articles stay.")


def how_to_add(words: str, starters: Sequence[str]) -> Part:
    """How feeds are added, with the lists of well-known ones as buttons."""
    choice = [(button(name, data(Code.STARTER, at)),) for at, name in enumerate(starters)]
    more = "\nOr take a list of well-known feeds:" if starters else ""
    return note(words + more, buttons=rows(*choice))


def taken(name: str, new: int, known: int) -> Part:
    """A list was taken."""
    there = f", {known} were there already" if known else ""
    return note(f"{name}: {new} feeds added{there}. Their articles come in within minutes. /feeds shows how they are.")


def stats(counts: Stats, health: Sequence[FeedHealth], now: datetime) -> Part:
    """How much there is, and how the feeds are."""
    failing = [one for one in health if is_failing(one.feed)]
    daily, waiting = sum(one.per_day for one in health), sum(one.waiting for one in health)
    lines = [
        ours(f"{counts.articles:,} articles, {counts.sentences:,} sentences, {counts.quotes:,} quotes"),
        ours(f"{counts.subscriptions:,} subscriptions, {counts.pending:,} messages to send"),
        ours(f"{len(health)} feeds: {daily:.1f} articles a day, {waiting:,} waiting, {len(failing)} failing"),
    ]
    problems = [_line(one, now) for one in failing[:PAGE]]
    return page([bold("Statistics"), join(lines), *([join(problems)] if problems else [])])


def _choices(feed: Feed, sure: bool) -> tuple[Button, ...]:
    if sure:
        yes, no = data(Code.FEED, feed.row, REMOVE), data(Code.FEED, feed.row, SHOW)
        return button("Remove it", yes), button("Keep it", no)
    going = feed.status is FeedStatus.ACTIVE
    other = button("Pause", data(Code.FEED, feed.row, PAUSE)) if going else _resume(feed)
    return other, button("Remove", data(Code.FEED, feed.row, ASK))


def _resume(feed: Feed) -> Button:
    return button("Resume", data(Code.FEED, feed.row, RESUME))


def _back() -> Button:
    return button("All feeds", data(Code.FEEDS, 0))


def _line(one: FeedHealth, now: datetime) -> Rich:
    feed = one.feed
    state = f"{one.articles:,} articles, {one.per_day:.1f} a day, next {_ahead(feed, now)}"
    if feed.status is FeedStatus.PAUSED:
        state = "paused"
    failed = text(f" – {feed.reason or feed.last_error}") if feed.failing_since or feed.reason else NOTHING
    return ours(f"{_MARKS[feed.status]} {feed.row}. ") + bold(_name(feed)) + ours(f": {state}") + failed


def _failure(feed: Feed, now: datetime) -> Rich:
    if not feed.last_error:
        return NOTHING
    return ours(f"Last failure: {_ago(feed.last_failed, now)}, ") + text(feed.reason or feed.last_error)


def _name(feed: Feed) -> str:
    return clip(one_line(feed.title or feed.url), LONGEST)


def _ago(moment: datetime | None, now: datetime) -> str:
    return f"{_span(now - moment)} ago" if moment else "never"


def _ahead(feed: Feed, now: datetime) -> str:
    if feed.status is not FeedStatus.ACTIVE:
        return "never"
    return f"in {_span(feed.due - now)}" if feed.due > now else "now"


def _span(span: timedelta) -> str:
    minutes = max(int(span.total_seconds() // 60), 0)
    if minutes < 100:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 60 * 48 else f"{minutes // 1440} days"
