"""Date expressions in natural language, parsed into time windows. Pure: time of asking and time zone are parameters.

    text -> tokens (date_tokens) -> periods (date_periods) -> bounds (date_grammar) -> Window

A day without a year is the latest that has begun, as is a weekday: "on Monday", "in December", "14 July".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache

from bot.lexicon.loader import alternatives
from bot.models.windows import Window
from bot.text.date_grammar import Dated, dates_in, first_impossible, whole_date

__all__ = [
    "DateNotUnderstood",
    "Window",
    "about_now",
    "find_window",
    "find_windows",
    "impossible_day",
    "split_window",
    "window",
]

_MARKS = " ,.?!"
_PROMISED = re.compile(r"\b(?:since|until|till)\s+(?P<date>.*)$", re.IGNORECASE)  #: words that always introduce a date
_NOW_WORDS = alternatives("questions", "now")
_ABOUT_NOW = re.compile(
    rf"\b(?:{_NOW_WORDS})\b|\b(?:is|are)\b[^?]*\b\w{{2,}}ing\b|^\s*(?:who|what)(?:'s| is| are) the\b"
    r"|\b(?:will|going to)\b",
    re.IGNORECASE,
)


class DateNotUnderstood(ValueError):
    """Raised for words that are not a date; the argument is those words."""


def find_window(text: str, now: datetime) -> Window | None:
    """The first date expression in ``text``, with its position; None if there is none.

    ``now``: aware time of asking, in the reader's time zone.
    """
    return next(find_windows(text, now), None)


def find_windows(text: str, now: datetime) -> Iterator[Window]:
    """Every date expression in ``text``, from left to right. ``now`` as in ``find_window``."""
    return (_window(text, dated, now) for dated in _dates_in(text.rstrip(" ?!"), now.date()))


def impossible_day(text: str, now: datetime) -> str:
    """The first day in ``text`` that no calendar has, such as "30 February"; "" if there is none. ``now``: aware."""
    return first_impossible(text.rstrip(" ?!"), now.date())


@lru_cache(maxsize=256)
def _dates_in(text: str, today: date) -> tuple[Dated, ...]:
    """The dates in ``text``, cached because router, headlines and answering all read those of the same question."""
    return tuple(dates_in(text, today))


def window(words: str, now: datetime) -> Window:
    """Parse ``words`` as dates: "last week", "yesterday", "in July 2024", "since 1 July until 2024-07-09".

    ``now`` as in ``find_window``. An empty text is the open window. Raises DateNotUnderstood.
    """
    words = words.strip(_MARKS)
    if not words:
        return Window()
    days = whole_date(words, now.date())
    if days is None or (days.start and days.end and days.start >= days.end):
        raise DateNotUnderstood(words)
    return _window(words, Dated(days, 0, len(words)), now)


def split_window(words: str, now: datetime) -> tuple[str, Window]:
    """Split off the dates at the end of ``words``; return the rest and the dates' window.

    "Modi about tariffs since July" -> ("Modi about tariffs", since July). Raises DateNotUnderstood only for what
    follows "since" or "until"; "from" and "before" without dates are kept in the text.
    """
    words = words.strip()
    for found in find_windows(words, now):
        start, end = found.span
        if words[:start].strip(_MARKS) and not words[end:].strip(_MARKS):
            return words[:start].rstrip(" ,"), found
    if promised := _PROMISED.search(words):
        raise DateNotUnderstood(promised["date"].strip(_MARKS))
    return words, Window()


def about_now(question: str) -> bool:
    """Whether a question asks about the present, so that old evidence needs a caveat."""
    return bool(_ABOUT_NOW.search(question))


def _window(text: str, dated: Dated, now: datetime) -> Window:
    start, end = dated.days
    return Window(
        since=_midnight(start, now),
        until=_midnight(end, now),
        words=text[dated.start : dated.end],
        ahead=start is not None and start > now.date(),
        span=(dated.start, dated.end),
    )


def _midnight(day: date | None, now: datetime) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), tzinfo=now.tzinfo)
