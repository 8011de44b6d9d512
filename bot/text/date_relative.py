"""Rules for relative dates: "yesterday", "last Tuesday", "past 48 hours", "Tuesday last week", "the 14th".

They have the same interface as those of ``date_absolute``.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from bot.lexicon.calendar import calendar_words
from bot.text import calendar_periods as calendar
from bot.text.calendar_periods import DAY, DayRange, days_from, near_weekday, unit_around
from bot.text.date_absolute import day_number, named
from bot.text.date_cursor import ANY_LEAD, DAY_LEADS, PeriodReading, Rule, TokenCursor
from bot.text.date_tokens import number_of

_TIMES = frozenset({"morning", "afternoon", "evening", "night"})
_BEFORE_TODAY = 6 * DAY  # of a week that ends today
_WEEKS = {"week": 1, "fortnight": 2}
_HYPHENS = frozenset({"-", "‐", "‑"})
_LASTING = frozenset({"for", "of", "after", "within", "in"})  # "jailed for a week on Tuesday"
_STEPS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_BEYOND = {("before", "yesterday"), ("afore", "yesterday"), ("after", "tomorrow")}
_VAGUE = frozenset({"few", "couple", "several"})


def _day_word(cursor: TokenCursor) -> PeriodReading | None:
    if cursor.word() == "day" and (cursor.word(1), cursor.word(2)) in _BEYOND:
        return PeriodReading(days_from(cursor.today + (2 if cursor.word(1) == "after" else -2) * DAY), cursor.at + 3)
    if cursor.word() in {"this", "last"} and cursor.word(1) in _TIMES:
        return PeriodReading(days_from(cursor.today - DAY * (cursor.word() == "last")), cursor.at + 2)
    if cursor.word() in _TIMES and (cursor.word(1), cursor.word(2)) == ("before", "last"):
        return PeriodReading(days_from(cursor.today - 2 * DAY), cursor.at + 3)
    step = calendar_words().days.get(cursor.word())
    if step is None or _in_a_name(cursor):
        return None
    return PeriodReading(days_from(cursor.today + step * DAY), cursor.moved().past(*_TIMES).at)


def _in_a_name(cursor: TokenCursor) -> bool:
    """Whether the word of a day is part of a name: "USA Today", "Bloody Sunday", "Monday Night Football"."""
    after, known = cursor.token(1), calendar_words()
    capitals = after.kind == "word" and cursor.token().written[:1].isupper() and after.written[:1].isupper()
    return cursor.word(-1) in known.names or (capitals and after.word not in known.months)


def _day_of_month(cursor: TokenCursor) -> PeriodReading | None:
    """A day of a month: "the 14th", "Tuesday the 10th", "the 14th of last month"."""
    if cursor.word() in calendar_words().weekdays:
        cursor = cursor.moved().past(",").past("the")
    day = day_number(cursor)
    if day is None or not cursor.word().endswith(("st", "nd", "rd", "th")):
        return None
    month = _relative(cursor.moved().past("of").past("the"))
    if month and cursor.word(1) == "of":
        return PeriodReading(days_from(month.days.start + (day - 1) * DAY), month.end)
    if not cursor.moved().ends_well():
        return None
    start = cursor.today.replace(day=1)
    while start + (day - 1) * DAY > cursor.today or (start + (day - 1) * DAY).month != start.month:
        start = (start - DAY).replace(day=1)
    return PeriodReading(days_from(start + (day - 1) * DAY), cursor.at + 1, DAY_LEADS)


def _relative(cursor: TokenCursor) -> PeriodReading | None:
    """A period introduced by last, this, next or past."""
    which, thing = cursor.word(), cursor.past("the").moved()
    step = _STEPS.get(which)
    if which in {"last", "past", "previous"} and (rolling := _rolling(thing, strict=which != "past")):
        return rolling
    if step is None:
        return None
    known = calendar_words()
    if thing.word() in known.units or thing.word() == "weekend":
        this_week = thing.word() == "week" and step == 0
        return _unit(thing, unit_around(thing.word(), cursor.today, step), cursor.today if this_week else None)
    if thing.word() in known.weekdays:
        day = near_weekday(known.weekdays[thing.word()], cursor.today, strictly=step != 0, ahead=step >= 0)
        return PeriodReading(days_from(day), thing.moved().past(*_TIMES).at)
    return named(thing, step)


def _unit(thing: TokenCursor, days: DayRange, until: date | None = None) -> PeriodReading:
    """A unit, perhaps with a weekday: "last week", "last week Thursday", "last week on Thursday".

    ``until``: begin no later than the seven days up to this one; on a Monday, "this week" is more than that day.
    """
    after = thing.moved().past("on")
    weekday = calendar_words().weekdays.get(after.word()) if thing.word() == "week" else None
    if weekday is not None:
        return PeriodReading(days_from(days.start + weekday * DAY), after.at + 1)
    start = min(days.start, until - _BEFORE_TODAY) if until else days.start
    return PeriodReading(DayRange(start, days.end), thing.at + 1)


def _rolling(cursor: TokenCursor, *, strict: bool) -> PeriodReading | None:
    """A period up to today: "(last) two weeks", "(past) 48 hours", "(past) week"; ``strict`` requires a number."""
    counted = _number_of_units(cursor)
    if counted is None and not strict and cursor.word() in calendar_words().units:
        counted = (1, cursor.word(), cursor.at + 1)
    if counted is None:
        return None
    count, unit, end = counted
    return PeriodReading(DayRange(cursor.today - length_of(count, unit), cursor.today + DAY), end)


def _number_of_units(cursor: TokenCursor) -> tuple[float, str, int] | None:
    """A number of units such as "two weeks", "a couple of days" or "half a year", with the index after them."""
    if cursor.word() == "half":
        whole = _number_of_units(cursor.past("half").past("of")) if cursor.word(1) in {"a", "an"} else None
        return (whole[0] / 2, *whole[1:]) if whole else None
    if cursor.word() == "a" and cursor.word(1) in _VAGUE:
        cursor = cursor.moved()
    count, after = number_of(cursor.token()), cursor.moved().past("of").past("whole", "full")
    if count is None or after.word() not in calendar_words().units:
        return None
    return count, after.word(), after.at + 1


def length_of(count: float, unit: str) -> timedelta:
    """So many units of time in whole days, rounded up."""
    return timedelta(days=ceil(round(count * calendar_words().units[unit], 2)))  # an hour ago may be yesterday


def _ago(cursor: TokenCursor) -> PeriodReading | None:
    """A time ago: "two weeks ago"; "a week ago Saturday" is a week before last Saturday."""
    counted = _number_of_units(cursor)
    if counted is None or cursor.moved(counted[2] - cursor.at).word() not in {"ago", "back"}:
        return None
    count, unit, end = counted
    day = cursor.today - length_of(count, unit)
    after = cursor.moved(end + 1 - cursor.at).past("on").past("last")
    weekday = calendar_words().weekdays.get(after.word())
    if unit in {"week", "weeks"} and weekday is not None and count == int(count):
        return PeriodReading(_weeks_back(weekday, int(count), cursor), after.moved().past(*_TIMES).at)
    if cursor.word() in _VAGUE or cursor.word(1) in _VAGUE:
        return PeriodReading(
            DayRange(cursor.today - length_of(count + 2, unit), cursor.today - length_of(count - 1, unit) + DAY),
            end + 1,
        )
    slack = timedelta(days=length_of(min(count, 1), unit).days // 3)
    return PeriodReading(DayRange(day - slack, day + slack + DAY), end + 1)


def _weeks_back(weekday: int, count: int, cursor: TokenCursor) -> DayRange:
    return days_from(near_weekday(weekday, cursor.today) - count * 7 * DAY)


def _weekday_weeks_ago(cursor: TokenCursor) -> PeriodReading | None:
    """A weekday some weeks ago: "Sunday two weeks ago", "Sunday, 2 weeks ago"."""
    weekday = calendar_words().weekdays.get(cursor.word())
    counted = _number_of_units(cursor.moved().past(*_TIMES).past(","))
    if weekday is None or counted is None or counted[1] not in {"week", "weeks"} or counted[0] != int(counted[0]):
        return None
    after = cursor.moved(counted[2] - cursor.at)
    return PeriodReading(_weeks_back(weekday, int(counted[0]), cursor), after.at + 1) if after.word() == "ago" else None


def _weekdays_ago(cursor: TokenCursor) -> PeriodReading | None:
    """A weekday counted back: "two Fridays ago" is the one before last Friday."""
    weekday = calendar_words().weekdays.get(cursor.word(1).removesuffix("s"))
    count = number_of(cursor.token())
    if not count or weekday is None or cursor.word(2) not in {"ago", "back"}:
        return None
    latest = near_weekday(weekday, cursor.today, strictly=True)
    return PeriodReading(days_from(latest - (count - 1) * 7 * DAY), cursor.at + 3)


def _before_last(cursor: TokenCursor) -> PeriodReading | None:
    """The one before the last: "the week before last", "the Tuesday before last"."""
    if (cursor.word(1), cursor.word(2)) != ("before", "last"):
        return None
    known = calendar_words()
    if cursor.word() in known.weekdays:
        day = near_weekday(known.weekdays[cursor.word()], cursor.today, strictly=True)
        return PeriodReading(days_from(day - 7 * DAY), cursor.at + 3)
    if cursor.word() in known.units or cursor.word() == "weekend":
        return PeriodReading(unit_around(cursor.word(), cursor.today, -2), cursor.at + 3)
    return None


def _weeks_off(cursor: TokenCursor) -> PeriodReading | None:
    """A day some weeks off: "Tuesday week" is after the coming one, "a week past Tuesday" before the last."""
    first = cursor.word() in {"a", "one"} and cursor.word(1) in _WEEKS
    weeks, named = _WEEKS.get(cursor.token(1).written.lower(), 0), cursor.moved(2) if first else cursor
    if not weeks or (first and cursor.word(-1) in _LASTING):
        return None
    back = named.word() in {"past", "last", "yesterday"}
    named = named.past("on", "from", "past", "last") if first else named
    weekday, step = (known.get(named.word()) for known in (calendar_words().weekdays, calendar_words().days))
    end = named.moved(1 if first else 2)
    if not end.ends_well() or end.token().written in _HYPHENS or (weekday is None and step is None):
        return None
    days = 7 * (-weeks if back else weeks) * DAY
    if step is not None:
        return PeriodReading(days_from(cursor.today + step * DAY + days), end.at)
    assert weekday is not None, "it is one or the other"
    return PeriodReading(days_from(near_weekday(weekday, cursor.today, strictly=True, ahead=not back) + days), end.at)


def _weekday(cursor: TokenCursor) -> PeriodReading | None:
    """A weekday: "Tuesday", "Tuesday night", "Tuesday last week", "Tuesday of last week"."""
    weekday = calendar_words().weekdays.get(cursor.word())
    if weekday is None:
        return None
    after = cursor.moved().past(",").past(*_TIMES).past("of").past("the")
    week = _relative(after)
    if week and after.word(1) == "week" and week.end == after.at + 2:
        return PeriodReading(days_from(week.days.start + weekday * DAY), week.end)
    short = cursor.token().written.lower() in calendar_words().short
    if not short and _in_a_name(cursor) and cursor.word(-1) not in {"on", "since", "until", "before", "after", "last"}:
        return None
    day = near_weekday(weekday, cursor.today, ahead=cursor.ahead)
    return PeriodReading(days_from(day), cursor.moved().past(*_TIMES).at, DAY_LEADS if short else frozenset())


def _weekend(cursor: TokenCursor) -> PeriodReading | None:
    days = calendar.latest_weekend(cursor.today)
    return (
        PeriodReading(days, cursor.at + 1, ANY_LEAD)
        if cursor.word() == "weekend" and cursor.moved().ends_well()
        else None
    )


RELATIVE_RULES: tuple[Rule, ...] = (
    _weeks_off,
    _day_word,
    _day_of_month,
    _relative,
    _ago,
    _weekdays_ago,
    _weekday_weeks_ago,
    _before_last,
    _weekday,
    _weekend,
)
