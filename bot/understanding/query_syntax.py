"""Operators in questions and topics.

    from:OUTLET            only articles of an outlet; from:"The Courier", or bare, if its name has blanks
    after:DAY before:DAY   only articles of later or earlier days; since:DAY and until:DAY include the day itself
    "some words"           only articles that contain exactly these words, if there are any
    -word                  no articles that contain this word

A day is written as in look-ups: 2026-11-01, 2026-11, 2026, yesterday, november, "1 July 2024", "last week".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import QuestionError
from bot.text.dates import DateNotUnderstood, window
from bot.translation import N_, day_words, gettext

MOST_OPERATORS = 8  #: operators of one kind that are read; more would add nothing

#: All operators with a colon, each with an example. Parser, router and tests use this table.
EXAMPLES = {
    "from": "from:Reuters",
    "after": "after:2026-11-01",
    "before": "before:2026-11-01",
    "since": "since:yesterday",
    "until": "until:november",
}
_SAID = {
    "after": N_("after {day}"), "before": N_("before {day}"), "since": N_("since {day}"), "until": N_("until {day}")
}  # fmt: skip
BORDERS = tuple(_SAID)  #: of time

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,200})[\"“”„«»]")
_VALUE = r"(?:[\"“”]([^\"“”]*)[\"“”]|([^\s\"“”]*))"
_FROM = re.compile(rf"(?:^|(?<=\s))from:{_VALUE}", re.IGNORECASE)
_WHEN = re.compile(rf"(?:^|(?<=\s))({'|'.join(BORDERS)}):{_VALUE}", re.IGNORECASE)
_WITHOUT = re.compile(r"(?:^|(?<=\s))-([^\W\d_][\w'’]+)")
_BARE_NAME = re.compile(r"(?:^|(?<=\s))from:([^\s\"“”]+)((?:\s+[^\W\d_][^\s:\"“”]*(?=\s|$)){1,5})", re.IGNORECASE)
_FIGURES = re.compile(r"\d{4}-\d\d-\d\d")
_RUN = re.compile(
    rf"(?:(?:^|(?<=\s))(?:(?:{'|'.join(EXAMPLES)}):(?:[\"“”][^\"“”]*[\"“”]|\S+)|-[^\W\d_]\S*)(?:\s+|$))+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Operators:
    """The operators of a text. ``since`` is inclusive, ``until`` exclusive; both are aware."""

    outlet: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def read_operators(text: str, now: datetime) -> tuple[str, Operators]:
    """Split ``text`` into its words, including quoted ones, and its operators.

    ``now``: aware time of asking, in the reader's time zone. Raises QuestionError, with a message for the user, if an
    operator has no usable value.
    """
    since = until = None
    for border, in_quotes, word in _WHEN.findall(text)[:MOST_OPERATORS]:
        start, end = _period(border.lower(), (in_quotes or word).strip(), now)
        since, until = start or since, end or until
    if since and until and since >= until:
        raise QuestionError(gettext("Nothing lies between these dates: the first one must be the earlier one."))
    rest = _WITHOUT.sub(" ", _WHEN.sub(" ", _FROM.sub(" ", text)))
    operators = Operators(
        outlet=_outlet(text),
        phrases=tuple(_QUOTED.findall(rest)[:MOST_OPERATORS]),
        excluded=tuple(_WITHOUT.findall(_FROM.sub(" ", text))[:MOST_OPERATORS]),
        since=since,
        until=until,
    )
    return " ".join(rest.split()), operators


def with_outlet_quoted(text: str, is_outlet: Callable[[str], bool]) -> str:
    """``text`` with the outlet after ``from:`` in quotation marks, where words behind it belong to its name.

    ``is_outlet``: whether some outlet's name contains a text. "from:Coastline Wire ferry" ->
    ``from:"Coastline Wire" ferry``.
    """
    bare = _BARE_NAME.search(text)
    if bare is None:
        return text
    words = bare[2].split()
    for count in range(len(words), 0, -1):
        if is_outlet(name := " ".join((bare[1], *words[:count]))):
            rest = " ".join((f'from:"{name}"', *words[count:]))
            return text[: bare.start()] + rest + text[bare.end() :]
    return text


def split_operators(text: str) -> tuple[str, str]:
    """Split ``text`` into its words, including quoted phrases, and its operators as they are written."""
    kept = " ".join(found.group().strip() for found in _RUN.finditer(text))
    return (" ".join(_RUN.sub(" ", text).split()), kept) if kept else (text, "")


def split_borders(text: str) -> tuple[str, str]:
    """Split off the operators of time as they are written: ("ferry -map", "after:2026-11-01")."""
    borders = " ".join(found.group() for found in _WHEN.finditer(text))
    return (" ".join(_WHEN.sub(" ", text).split()), borders) if borders else (text, "")


def only_outlet(operators: str) -> str:
    """The outlet that the operators name if they say nothing else, else ""."""
    found = _FROM.fullmatch(operators)
    return (found[1] or found[2] or "").strip() if found else ""


def in_words(text: str) -> str:
    """``text`` as a heading: "ferry after:2026-11-01 from:Reuters" -> "ferry, after 1 November 2026, from Reuters"."""
    plain, operators = split_operators(text)
    days = [(name.lower(), (quoted or word).strip()) for name, quoted, word in _WHEN.findall(operators)]
    said = [gettext(_SAID[border]).format(day=_day_in_words(day)) for border, day in days]
    named = [(quoted or word).strip() for quoted, word in _FROM.findall(operators)]
    outlets = [gettext("from {outlet}").format(outlet=outlet) for outlet in named]
    without = [gettext("without {word}").format(word=word) for word in _WITHOUT.findall(operators)]
    return ", ".join(filter(None, (plain, *said, *outlets, *without)))


def _day_in_words(day: str) -> str:
    """A date in words: "2026-11-01" as "1 November 2026"; days given in words, and no dates, stay."""
    with suppress(ValueError):
        return day_words(date.fromisoformat(day)) if _FIGURES.fullmatch(day) else day
    return day


def _outlet(text: str) -> str:
    names = [(in_quotes or word).strip() for in_quotes, word in _FROM.findall(text)[:MOST_OPERATORS]]
    if names and not all(names):
        raise QuestionError(gettext('"from:" needs the name of an outlet, such as from:Reuters or from:"The Courier".'))
    if len(set(names)) > 1:
        raise QuestionError(gettext('"from:" takes one outlet; ask again for the other one.'))
    return names[0] if names else ""


def _period(border: str, day: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The start and end that an operator sets, None for the side it does not set."""
    try:
        named = window(f"{border} {day}", now)
    except DateNotUnderstood:
        named = None
    if named is None or not (named.since or named.until):
        raise QuestionError(
            gettext('"{border}:" needs a day, such as {border}:2026-11-01 or {border}:yesterday.').format(border=border)
        )
    return named.since, named.until
