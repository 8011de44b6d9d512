"""Reading of one period by the rule with the longest match: calendar dates, relative dates, parts of periods."""

from __future__ import annotations

from datetime import date

from bot.lexicon.calendar import calendar_words
from bot.text import calendar_periods as calendar
from bot.text.calendar_periods import DAY, DayRange, days_from, unit_around
from bot.text.date_absolute import ABSOLUTE_RULES, day_number
from bot.text.date_cursor import BOUND, YEAR_LEADS, PeriodReading, Rule, TokenCursor
from bot.text.date_relative import RELATIVE_RULES, length_of
from bot.text.date_tokens import number_of, year_of

_PARTS = {"early": "early", "mid": "mid", "late": "late"} | dict.fromkeys(("beginning", "start"), "early")
_WEEK_OF = frozenset({"of", "beginning", "starting", "commencing"})
_QUARTERS = 4
_PARTS |= {"middle": "mid", "end": "late", "close": "late"}


def read_period(cursor: TokenCursor, lead: str = "") -> PeriodReading | None:
    """The longest period at ``cursor`` that may follow the word ``lead``."""
    cursor = cursor.past("earlier", "later", "exactly").past("the")
    found = [one for rule in _RULES if (one := _by_rule(rule, cursor)) and (not one.leads or lead in one.leads)]
    return max(found, key=lambda one: one.end, default=None)


def _by_rule(rule: Rule, cursor: TokenCursor) -> PeriodReading | None:
    try:
        return rule(cursor)
    except (ValueError, OverflowError):  # 31 February; 999 years before the first day of the calendar
        return None


def _part(cursor: TokenCursor) -> PeriodReading | None:
    """A part of a period: "early November", "mid-October", "the end of last year", "the start of the week"."""
    part = _PARTS.get(cursor.word())
    if part is None:
        return None
    whole = _whole(cursor.moved().past("-", "of", "in").past("the"))
    return PeriodReading(calendar.part_of(whole.days, part), whole.end) if whole else None


def _nth(cursor: TokenCursor) -> PeriodReading | None:
    """An ordinal part: "the first week of November", "the last three days of October", "the second half of 2025"."""
    number = -1 if cursor.word() in {"last", "final"} else calendar_words().ordinals.get(cursor.word())
    if number is None:
        return None
    count = number_of(cursor.token(1)) or 0
    thing = cursor.moved(2 if count else 1)
    if thing.word() not in {"day", "week", "weekend", "month", "quarter", "half"} or thing.word(1) not in {"of", "in"}:
        return None
    whole = _whole(thing.moved(2))
    if whole is None:
        return None
    if not count:
        return PeriodReading(calendar.nth_of(whole.days, number, thing.word()), whole.end)
    ends = [calendar.nth_of(whole.days, step if number > 0 else -1, thing.word()) for step in (1, count)]
    start = ends[0].start if number > 0 else ends[1].end - length_of(count, thing.word())
    return PeriodReading(DayRange(start, ends[1].end), whole.end)


def _nth_weekday(cursor: TokenCursor) -> PeriodReading | None:
    """A weekday by its place in a period: "the first Monday in November", "the last Friday of last month"."""
    number = -1 if cursor.word() in {"last", "final"} else _place(cursor)
    weekday = calendar_words().weekdays.get(cursor.word(1))
    if number is None or weekday is None or cursor.word(2) not in {"of", "in"}:
        return None
    whole = _whole(cursor.moved(3))
    return PeriodReading(days_from(calendar.nth_weekday(whole.days, number, weekday)), whole.end) if whole else None


def _place(cursor: TokenCursor) -> int | None:
    """An ordinal: "second" or "2nd"."""
    figures = cursor.word().endswith(("st", "nd", "rd", "th"))
    return calendar_words().ordinals.get(cursor.word()) or (day_number(cursor) if figures else None)


def _day_beside_day(cursor: TokenCursor) -> PeriodReading | None:
    """A day next to another day: "the day before 5 November", but not "the day after the verdict"."""
    if cursor.word() != "day" or cursor.word(1) not in {"before", "after"}:
        return None
    other = read_period(cursor.moved(2), BOUND)
    if other is None or other.days.end - other.days.start != DAY:
        return None
    return PeriodReading(days_from(other.days.start + (-DAY if cursor.word(1) == "before" else DAY)), other.end)


def _week(cursor: TokenCursor) -> PeriodReading | None:
    """A week from Monday: "the week of 9 November", "week 45", "week 45 of 2026"."""
    if cursor.word() != "week":
        return None
    if cursor.word(1) in _WEEK_OF and (day := read_period(cursor.moved(2), BOUND)):
        single = day.days.end - day.days.start == DAY
        return PeriodReading(unit_around("week", day.days.start), day.end) if single else None
    number = number_of(cursor.token(1)) if cursor.token(1).kind == "number" else None
    after = cursor.moved(2).past(",").past("of", "in")
    year = year_of(after.token())
    if not number or not (year or cursor.moved(2).ends_well()):
        return None
    days = days_from(date.fromisocalendar(year or cursor.today.year, number, 1), 7)
    if not year and days.start > cursor.today and not cursor.ahead:
        days = days_from(date.fromisocalendar(cursor.today.year - 1, number, 1), 7)
    return PeriodReading(days, after.at + 1 if year else cursor.at + 2)


def _quarter_in_words(cursor: TokenCursor) -> PeriodReading | None:
    """A quarter without a year, which is the latest that has begun: "in the third quarter"."""
    number = calendar_words().ordinals.get(cursor.word(), 0)
    if not 1 <= number <= _QUARTERS or cursor.word(1) != "quarter" or not cursor.moved(2).ends_well():
        return None
    months = calendar.months_from(cursor.today.year, 3 * number - 2, 3)
    if months.start > cursor.today:
        months = calendar.months_from(cursor.today.year - 1, 3 * number - 2, 3)
    return PeriodReading(months, cursor.at + 2, YEAR_LEADS)


def _whole(cursor: TokenCursor) -> PeriodReading | None:
    """The period of which a part is named; "the month" and "the year" are the current ones."""
    cursor = cursor.past("the")
    if cursor.word() in {"week", "month", "quarter", "year", "decade"} and cursor.moved().ends_well():
        return PeriodReading(unit_around(cursor.word(), cursor.today), cursor.at + 1)
    return read_period(cursor, BOUND)


_RULES: tuple[Rule, ...] = (
    *ABSOLUTE_RULES,
    *RELATIVE_RULES,
    _part,
    _nth,
    _nth_weekday,
    _day_beside_day,
    _week,
    _quarter_in_words,
)
