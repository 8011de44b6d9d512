"""The number of quotes of somebody per week, month or year, without gaps. Pure.

Weeks (ISO 8601) if ``MOST_PERIODS`` of them span all quotes, else the newest months, or years if those months would
leave out the greater part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_PERIODS = 26  # periods: as many as can be told apart on a phone; half a year of weeks, else two years of months


class Period(StrEnum):
    """The period of a timeline."""

    WEEK = "week"  # Monday to Sunday, as in ISO 8601
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """Quotes per period, from the first period with a quote to the last, including zeros."""

    period: Period
    counts: tuple[tuple[date, int], ...]  #: first day of the period, quotes; oldest first
    left_out: int = 0  #: quotes of periods before the first one shown

    @property
    def filled(self) -> int:
        """Number of periods with a quote."""
        return sum(1 for _, count in self.counts if count)


def timeline(days: Mapping[date, int]) -> Timeline | None:
    """The timeline of these daily counts, over the newest ``MOST_PERIODS`` periods; None if there are no quotes."""
    days = {day: count for day, count in days.items() if count > 0}
    if not days:
        return None
    weeks, months, years = (_counts_per(period, days) for period in Period)
    if not weeks.left_out:
        return weeks
    return years if months.left_out > sum(count for _, count in months.counts) else months


def start_of(period: Period, day: date) -> date:
    """The first day of the week, month or year that contains ``day``."""
    if period is Period.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if period is Period.MONTH else day.replace(month=1, day=1)


def _counts_per(period: Period, days: Mapping[date, int]) -> Timeline:
    totals = dict.fromkeys(_starts(period, min(days), max(days)), 0)
    for day, count in days.items():
        totals[start_of(period, day)] += count
    shown = tuple(totals.items())[-MOST_PERIODS:]
    return Timeline(period=period, counts=shown, left_out=sum(days.values()) - sum(count for _, count in shown))


def _starts(period: Period, first: date, last: date) -> Iterator[date]:
    longest = {Period.WEEK: 7, Period.MONTH: 31, Period.YEAR: 366}[period]  # in days, so that no period is skipped
    start = start_of(period, first)
    while start <= last:
        yield start
        start = start_of(period, start + timedelta(days=longest))
