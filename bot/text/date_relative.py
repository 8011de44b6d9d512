"""Rules for relative dates: "yesterday", "last Tuesday", "past 48 hours", "Tuesday last week", "the 14th".

They have the same interface as those of ``date_absolute``.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from bot.lexicon.calendar import calendar_words
from bot.text import calendar_periods as calendar
from bot.text.calendar_periods import DAY, DayRange, days_from, near_weekday, unit_around
from bot.text.date_absolute import day_number, named
from bot.text.date_place import ANY_LEAD, DAY_LEADS, PeriodReading, Rule, TokenCursor
from bot.text.date_tokens import number_of

_TIMES = frozenset({"morning", "afternoon", "evening", "night"})
_STEPS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_VAGUE = frozenset({"few", "couple", "several"})


def _day_word(place: TokenCursor) -> PeriodReading | None:
    if place.word() == "day" and (place.word(1), place.word(2)) in {("before", "yesterday"), ("after", "tomorrow")}:
        return PeriodReading(days_from(place.today + (-2 if place.word(1) == "before" else 2) * DAY), place.at + 3)
    if place.word() in {"this", "last"} and place.word(1) in _TIMES:
        return PeriodReading(days_from(place.today - DAY * (place.word() == "last")), place.at + 2)
    step = calendar_words().days.get(place.word())
    if step is None or _in_a_name(place):
        return None
    return PeriodReading(days_from(place.today + step * DAY), place.moved().past(*_TIMES).at)


def _in_a_name(place: TokenCursor) -> bool:
    """Whether the word of a day is part of a name: "USA Today", "Bloody Sunday", "Monday Night Football"."""
    after, known = place.token(1), calendar_words()
    capitals = after.kind == "word" and place.token().written[:1].isupper() and after.written[:1].isupper()
    return place.word(-1) in known.names or (capitals and after.word not in known.months)


def _day_of_month(place: TokenCursor) -> PeriodReading | None:
    """A day of a month: "the 14th", "Tuesday the 10th", "the 14th of last month"."""
    if place.word() in calendar_words().weekdays:
        place = place.moved().past(",").past("the")
    day = day_number(place)
    if day is None or not place.word().endswith(("st", "nd", "rd", "th")):
        return None
    month = _relative(place.moved().past("of").past("the"))
    if month and place.word(1) == "of":
        return PeriodReading(days_from(month.days.start + (day - 1) * DAY), month.end)
    if not place.moved().ends_well():
        return None
    start = place.today.replace(day=1)
    while start + (day - 1) * DAY > place.today or (start + (day - 1) * DAY).month != start.month:
        start = (start - DAY).replace(day=1)
    return PeriodReading(days_from(start + (day - 1) * DAY), place.at + 1, DAY_LEADS)


def _relative(place: TokenCursor) -> PeriodReading | None:
    """A period introduced by last, this, next or past."""
    which, thing = place.word(), place.past("the").moved()
    step = _STEPS.get(which)
    if which in {"last", "past", "previous"} and (rolling := _rolling(thing, strict=which != "past")):
        return rolling
    if step is None:
        return None
    known = calendar_words()
    if thing.word() in known.units or thing.word() == "weekend":
        return _unit(thing, unit_around(thing.word(), place.today, step))
    if thing.word() in known.weekdays:
        day = near_weekday(known.weekdays[thing.word()], place.today, strictly=step != 0, ahead=step >= 0)
        return PeriodReading(days_from(day), thing.moved().past(*_TIMES).at)
    return named(thing, step)


def _unit(thing: TokenCursor, days: DayRange) -> PeriodReading:
    """A unit, perhaps with a weekday: "last week", "last week Thursday", "last week on Thursday"."""
    after = thing.moved().past("on")
    weekday = calendar_words().weekdays.get(after.word()) if thing.word() == "week" else None
    return (
        PeriodReading(days, thing.at + 1)
        if weekday is None
        else PeriodReading(days_from(days.start + weekday * DAY), after.at + 1)
    )


def _rolling(place: TokenCursor, *, strict: bool) -> PeriodReading | None:
    """A period up to today: "(last) two weeks", "(past) 48 hours", "(past) week"; ``strict`` requires a number."""
    counted = _counted(place)
    if counted is None and not strict and place.word() in calendar_words().units:
        counted = (1, place.word(), place.at + 1)
    if counted is None:
        return None
    count, unit, end = counted
    return PeriodReading(DayRange(place.today - length_of(count, unit), place.today + DAY), end)


def _counted(place: TokenCursor) -> tuple[float, str, int] | None:
    """A number of units such as "two weeks", "a couple of days" or "half a year", with the index after them."""
    if place.word() == "half":
        whole = _counted(place.past("half").past("of")) if place.word(1) in {"a", "an"} else None
        return (whole[0] / 2, *whole[1:]) if whole else None
    if place.word() == "a" and place.word(1) in _VAGUE:
        place = place.moved()
    count, after = number_of(place.token()), place.moved().past("of").past("whole", "full")
    if count is None or after.word() not in calendar_words().units:
        return None
    return count, after.word(), after.at + 1


def length_of(count: float, unit: str) -> timedelta:
    return timedelta(days=ceil(round(count * calendar_words().units[unit], 2)))  # an hour ago may be yesterday


def _ago(place: TokenCursor) -> PeriodReading | None:
    """A time ago: "two weeks ago"; "a week ago Saturday" is a week before last Saturday."""
    counted = _counted(place)
    if counted is None or place.moved(counted[2] - place.at).word() not in {"ago", "back"}:
        return None
    count, unit, end = counted
    day = place.today - length_of(count, unit)
    after = place.moved(end + 1 - place.at).past("on").past("last")
    weekday = calendar_words().weekdays.get(after.word())
    if unit in {"week", "weeks"} and weekday is not None and count == int(count):
        return PeriodReading(_weeks_back(weekday, int(count), place), after.moved().past(*_TIMES).at)
    if place.word() in _VAGUE or place.word(1) in _VAGUE:
        return PeriodReading(
            DayRange(place.today - length_of(count + 2, unit), place.today - length_of(count - 1, unit) + DAY), end + 1
        )
    slack = timedelta(days=length_of(min(count, 1), unit).days // 3)
    return PeriodReading(DayRange(day - slack, day + slack + DAY), end + 1)


def _weeks_back(weekday: int, count: int, place: TokenCursor) -> DayRange:
    return days_from(near_weekday(weekday, place.today) - count * 7 * DAY)


def _weekday_weeks_ago(place: TokenCursor) -> PeriodReading | None:
    """A weekday some weeks ago: "Sunday two weeks ago", "Sunday, 2 weeks ago"."""
    weekday = calendar_words().weekdays.get(place.word())
    counted = _counted(place.moved().past(*_TIMES).past(","))
    if weekday is None or counted is None or counted[1] not in {"week", "weeks"} or counted[0] != int(counted[0]):
        return None
    after = place.moved(counted[2] - place.at)
    return PeriodReading(_weeks_back(weekday, int(counted[0]), place), after.at + 1) if after.word() == "ago" else None


def _weekdays_ago(place: TokenCursor) -> PeriodReading | None:
    """A weekday counted back: "two Fridays ago" is the one before last Friday."""
    weekday = calendar_words().weekdays.get(place.word(1).removesuffix("s"))
    count = number_of(place.token())
    if not count or weekday is None or place.word(2) not in {"ago", "back"}:
        return None
    latest = near_weekday(weekday, place.today, strictly=True)
    return PeriodReading(days_from(latest - (count - 1) * 7 * DAY), place.at + 3)


def _before_last(place: TokenCursor) -> PeriodReading | None:
    """The one before the last: "the week before last", "the Tuesday before last"."""
    if (place.word(1), place.word(2)) != ("before", "last"):
        return None
    known = calendar_words()
    if place.word() in known.weekdays:
        day = near_weekday(known.weekdays[place.word()], place.today, strictly=True)
        return PeriodReading(days_from(day - 7 * DAY), place.at + 3)
    if place.word() in known.units or place.word() == "weekend":
        return PeriodReading(unit_around(place.word(), place.today, -2), place.at + 3)
    return None


def _weekday(place: TokenCursor) -> PeriodReading | None:
    """A weekday: "Tuesday", "Tuesday night", "Tuesday last week", "Tuesday of last week"."""
    weekday = calendar_words().weekdays.get(place.word())
    if weekday is None:
        return None
    after = place.moved().past(",").past(*_TIMES).past("of").past("the")
    week = _relative(after)
    if week and after.word(1) == "week" and week.end == after.at + 2:
        return PeriodReading(days_from(week.days.start + weekday * DAY), week.end)
    short = place.token().written.lower() in calendar_words().short
    if not short and _in_a_name(place) and place.word(-1) not in {"on", "since", "until", "before", "after", "last"}:
        return None
    day = near_weekday(weekday, place.today, ahead=place.ahead)
    return PeriodReading(days_from(day), place.moved().past(*_TIMES).at, DAY_LEADS if short else frozenset())


def _weekend(place: TokenCursor) -> PeriodReading | None:
    days = calendar.latest_weekend(place.today)
    return (
        PeriodReading(days, place.at + 1, ANY_LEAD) if place.word() == "weekend" and place.moved().ends_well() else None
    )


RELATIVE_RULES: tuple[Rule, ...] = (
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
