"""Dates as people write them -> windows of time. Pure: the moment of asking and its zone are a parameter.

Inside, wall-clock times of that zone are reckoned with as if they were UTC; ``_in_zone_of`` makes them real ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

_DAY = timedelta(days=1)
_YEARS = (1000, 2999)  # anything else is a slip, and arithmetic with year 9999 overflows
_SPANS = {"day": 1, "week": 7, "fortnight": 14}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_COUNT = r"(?P<count>\d{1,3}|a|one|two|three|four|five|six|seven|ten)"
_RELATIVE = re.compile(
    r"(?P<day>today|yesterday)"
    r"|(?P<which>this|last|past)\s+(?P<unit>week|month|year)"
    rf"|(?:in\s+)?(?:the\s+)?(?:last|past)\s+{_COUNT}\s+(?P<units>day|week|fortnight|month|year)s?",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
#: A date in figures or with a month; a bare number is none, so that "G20" or "Article 370" stay topics.
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}"
    rf"|(?:{_ORDINAL}\s+(?:of\s+)?)?{_MONTH}(?:\s+{_ORDINAL}\b)?(?:,?\s+\d{{4}})?)"
)
_ON = re.compile(rf"(?:on|in|during)\s+(?P<date>{_DATE})", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:(?:on|last)\s+)?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)", re.IGNORECASE
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BORDER = re.compile(r"\b(since|from|after|until|till|before)\s+", re.IGNORECASE)
_ABOUT_NOW = re.compile(
    r"\b(?:now|today|tonight|yesterday|currently|current|latest|newest|recent(?:ly)?|at the moment|so far|still|"
    r"these days|(?:this|last) (?:morning|evening|week|month))\b"
    r"|\b(?:is|are)\b[^?]*\b\w{2,}ing\b|^\s*(?:who|what)(?:'s| is| are) the\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A span of time; ``since`` inclusive, ``until`` exclusive, aware UTC; None = open."""

    since: datetime | None = None
    until: datetime | None = None
    words: str = ""  #: as the reader may be told: "last week", "since 1 July 2024"


class DateNotUnderstood(ValueError):
    """The words are no date; the argument is those words."""


def window(words: str, now: datetime) -> Window:
    """What dates ``words`` name: "last week", "yesterday", "in July 2024", "since 1 July until 2024-07-09".

    ``now``: time of asking in the reader's time zone. An empty text is the open window. Raises DateNotUnderstood.
    """
    words = words.strip(" ,.?!")
    if not words:
        return Window()
    wall = now.replace(tzinfo=UTC)
    return _in_zone_of(now, _named(words, wall) or _between(words, wall))


def split_window(words: str, now: datetime) -> tuple[str, Window]:
    """``words`` without the dates at their end, and the window of those dates.

    "Modi about tariffs since July" -> ("Modi about tariffs", since July). Raises DateNotUnderstood only for
    what follows "since" or "until"; "from" and "before" that are no dates belong to the words.
    """
    words, wall = words.strip(), now.replace(tzinfo=UTC)
    for border in _BORDER.finditer(words):
        try:
            return words[: border.start()].rstrip(" ,"), _in_zone_of(now, _between(words[border.start() :], wall))
        except DateNotUnderstood:
            if border[1].lower() in {"since", "until", "till"}:
                raise
    for start in _word_starts(words):
        if named := _named(words[start:].strip(" ,.?!"), wall):
            return words[:start].rstrip(" ,"), _in_zone_of(now, named)
    return words, Window()


def about_now(question: str) -> bool:
    """Whether a question asks about the present, so that old evidence needs a word of warning."""
    return bool(_ABOUT_NOW.search(question))


def _in_zone_of(now: datetime, found: Window) -> Window:
    """``found``, reckoned in wall-clock time, as real times."""

    def real(wall: datetime | None) -> datetime | None:
        return None if wall is None else wall.replace(tzinfo=now.tzinfo).astimezone(UTC)

    return replace(found, since=real(found.since), until=real(found.until))


def _word_starts(words: str) -> list[int]:
    """Where the last six words and their longer runs begin, longest run first; never the very first word."""
    starts = [match.start() for match in re.finditer(r"\S+", words)]
    return starts[max(1, len(starts) - 6) :]


def _named(words: str, now: datetime) -> Window | None:
    if relative := _RELATIVE.fullmatch(words):
        return _relative(relative, now)
    if weekday := _WEEKDAY.fullmatch(words):
        back = (now.weekday() - _WEEKDAYS.index(weekday["weekday"].lower())) % 7 or 7
        start = _midnight(now) - back * _DAY
        return Window(since=start, until=start + _DAY, words=words)
    if on := _ON.fullmatch(words):
        start, end = _span(on["date"], now)
        return Window(since=start, until=end, words=words)
    return None


def _relative(match: re.Match[str], now: datetime) -> Window:
    words = match[0].lower()
    today = _midnight(now)
    if match["day"]:
        start = today - _DAY * (match["day"].lower() == "yesterday")
        return Window(since=start, until=start + _DAY, words=words)
    if match["count"]:
        return Window(since=_back(today, _number(match["count"]), match["units"].lower()), words=words)
    start = _start_of(match["unit"].lower(), today)
    if match["which"].lower() == "this":
        return Window(since=start, words=words)
    return Window(since=_start_of(match["unit"].lower(), start - _DAY), until=start, words=words)


def _between(words: str, now: datetime) -> Window:
    """since/from/after DATE and until/till/before DATE, in any order; "until" holds its day, "before" does not."""
    pieces = _BORDER.split(words)
    if pieces[0].strip() or len(pieces) < 3:
        raise DateNotUnderstood(words)
    since = until = None
    said = []
    for border, date in zip(pieces[1::2], pieces[2::2], strict=True):
        start, end = _span(date.strip(" ,.?!").removesuffix(" and"), now)
        if border.lower() in {"since", "from", "after"}:
            since = end if border.lower() == "after" else start
        else:
            until = start if border.lower() == "before" else end
        said.append(f"{border.lower()} {date.strip(' ,.?!')}")
    return Window(since=since, until=until, words=" ".join(said))


def _span(words: str, now: datetime) -> tuple[datetime, datetime]:
    """The day, week, month or year that ``words`` name, as start and exclusive end."""
    named = _RELATIVE.fullmatch(words) or _WEEKDAY.fullmatch(words)
    if named and (found := _named(words, now)) and found.since:
        return found.since, found.until or _midnight(now) + _DAY
    if re.fullmatch(r"\d{4}", words):
        return _year(words)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", words):
        return _iso(words)
    return _written(words, now)


def _year(words: str) -> tuple[datetime, datetime]:
    year = int(words)
    return _period(datetime(year, 1, 1, tzinfo=UTC), "year") if _YEARS[0] <= year <= _YEARS[1] else _fail(words)


def _iso(words: str) -> tuple[datetime, datetime]:
    try:
        year, month, day = map(int, words.split("-"))
        return _period(datetime(year, month, day, tzinfo=UTC), "day")
    except ValueError:
        return _fail(words)


def _written(words: str, now: datetime) -> tuple[datetime, datetime]:
    """A written date such as "9 July", "July 2024", by dateparser; without a year, the newest one in the past."""
    from dateparser.date import DateDataParser  # half a second to import; only who gives dates pays

    parser = DateDataParser(
        languages=["en"],
        settings={
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "DATE_ORDER": "DMY",
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "RELATIVE_BASE": now.astimezone(UTC).replace(tzinfo=None),
        },
    )
    found = parser.get_date_data(words)
    if found.date_obj is None or not _YEARS[0] <= found.date_obj.year <= _YEARS[1]:
        return _fail(words)
    return _period(found.date_obj.astimezone(UTC), found.period)


def _period(start: datetime, period: str) -> tuple[datetime, datetime]:
    """The whole day, week, month or year that begins at or holds ``start``."""
    start = _midnight(start)
    if period in {"month", "year"}:
        start = _start_of(period, start)
        return start, _start_of(period, start + timedelta(days=31 if period == "month" else 366))
    return start, start + _DAY * _SPANS.get(period, 1)


def _fail(words: str) -> tuple[datetime, datetime]:
    raise DateNotUnderstood(words)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _start_of(unit: str, day: datetime) -> datetime:
    """The first day of the week (Monday), month or year that holds ``day``."""
    if unit == "week":
        return day - _DAY * day.weekday()
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _back(today: datetime, count: int, unit: str) -> datetime:
    """``count`` units before today; a month is 30 days, a year 365."""
    days = {"month": 30, "year": 365}.get(unit) or _SPANS[unit]
    return today - _DAY * min(count * days, today.toordinal() - 1)


def _number(words: str) -> int:
    return _NUMBERS.get(words.lower()) or int(words)
