"""Rules for calendar dates: "14/11/2026", "November the 3rd", "Q3 2026", "in 2025", "Christmas Day".

Each rule reads the tokens from one position on and returns the days and where they end, or None. Impossible days raise
ValueError or OverflowError, which the grammar treats as no match.
"""

from __future__ import annotations

import re
from datetime import date

from bot.lexicon.calendar import calendar_words
from bot.text import calendar_periods as calendar
from bot.text.calendar_periods import DAY, LONGEST_MONTH, DayRange, days_from
from bot.text.date_cursor import ANY_LEAD, DAY_LEADS, MONTH_LEADS, YEAR_LEADS, PeriodReading, Rule, TokenCursor
from bot.text.date_tokens import figures_date, number_of, year_of

_WITH_YEAR = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_LEAP_YEAR = 2000  # any: a day without a year may be the 29th of February


def _figures(cursor: TokenCursor) -> PeriodReading | None:
    if cursor.token().kind != "figures" or cursor.token().written == "9/11":  # that one is an event
        return None
    day = figures_date(cursor.token())
    if day is None:
        return None
    if not day[2]:
        return PeriodReading(calendar.months_from(day[0], day[1]), cursor.at + 1, MONTH_LEADS)
    start = date(*day) if day[0] else _yearless(cursor, day[1], day[2])
    if not day[0] and not cursor.moved().ends_well():
        return None
    return PeriodReading(days_from(start), cursor.at + 1, frozenset() if day[0] else DAY_LEADS)


def _yearless(cursor: TokenCursor, month: int, day: int) -> date:
    """That day in the most recent year, or the coming one. Raises ValueError if no near year has it."""
    years = (cursor.today.year + step for step in ((0, 1) if cursor.ahead else (0, -1, -2, -3, -4)))
    for year in years:
        if (month, day) == (2, 29) and (year % 4 or (not year % 100 and year % 400)):
            continue
        when = date(year, month, day)
        if (when >= cursor.today) if cursor.ahead else (when <= cursor.today):
            return when
    raise ValueError(f"no day {day} of month {month}")


def _date(cursor: TokenCursor) -> PeriodReading | None:
    """A date such as "14 November", "the 14th of Nov. 2026" or "November 14, 2026", perhaps after a weekday."""
    if cursor.word() in calendar_words().weekdays:
        cursor = cursor.moved().past(",").past("the")
    day, month, after = _day_and_month(cursor)
    if day is None or not month:
        return None
    year, end = _year_behind(after, far=True)
    return PeriodReading(days_from(date(year, month, day) if year else _yearless(cursor, month, day)), end)


def _day_and_month(cursor: TokenCursor) -> tuple[int | None, int, TokenCursor]:
    """The day, None if there is none, the month, 0 if there is none, and the position after them."""
    months = calendar_words().months
    day, length = _day(cursor)
    if day is not None:
        after = cursor.moved(length).past("of")
        if after.at == cursor.at + length and day_number(cursor) is None:  # "the first November storm"
            return None, 0, after
        return day, months.get(after.word(), 0), after.moved()
    after = cursor.moved().past("the")
    day, length = _day(after)
    return day, months.get(cursor.word(), 0), after.moved(length)


def _day(cursor: TokenCursor) -> tuple[int | None, int]:
    """The day of a month at the cursor, in figures or words, and its number of tokens: "twenty-first" has three."""
    if (day := day_number(cursor)) is not None:
        return day, 1
    for length, rest in ((3, 2), (2, 1), (1, 0)):
        said = f"{cursor.word()} {cursor.word(rest)}" if rest else cursor.word()
        if said in calendar_words().days_of_months and (length < 3 or cursor.word(1) == "-"):
            return calendar_words().days_of_months[said], length
    return None, 1


def impossible_date(cursor: TokenCursor) -> int | None:
    """The index after a day that no calendar has ("30 February", "2026-11-31"), or None if there is none here."""
    token = cursor.token()
    if token.kind == "figures" and _WITH_YEAR.fullmatch(token.written):
        return cursor.at + 1 if figures_date(token) is None else None
    day, month, after = _day_and_month(cursor)
    if day is None or not month:
        return None
    year, end = _year_behind(after, far=True)
    if not year and day_number(cursor) is None and not after.ends_well():  # "in June 31 people were fined"
        return None
    try:
        days_from(date(year or _LEAP_YEAR, month, day))
    except (ValueError, OverflowError):
        return end
    return None


def _year_behind(cursor: TokenCursor, *, far: bool = False) -> tuple[int, int]:
    """The year behind a day, month or season and the index after it: "2024", "of 2024", "last year"; 0 if none.

    With ``far`` also one of other centuries, which behind a day is not a number of people: "14 October 1066".
    """
    after = cursor.past(",").past("of")
    if year := year_of(after.token(), far=far and after.moved().ends_well()):
        return year, after.at + 1
    if after.word() in {"last", "this"} and after.word(1) == "year":
        return cursor.today.year - (after.word() == "last"), after.at + 2
    return 0, cursor.at


def day_number(cursor: TokenCursor) -> int | None:
    """The day of the month at the cursor, "3" or "3rd"; None for anything else."""
    token = cursor.token()
    if token.kind != "number" or len(token.word.rstrip("sthndr")) > 2:
        return None
    number = number_of(token)
    return number if number and number <= LONGEST_MONTH else None


def _month(cursor: TokenCursor) -> PeriodReading | None:
    month = calendar_words().months.get(cursor.word())
    if month is None:
        return None
    year, end = _year_behind(cursor.moved())
    if year:
        return PeriodReading(calendar.months_from(year, month), end)
    earlier = month > cursor.today.month
    return PeriodReading(calendar.months_from(cursor.today.year - earlier, month), cursor.at + 1, _month_leads(cursor))


def _month_leads(cursor: TokenCursor) -> frozenset[str]:
    """The words that may introduce a month: "Support for May" means a person, "for November" the month."""
    return MONTH_LEADS if cursor.word() in {"may", "march"} else MONTH_LEADS | {"for", "of", "from"}


def _quarter(cursor: TokenCursor) -> PeriodReading | None:
    if cursor.token().kind != "quarter":
        return None
    month, (year, end) = 3 * int(cursor.word()[1]) - 2, _year_behind(cursor.moved())
    if year:
        return PeriodReading(calendar.months_from(year, month, 3), end)
    earlier = month > cursor.today.month
    return PeriodReading(calendar.months_from(cursor.today.year - earlier, month, 3), cursor.at + 1, YEAR_LEADS)


def _year(cursor: TokenCursor) -> PeriodReading | None:
    if cursor.token().kind == "decade":
        return PeriodReading(calendar.months_from(int(cursor.word()[:4]), 1, 120), cursor.at + 1, YEAR_LEADS)
    year = year_of(cursor.token())
    if year is None or not cursor.moved().ends_well():
        return None
    return PeriodReading(calendar.months_from(year, 1, 12), cursor.at + 1, YEAR_LEADS)


def _season_or_holiday(cursor: TokenCursor) -> PeriodReading | None:
    return named(cursor, None)


def named(cursor: TokenCursor, step: int | None) -> PeriodReading | None:
    """A month, season or holiday by name: the last, this year's, the next (``step`` -1, 0, 1) or the latest."""
    for length in (3, 2, 1):
        name = " ".join(cursor.word(ahead) for ahead in range(length))
        if _in_year(name, cursor.today.year) is None:
            continue
        year, end = _year_behind(cursor.moved(length)) if step is None else (0, cursor.at)
        if year:
            days = _in_year(name, year)
            return PeriodReading(days, end) if days else None
        if not cursor.moved(length).ends_well() or (name in calendar_words().seasons and cursor.word(1) == "of"):
            return None
        leads = frozenset[str]() if step is not None else ANY_LEAD
        return PeriodReading(_nearest(name, cursor.today, step), cursor.at + length, leads)
    return None


def _in_year(name: str, year: int) -> DayRange | None:
    known = calendar_words()
    if name in known.seasons:
        return calendar.months_from(year, known.seasons[name], 3)
    if name in known.holidays:
        return days_from(date(year, *known.holidays[name]))
    if name in known.floating:
        month, which, weekday, after = known.floating[name]
        return days_from(calendar.nth_weekday(calendar.months_from(year, month), which, weekday) + after * DAY)
    if name in known.easter:
        return days_from(calendar.easter(year) + known.easter[name] * DAY)
    return calendar.months_from(year, known.months[name]) if name in known.months else None


def _nearest(name: str, today: date, step: int | None) -> DayRange:
    """By ``step`` as in ``named``; None for the latest that has begun."""
    years = [_in_year(name, today.year + offset) for offset in (-2, -1, 0, 1)]
    known = [days for days in years if days]
    if step == 0:
        return known[2]
    if step == 1:
        return next(days for days in known if days.start > today)
    return [days for days in known if (days.end <= today if step == -1 else days.start <= today)][-1]


ABSOLUTE_RULES: tuple[Rule, ...] = (_figures, _date, _month, _quarter, _year, _season_or_holiday)
