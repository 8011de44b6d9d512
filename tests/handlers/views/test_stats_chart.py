"""The picture of /stats: a PNG that Telegram takes, whatever the feeds are called and however they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.sources.feeds.state import Feed, FeedHealth, FeedStatus
from handlers.localchat.methods_media import MAX_PHOTO, picture_size
from handlers.views.stats_chart import DAYS, MOST_FEEDS, chosen, draw, worth_drawing

NOW = datetime(2026, 11, 29, tzinfo=UTC)


def days(*counts: int) -> list[tuple[date, int]]:
    return [(date(2026, 11, 1) + timedelta(days=at), count) for at, count in enumerate(counts)]


def feed(row: int, title: str = "One", per_day: float | None = 1.0, **changes: object) -> FeedHealth:
    made = Feed(
        row=row,
        url=f"https://{row}.example/feed",
        title=title,
        added=NOW,
        due=NOW,
        interval=timedelta(hours=1),
        **changes,  # type: ignore[arg-type]
    )
    return FeedHealth(feed=made, articles=3, waiting=0, per_day=per_day)


@pytest.mark.parametrize(
    "health",
    [
        [],
        [feed(1)],
        [feed(1, "$x^2$ & _y_"), feed(2, "習近平"), feed(3, ""), feed(4, "x" * 300), feed(5, "a\nb")],
        [feed(row, per_day=row * 1000.0) for row in range(40)],
        [feed(1, status=FeedStatus.STOPPED), feed(2, status=FeedStatus.PAUSED), feed(3, failing_since=NOW, per_day=0)],
    ],
)
def test_a_png_within_telegrams_limits(health: list[FeedHealth]) -> None:
    png = draw(days(*range(DAYS)), health)

    assert picture_size(png) == (1200, 1280 if health else 640)
    assert len(png) < MAX_PHOTO / 20


def test_days_and_feeds_are_drawn() -> None:
    pictures = [
        draw(days(1, 2), [feed(1)]),
        draw(days(2, 1), [feed(1)]),
        draw(days(1, 2), [feed(1, per_day=2.0), feed(2, per_day=None)]),
    ]

    assert len(set(pictures)) == 3
    assert draw(days(1, 2), [feed(1)]) == pictures[0]


def test_what_fails_comes_first_then_what_brings_most() -> None:
    health = [feed(row, per_day=float(row)) for row in range(20)] + [feed(30, per_day=0, failing_since=NOW)]

    assert [one.feed.row for one in chosen(health)] == [30, 19, 18, 17, 16, 15, 14, 13]
    assert len(chosen(health)) == MOST_FEEDS


@pytest.mark.parametrize(("counts", "worth"), [((), False), ((0, 9), False), ((1, 0, 1), True)])
def test_one_day_is_not_worth_a_picture(counts: tuple[int, ...], worth: bool) -> None:
    assert worth_drawing(days(*counts)) is worth
