"""Dates that articles state about themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sources.dates import names_no_day, parse_date


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Nov 20, 2026, 9:14 PM EST", datetime(2026, 11, 21, 2, 14, tzinfo=UTC)),
        ("20 November 2026 9.14pm", datetime(2026, 11, 20, 21, 14, tzinfo=UTC)),
        ("Nov. 20, 2026 at 12:05 a.m.", datetime(2026, 11, 20, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 12 pm GMT", datetime(2026, 11, 20, 12, tzinfo=UTC)),
        ("2026-11-20 9:14 PM EST", datetime(2026, 11, 21, 2, 14, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 09:14:00 GMT", datetime(2026, 11, 20, 9, 14, tzinfo=UTC)),
        ("1795166040.25", datetime(2026, 11, 20, 9, 14, tzinfo=UTC)),
    ],
)
def test_the_half_of_the_day_counts(written: str, moment: datetime) -> None:
    assert parse_date(written) == moment


@pytest.mark.parametrize("written", ["2026", "2026-11", "2026/11", "11/2026", "November 2026", "Nov. 2026", "Q4 2026"])
def test_months_quarters_and_years_name_no_day(written: str) -> None:
    assert names_no_day(written)


@pytest.mark.parametrize("written", ["2026-11-20", "20 Nov 2026", "20261120", "yesterday", "Brandt 2026", "", "1126"])
def test_days_and_other_words_are_no_months(written: str) -> None:
    assert not names_no_day(written)
