"""When a feed is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.feeds.schedule import (
    CEILING,
    FLOOR,
    LOWEST,
    asked_pause,
    first_rate,
    floor_of,
    new_rate,
    next_due,
    own_interval,
    retry_after,
)

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("rate", "hours"), [(0, 24), (0.1, 24), (2, 12), (12, 2), (1000, 1)])
def test_the_interval_follows_the_news(rate: float, hours: float) -> None:
    assert own_interval(rate) == timedelta(hours=hours)


def test_the_rate_follows_what_a_feed_really_brings() -> None:
    rate = 24.0
    for _ in range(24 * 7):
        rate = new_rate(rate, 0, timedelta(hours=1))
    quiet = rate
    for _ in range(24 * 7):
        rate = new_rate(rate, 1, timedelta(hours=1))

    assert quiet < 1
    assert 20 < rate < 25
    assert first_rate([NOW - timedelta(hours=2 * n) for n in range(10)], NOW) == pytest.approx(10 / 0.75)
    assert first_rate([], NOW) == 24


@pytest.mark.parametrize(
    ("headers", "in_feed", "minutes"),
    [
        ({}, None, None),
        ({"cache-control": "public, max-age=1800"}, None, 30),
        ({"cache-control": "max-age=600"}, timedelta(hours=2), 120),
        ({"cache-control": "no-cache"}, timedelta(hours=2), 120),
        ({"cache-control": "max-age=99999999"}, None, 1440),
        ({"expires": "Mon, 01 Jun 2026 14:00:00 GMT"}, None, 120),
        ({"expires": "Mon, 01 Jun 2026 14:00:00 GMT", "date": "Mon, 01 Jun 2026 13:00:00 GMT"}, None, 60),
        ({"expires": "Mon, 01 Jun 2026 14:00:00 GMT", "cache-control": "max-age=60"}, None, 1),
        ({"expires": "0"}, None, None),
        ({"expires": "Mon, 01 Jun 2020 14:00:00 GMT"}, None, None),
    ],
)
def test_what_publishers_ask_for(headers: dict[str, str], in_feed: timedelta | None, minutes: float | None) -> None:
    asked = asked_pause(headers, in_feed, NOW)

    assert (asked and asked.total_seconds() / 60) == minutes


@pytest.mark.parametrize(
    ("asked", "floor"),
    [
        (None, FLOOR),
        (timedelta(minutes=30), timedelta(minutes=30)),
        (timedelta(hours=2), FLOOR),
        (timedelta(seconds=1), LOWEST),
    ],
)
def test_a_publisher_may_allow_more_but_not_everything(asked: timedelta | None, floor: timedelta) -> None:
    assert floor_of(asked) == floor


def test_however_short_the_interval_there_is_a_pause() -> None:
    assert next_due(NOW, timedelta(0), timedelta(seconds=1), 0.0) == NOW + LOWEST


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 01 Jun 2026 13:00:00 GMT", 3600),
        ("Mon, 01 Jun 2026 11:00:00 GMT", 0),
        ("9" * 30, 30 * 86400),
        ("Mon, 01 Jun 2099 11:00:00 GMT", 30 * 86400),
        ("", None),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    wait = retry_after(value, NOW)

    assert (wait.total_seconds() if wait is not None else None) == seconds


@given(
    st.floats(min_value=0, max_value=1e6),
    st.one_of(st.none(), st.timedeltas(min_value=timedelta(seconds=1), max_value=CEILING)),
    st.floats(min_value=0, max_value=1),
)
def test_never_earlier_than_asked_and_never_later_than_a_day_and_a_tenth(
    rate: float, asked: timedelta | None, jitter: float
) -> None:
    pause = next_due(NOW, own_interval(rate, floor_of(asked)), asked, jitter) - NOW

    assert pause >= max(asked or FLOOR, LOWEST)
    assert pause <= CEILING * 1.1
