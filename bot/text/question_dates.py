"""Dates in questions: "yesterday", "last Tuesday", "on 19 November 2019", "in April" -> a window of days.

Only expressions that say when the news happened are taken; a bare year ("by 1995", "Euro 2020") stays a
word, because articles write it out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_COUNT = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|ten)"
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_LEAD_IN = r"\b(?:(?:on|in|for|during|since|of|at|by)\s+)?"


_Groups = dict[str, "str | None"]
_Resolver = Callable[[_Groups, date], tuple[date, date] | None]


@dataclass(frozen=True, slots=True)
class Window:
    """Days that a question is about, both ends included, and how the question words them."""

    first: date
    last: date
    span: tuple[int, int]  #: offsets of the expression in the question

    def distance(self, day: date) -> int:
        """Days between ``day`` and the window; 0 inside; negative before it."""
        if day < self.first:
            return (day - self.first).days
        return max(0, (day - self.last).days)


def find_window(question: str, asked: date) -> Window | None:
    """The first date expression of ``question`` as a window of days relative to ``asked``."""
    for pattern, resolve in _FORMS:
        for match in pattern.finditer(question):
            days = _resolved(resolve, match, asked)
            if days is not None:
                return Window(days[0], days[1], match.span())
    return None


def _resolved(resolve: _Resolver, match: re.Match[str], asked: date) -> tuple[date, date] | None:
    try:
        return resolve(match.groupdict(), asked)
    except (ValueError, OverflowError):  # 31 February; 999 years before the calendar's first day
        return None


def _number(groups: _Groups, name: str) -> int:
    value = (groups[name] or "").lower()
    return _COUNTS[value] if value in _COUNTS else int(value)


def _month(groups: _Groups) -> int:
    return [name[:3] for name in MONTHS].index((groups["month"] or "")[:3].lower()) + 1


def _day_of_month(groups: _Groups, asked: date) -> tuple[date, date]:
    year = int(groups["year"] or 0) or asked.year
    day = date(year, _month(groups), _number(groups, "day"))
    if not groups["year"] and day > asked + timedelta(days=31):  # "in December" asked in January is last year's
        day = day.replace(year=year - 1)
    return day, day


def _whole_month(groups: _Groups, asked: date) -> tuple[date, date]:
    month = _month(groups)
    year = int(groups.get("year") or 0) or (asked.year if month <= asked.month else asked.year - 1)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _iso(groups: _Groups, asked: date) -> tuple[date, date]:
    day = date(_number(groups, "year"), _number(groups, "number"), _number(groups, "day"))
    return day, day


def _single_day(groups: _Groups, asked: date) -> tuple[date, date]:
    offset = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}
    day = asked + timedelta(days=offset[(groups["word"] or "").lower().split()[0]])
    return day, day


def _days_ago(groups: _Groups, asked: date) -> tuple[date, date]:
    unit = {"day": 1, "week": 7, "month": 30, "year": 365}[(groups["unit"] or "").lower()]
    slack = timedelta(days=unit // 3)
    day = asked - timedelta(days=unit * _number(groups, "count"))
    return day - slack, day + slack


def _near_weekday(groups: _Groups, asked: date) -> tuple[date, date]:
    """Tuesday or last Tuesday: the latest before; this or next: the first from then on."""
    wanted = WEEKDAYS.index((groups["weekday"] or "").lower())
    which = (groups["which"] or "").lower()
    ahead = (wanted - asked.weekday()) % 7
    if which in {"this", "next", "coming"}:
        day = asked + timedelta(days=ahead or 7 * (which == "next"))
    else:
        day = asked - timedelta(days=(asked.weekday() - wanted) % 7 or 7 * (which == "last"))
    return day, day


def _near_span(groups: _Groups, asked: date) -> tuple[date, date]:
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[(groups["which"] or "").lower()]
    unit = (groups["unit"] or "").lower()
    if unit == "year":
        return date(asked.year + step, 1, 1), date(asked.year + step, 12, 31)
    if unit == "month":
        months = asked.year * 12 + asked.month - 1 + step
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])
    monday = asked - timedelta(days=asked.weekday()) + timedelta(weeks=step)
    if unit == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    return monday, monday + timedelta(days=6)


def _form(pattern: str, resolve: _Resolver) -> tuple[re.Pattern[str], _Resolver]:
    return re.compile(_LEAD_IN + pattern + r"\b", re.IGNORECASE), resolve


#: Most specific first.
_FORMS: tuple[tuple[re.Pattern[str], _Resolver], ...] = (
    _form(r"(?P<year>(?:1[89]|20)\d\d)-(?P<number>[01]?\d)-(?P<day>[0-3]?\d)", _iso),
    _form(rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?", _day_of_month),
    _form(rf"(?:{_WEEKDAY},?\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", _day_of_month),
    _form(rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}", _whole_month),
    _form(r"(?P<word>yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))", _single_day),
    _form(rf"{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+ago", _days_ago),
    _form(rf"(?:(?P<which>last|this|next|coming)\s+)?{_WEEKDAY}", _near_weekday),
    _form(r"(?:the\s+)?(?P<which>last|past|previous|this|next|coming)\s+(?P<unit>weekend|week|month|year)", _near_span),
    (re.compile(rf"\b(?:in|during|since|last|for)\s+(?:early\s+|late\s+|mid-)?{_MONTH}", re.IGNORECASE), _whole_month),
)
