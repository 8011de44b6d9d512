"""A question understood: what it asks for, about whom, and when.

text -> operators and date expression taken out -> kind of answer, names, phrases -> terms, spelling repaired
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.retrieval.dates import MONTHS, WEEKDAYS, Window, find_window
from bot.retrieval.known_names import KnownName, find_names
from bot.retrieval.spelling import repaired
from bot.retrieval.terms import query_terms, terms
from bot.retrieval.wanted import Wanted, wanted_kind

#: A question is a sentence or two; no sentence answers the rest of a longer text.
LONGEST_QUESTION = 1000  # characters
MOST_TERMS = 24

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,200})[\"“”„«»]")
_FROM = re.compile(r"(?:^|(?<=\s))from:(?:\"([^\"]+)\"|(\S+))", re.IGNORECASE)
_WITHOUT = re.compile(r"(?:^|(?<=\s))-([^\W\d_][\w'’]+)")
_FOCUS = re.compile(r"\b(?:how (?:many|much)|which|what)\s+((?:[^\W\d_][\w'’-]*\s*){1,4})", re.IGNORECASE)
_FOCUS_END = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might|of|in|on|at|to|for|from|by"
    r"|with|the|a|an|per|that|who|it|he|she|they)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """See the module's docstring."""

    text: str
    wanted: Wanted
    terms: tuple[str, ...]  #: what must be matched, in order, each once; without dates
    names: tuple[KnownName, ...] = ()
    focus: tuple[str, ...] = ()  #: terms of what is counted or chosen: "how many *foreign banks*"
    phrases: tuple[tuple[str, ...], ...] = ()  #: terms of quoted phrases
    excluded: tuple[str, ...] = ()  #: terms of -words
    outlet: str = ""  #: of from:OUTLET
    window: Window | None = None
    date_terms: tuple[str, ...] = ()  #: terms by which a sentence may write a day of the window
    background: tuple[str, ...] = ()  #: terms of earlier turns: they tell the article, not the sentence


def understand(connection: sqlite3.Connection, text: str, asked: datetime) -> Question:
    """What ``text`` asks; ``asked``: the aware time for "yesterday". Never fails, whatever the text."""
    text = text[:LONGEST_QUESTION]
    plain = _WITHOUT.sub(" ", _FROM.sub(" ", text)).strip()
    window = find_window(plain, asked.date())
    undated = plain if window is None else f"{plain[: window.span[0]]} {plain[window.span[1] :]}"
    corrected = repaired(connection, undated)
    return Question(
        text=plain,
        wanted=wanted_kind(corrected),
        terms=tuple(query_terms(corrected)[:MOST_TERMS]),
        names=find_names(connection, corrected),
        focus=_focus(corrected),
        phrases=tuple(tuple(found) for quoted in _QUOTED.findall(text) if (found := terms(quoted))),
        excluded=tuple(term for word in _WITHOUT.findall(text) for term in terms(word)),
        outlet=" ".join(quoted or word for quoted, word in _FROM.findall(text)),
        window=window,
        date_terms=_date_terms(window),
    )


def _focus(text: str) -> tuple[str, ...]:
    match = _FOCUS.search(text)
    if match is None:
        return ()
    return tuple(query_terms(_FOCUS_END.split(match[1])[0]))


def _date_terms(window: Window | None) -> tuple[str, ...]:
    """ "On Tuesday", "November 19", "Nov. 19": weekday, month and day of a single day; the month of a longer window."""
    if window is None or (window.last - window.first).days > 31:
        return ()
    month = MONTHS[window.first.month - 1]
    if window.first != window.last:
        return tuple(terms(month)) if window.first.day == 1 else ()
    return tuple(terms(f"{WEEKDAYS[window.first.weekday()]} {month} {window.first.day}"))
