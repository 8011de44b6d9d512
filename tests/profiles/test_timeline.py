"""Quotes over time: periods without gaps, weeks while they fit, then months, then years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.profiles.timeline import MOST_PERIODS, Period, Timeline, timeline

MONDAY = date(2026, 6, 1)


def of(days: dict[date, int]) -> Timeline:
    made = timeline(days)
    assert made
    return made


def test_without_quotes_there_is_no_timeline() -> None:
    assert timeline({}) is None
    assert timeline({MONDAY: 0}) is None


def test_weeks_from_monday_to_sunday_zeros_included() -> None:
    line = of({MONDAY + timedelta(days=6): 2, MONDAY: 1, MONDAY + timedelta(days=15): 4})

    assert line.period is Period.WEEK
    assert [count for _, count in line.counts] == [3, 0, 4]
    assert [start for start, _ in line.counts] == [MONDAY, MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=2)]
    assert line.filled == 2


def test_weeks_across_the_new_year() -> None:
    line = of({date(2026, 12, 31): 1, date(2027, 1, 3): 2, date(2027, 1, 4): 5})

    assert line.counts == ((date(2026, 12, 28), 3), (date(2027, 1, 4), 5))


@pytest.mark.parametrize(
    ("last", "period", "periods"),
    [
        (MONDAY + timedelta(weeks=MOST_PERIODS - 1), Period.WEEK, MOST_PERIODS),
        (MONDAY + timedelta(weeks=MOST_PERIODS), Period.MONTH, 6),
        (date(2028, 7, 31), Period.MONTH, MOST_PERIODS),
    ],
)
def test_weeks_while_they_fit(last: date, period: Period, periods: int) -> None:
    line = of({MONDAY: 1, last: 1})

    assert (line.period, len(line.counts), line.left_out) == (period, periods, 0)


def test_the_newest_months_where_they_hold_most() -> None:
    line = of({MONDAY: 3, MONDAY + timedelta(days=900): 2, MONDAY + timedelta(days=1000): 2})

    assert (line.period, len(line.counts), line.left_out) == (Period.MONTH, MOST_PERIODS, 3)
    assert line.counts[-1] == (date(2029, 2, 1), 2)


def test_years_where_the_newest_months_hold_little() -> None:
    line = of({date(2016, 9, 8): 87, date(2019, 11, 3): 2})

    assert line.period is Period.YEAR
    assert line.counts == ((date(2016, 1, 1), 87), (date(2017, 1, 1), 0), (date(2018, 1, 1), 0), (date(2019, 1, 1), 2))


@given(st.dictionaries(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 99), min_size=1, max_size=30))
def test_every_quote_is_counted_once_and_no_period_is_missing(days: dict[date, int]) -> None:
    line = of(days)

    assert sum(count for _, count in line.counts) + line.left_out == sum(days.values())
    assert 1 <= len(line.counts) <= MOST_PERIODS
    assert line.counts[-1][1] > 0
    starts = [start for start, _ in line.counts]
    gaps = {(after - before).days for before, after in pairwise(starts)}
    assert gaps <= {Period.WEEK: {7}, Period.MONTH: {28, 29, 30, 31}, Period.YEAR: {365, 366}}[line.period]
