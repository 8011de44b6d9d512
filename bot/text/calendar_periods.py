"""Arithmetic on days, weeks, months and other calendar periods, as half-open pairs of days. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
LONGEST_MONTH = 31  # days
_WEEKEND = 5  #: Saturday, counted from Monday


class Days(NamedTuple):
    """From ``start`` up to but not including ``end``; None = open on that side."""

    start: date | None
    end: date | None


class DayRange(NamedTuple):
    """A period with both ends."""

    start: date
    end: date


def days_from(start: date, count: int = 1) -> DayRange:
    """``count`` days from ``start`` on. Like all functions here, raises OverflowError beyond the calendar."""
    return DayRange(start, start + count * DAY)


def months_from(year: int, month: int, count: int = 1) -> DayRange:
    """``count`` whole months; ``month`` may be outside 1 to 12. Raises ValueError for years outside 1 to 9999."""
    return DayRange(_first_of_month(year, month), _first_of_month(year, month + count))


def _first_of_month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def unit_around(unit: str, day: date, step: int = 0) -> DayRange:
    """The week (from Monday), weekend, month, quarter, year, decade ... that contains ``day``, shifted by ``step``."""
    if unit in {"month", "quarter", "year", "decade"}:
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        year = day.year - day.year % 10 if unit == "decade" else day.year
        month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1}.get(unit, 1)
        return months_from(year, month + step * months, months)
    monday = day - day.weekday() * DAY
    if unit == "weekend":
        return days_from(monday + (7 * step + _WEEKEND) * DAY, 2)
    if unit in {"week", "fortnight"}:
        length = 14 if unit == "fortnight" else 7
        return days_from(monday + length * step * DAY, length)
    return days_from(day + step * DAY)


def latest_weekend(day: date) -> DayRange:
    """The weekend that contains ``day``, or else the one before."""
    return unit_around("weekend", day, 0 if day.weekday() >= _WEEKEND else -1)


def near_weekday(weekday: int, day: date, *, strictly: bool = False, ahead: bool = False) -> date:
    """The latest such weekday up to ``day`` (``strictly``: before it), or with ``ahead`` the first from it on."""
    distance = (weekday - day.weekday()) % 7 if ahead else (day.weekday() - weekday) % 7
    return day + (1 if ahead else -1) * (distance or 7 * strictly) * DAY


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the "anonymous" computus (Meeus, 1991)."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def part_of(whole: DayRange, part: str) -> DayRange:
    """The early, mid or late third of ``whole``."""
    third = max(1, (whole.end - whole.start).days // 3)
    if part == "early":
        return DayRange(whole.start, whole.start + third * DAY)
    if part == "late":
        return DayRange(whole.end - third * DAY, whole.end)
    return DayRange(whole.start + third * DAY, max(whole.end - third * DAY, whole.start + third * DAY + DAY))


def nth_of(whole: DayRange, number: int, unit: str) -> DayRange:
    """The ``number``-th week, half, quarter ... of ``whole``, or the last for -1.

    Weeks of a month are runs of seven days.
    """
    length = (whole.end - whole.start).days
    if unit in {"half", "quarter"} and length > 31:
        parts = 2 if unit == "half" else 4
        months = (12 if length > 360 else 3 if length > 80 else 6) // parts
        number = parts if number < 0 else number
        return months_from(whole.start.year, whole.start.month + months * (number - 1), max(1, months))
    if unit == "half" and number != 1:
        return DayRange(whole.start + length // 2 * DAY, whole.end)
    size = {"half": length // 2, "day": 1, "month": 0}.get(unit, 7)
    if unit == "weekend":
        return days_from(nth_weekday(whole, number, _WEEKEND), 2)
    if not size:
        return months_from(whole.start.year, whole.start.month + number - 1)
    return days_from(whole.end - size * DAY if number < 0 else whole.start + size * (number - 1) * DAY, size)


def nth_weekday(whole: DayRange, number: int, weekday: int) -> date:
    """The ``number``-th such weekday of ``whole``, or the last for -1. Raises ValueError if it has fewer."""
    first = whole.start + (weekday - whole.start.weekday()) % 7 * DAY
    day = near_weekday(weekday, whole.end - DAY) if number < 0 else first + 7 * (number - 1) * DAY
    if not whole.start <= day < whole.end:
        raise ValueError(f"no weekday {weekday} number {number}")
    return day
