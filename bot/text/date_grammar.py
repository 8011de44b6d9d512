"""The grammar of dates: periods with prepositions, and their positions in a text.

    since P | after P | until P | before P       also in pairs: "since 1 July until 9 July"
    between P and P | from P to P | P to P       "10-14 November", "from Monday to Wednesday"
    in P | on P | over P ... | P                 a period, perhaps with an introducing word

The rules of ``date_periods`` define a period P.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.lexicon.calendar import calendar_words
from bot.text.calendar_periods import DAY, LONGEST_MONTH, DayRange, Days
from bot.text.date_absolute import impossible_date
from bot.text.date_cursor import BOUND, PeriodReading, TokenCursor
from bot.text.date_periods import read_period
from bot.text.date_tokens import date_tokens, number_of

#: Bounds of several words.
_SAID = {
    ("up", "to"): "until", ("prior", "to"): "before", ("earlier", "than"): "before", ("later", "than"): "after",
    ("no", "later", "than"): "until", ("not", "later", "than"): "until", ("no", "earlier", "than"): "since",
    ("not", "earlier", "than"): "since", ("as", "of"): "since",
}  # fmt: skip
_STARTS, _ENDS = frozenset({"since", "after"}), frozenset({"until", "till", "before"})
BOUNDS = _STARTS | _ENDS
_JOINS = frozenset({"to", "until", "till", "through", "-"})
#: Asks about the coming Friday: "Will the bank close on Friday?"
_AHEAD = re.compile(r"\bwill\b|\b(?:going|due|set) to\b|\bupcoming\b|^Will (?:the|a|an|it|they|he|she|there|we|this)\b")


class Dated(NamedTuple):
    """Days named in a text, with their position."""

    days: Days
    start: int  #: offset of the first character; ``end`` is exclusive
    end: int


def dates_in(text: str, today: date) -> Iterator[Dated]:
    """Every date expression in ``text`` from left to right, without overlaps."""
    cursor = TokenCursor(tuple(date_tokens(text)), 0, today, ahead=bool(_AHEAD.search(text)))
    while cursor.token().kind != "end":
        if found := _expression(cursor):
            days, end = found
            yield Dated(days, cursor.token().start, cursor.tokens[end - 1].end)
            cursor = replace(cursor, at=end)
        else:
            cursor = cursor.moved()


def first_impossible(text: str, today: date) -> str:
    """The first day in ``text`` that no calendar has ("30 February"), as it is written; "" if there is none."""
    tokens = tuple(date_tokens(text))
    for at, token in enumerate(tokens):
        if end := impossible_date(TokenCursor(tokens, at, today)):
            return text[token.start : tokens[end - 1].end]
    return ""


def whole_date(text: str, today: date) -> Days | None:
    """The days if ``text`` as a whole is a date expression, otherwise None."""
    cursor = TokenCursor(tuple(date_tokens(text)), 0, today, ahead=bool(_AHEAD.search(text)))
    readings = (_expression(cursor), _period_at(cursor, BOUND), _period_at(cursor.past("from", "of", "by"), BOUND))
    return next((days for days, end in filter(None, readings) if end == len(cursor.tokens)), None)


def _expression(cursor: TokenCursor) -> tuple[Days, int] | None:
    """The date expression at ``cursor``, and the index after it."""
    return _bounds(cursor) or _pair(cursor) or _period_at(cursor, "") or _period_behind_lead(cursor)


def _period_behind_lead(cursor: TokenCursor) -> tuple[Days, int] | None:
    return _period_at(cursor.moved(), cursor.word()) if cursor.word() in calendar_words().leads else None


def _period_at(cursor: TokenCursor, lead: str) -> tuple[Days, int] | None:
    found = read_period(cursor, lead)
    return (Days(*found.days), found.end) if found else None


def _bounds(cursor: TokenCursor) -> tuple[Days, int] | None:
    """One bound, or one of each kind in sequence."""
    first = _bound(cursor)
    if first is None:
        return None
    days, end = first
    other = _bound(replace(cursor, at=end).past(",").past("and", "but"))
    if other is None or (days.start is None) == (other[0].start is None):
        return first
    return Days(days.start or other[0].start, days.end or other[0].end), other[1]


def _bound(cursor: TokenCursor) -> tuple[Days, int] | None:
    """A period with one border ("since July", "from May on", "after the 3rd"), and the index behind it."""
    word, length = next(
        ((word, len(said)) for said, word in _SAID.items() if tuple(map(cursor.word, range(len(said)))) == said),
        (cursor.word(), 1),
    )
    found = read_period(cursor.moved(length), BOUND) if word in BOUNDS | {"from", "starting"} else None
    if found is None:
        return None
    if word in {"from", "starting"}:
        after = replace(cursor, at=found.end)
        onwards = after.word() in {"on", "onward", "onwards"} or word == "starting"
        return (Days(found.days.start, None), after.past("on", "onward", "onwards").at) if onwards else None
    if word in _STARTS:
        return Days(found.days.end if word == "after" else found.days.start, None), found.end
    return Days(None, found.days.start if word == "before" else found.days.end), found.end


def _pair(cursor: TokenCursor) -> tuple[Days, int] | None:
    """A pair such as "between 10 and 14 November", "from July to September", "10-14 November", "1 to 9 July 2024"."""
    lead = cursor.word() if cursor.word() in {"between", "from"} else ""
    joins = frozenset({"and"}) if lead == "between" else _JOINS
    first = cursor.moved() if lead else cursor.past("on", "in", "during")
    pair = _numbers_first(first.past("the"), joins) or _periods(first, joins, BOUND if lead else "")
    pair = pair or _side_by_side(first, "" if first.at == cursor.at else cursor.word())
    return (Days(pair.days.start, pair.days.end), pair.end) if pair else None


def _numbers_first(cursor: TokenCursor, joins: frozenset[str]) -> PeriodReading | None:
    """A bare number before a full date is a day of its month."""
    day = number_of(cursor.token()) if cursor.token().kind == "number" else None
    if not day or day > LONGEST_MONTH or cursor.word(1) not in joins:
        return None
    last = read_period(cursor.moved(2), BOUND)
    if last is None or last.days.end - last.days.start != DAY:
        return None
    start = last.days.start.replace(day=min(day, last.days.start.day))
    return PeriodReading(DayRange(start, last.days.end), last.end)


def _periods(cursor: TokenCursor, joins: frozenset[str], lead: str) -> PeriodReading | None:
    first = read_period(cursor, lead)
    if first is None or cursor.moved(first.end - cursor.at).word() not in joins:
        return None
    second = replace(cursor, at=first.end + 1)
    last = read_period(second, BOUND) or _day_after(second, first.days)
    if last is None:
        return None
    if first.days.start > last.days.start:  # "from October to December", asked in November: both of last year
        first = read_period(replace(cursor, today=last.days.end - DAY), lead) or first
    return (
        PeriodReading(DayRange(first.days.start, last.days.end), last.end) if first.days.start < last.days.end else None
    )


def _side_by_side(cursor: TokenCursor, lead: str) -> PeriodReading | None:
    """Two periods without a gap, in either order: "yesterday and today", "this week and last week"."""
    first = read_period(cursor, lead)
    after = replace(cursor, at=first.end) if first else cursor
    last = read_period(after.moved().past("on", "in"), BOUND) if after.word() in {"and", "or"} else None
    if first is None or last is None or max(first.days.start, last.days.start) > min(first.days.end, last.days.end):
        return None
    whole = DayRange(min(first.days.start, last.days.start), max(first.days.end, last.days.end))
    return PeriodReading(whole, last.end)


def _day_after(cursor: TokenCursor, first: DayRange) -> PeriodReading | None:
    """A bare number after a full date is a day of its month: "July 1 to 9"."""
    day = number_of(cursor.token()) if cursor.token().kind == "number" else None
    if not day or not first.start.day < day <= LONGEST_MONTH or first.end - first.start != DAY:
        return None
    try:
        return PeriodReading(DayRange(first.start, first.start.replace(day=day) + DAY), cursor.at + 1)
    except ValueError:
        return None
