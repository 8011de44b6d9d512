"""Dates as people write them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.text.dates import DateNotUnderstood, Window, about_now, split_window, window

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)  # a Sunday


def day(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("", "", ""),
        ("today", "2026-11-22", "2026-11-23"),
        ("Yesterday", "2026-11-21", "2026-11-22"),
        ("this week", "2026-11-16", ""),
        ("last week", "2026-11-09", "2026-11-16"),
        ("last month", "2026-10-01", "2026-11-01"),
        ("last year", "2025-01-01", "2026-01-01"),
        ("last 3 days", "2026-11-19", ""),
        ("in the past two weeks", "2026-11-08", ""),
        ("on Monday", "2026-11-16", "2026-11-17"),
        ("last Sunday", "2026-11-15", "2026-11-16"),
        ("on 9 July 2024", "2024-07-09", "2024-07-10"),
        ("on July 9th, 2024", "2024-07-09", "2024-07-10"),
        ("in July 2024", "2024-07-01", "2024-08-01"),
        ("in December 2024", "2024-12-01", "2025-01-01"),
        ("in 2024", "2024-01-01", "2025-01-01"),
        ("since 1 July", "2026-07-01", ""),
        ("since December", "2025-12-01", ""),
        ("since 2024-07-09", "2024-07-09", ""),
        ("since last week", "2026-11-09", ""),
        ("since Monday", "2026-11-16", ""),
        ("after 9/7/2024", "2024-07-10", ""),
        ("until 9 July 2024", "", "2024-07-10"),
        ("before 9 July 2024", "", "2024-07-09"),
        ("from 1 July 2024 until July 9, 2024", "2024-07-01", "2024-07-10"),
        ("since 2024 and until 2025", "2024-01-01", "2026-01-01"),
    ],
)
def test_windows(words: str, since: str, until: str) -> None:
    found = window(words, NOW)

    assert (found.since, found.until) == (day(since), day(until))


@pytest.mark.parametrize(
    "words", ["since blah", "until", "on 2024-02-30", "since 2024-13-01", "since 9999", "whenever", "since since"]
)
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(DateNotUnderstood):
        window(words, NOW)


@pytest.mark.parametrize(
    ("words", "rest", "said"),
    [
        ("Modi", "Modi", ""),
        ("Theresa May", "Theresa May", ""),
        ("May", "May", ""),
        ("last week", "last week", ""),  # nothing is left to look up: it is the name
        ("Theresa May in May", "Theresa May", "in May"),
        ("Modi about tariffs since July", "Modi about tariffs", "since July"),
        ("Lavrov last week", "Lavrov", "last week"),
        ("the minister from Ohio", "the minister from Ohio", ""),
        ("MEA, before 9 July 2024", "MEA", "before 9 July 2024"),
        ("Modi since 1 July until 9 July", "Modi", "since 1 July until 9 July"),
    ],
)
def test_dates_at_the_end_are_split_off(words: str, rest: str, said: str) -> None:
    left, found = split_window(words, NOW)

    assert (left, found.words) == (rest, said)
    assert (found == Window()) is (said == "")


def test_since_with_no_date_is_said_rather_than_searched() -> None:
    with pytest.raises(DateNotUnderstood, match="the flood"):
        split_window("Modi since the flood", NOW)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the latest on the talks?", True),
        ("Is it raining in Delhi?", True),
        ("Who is the prime minister?", True),
        ("What happened yesterday?", True),
        ("How many Indians were killed?", False),
        ("What did Putin call Modi?", False),
        ("When did they meet?", False),
    ],
)
def test_questions_about_now(question: str, expected: bool) -> None:
    assert about_now(question) is expected
