"""The days that a sentence tells of, as its article's readers understood them: "on Tuesday", "last year". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from bot.lexicon.loader import alternatives
from bot.models.windows import Window
from bot.retrieval.ranking.passages import Candidate
from bot.text.dates import find_window

#: Words before a date that make a sentence look ahead, or tell of no single day.
_LEADING = alternatives("function_words", "before_other_days")
_AHEAD = re.compile(
    rf"\b(?:{_LEADING}|(?:is|are|was|were) (?:to|due|expected|scheduled|set))\b[^.;]*$",
    re.IGNORECASE,
)
#: Words behind a date that make it a coming one: "the hearing on Monday will be public".
_COMING = re.compile(r"\W{0,2}(?:will|shall|(?:is|are) (?:to|due|expected|scheduled|set))\b", re.IGNORECASE)
_EVERY = re.compile(r"(?:every|each|since|until|by|next)\b", re.IGNORECASE)
_LONGEST = 366  # days
_NEAR = 200  # days after which a date without its year may be a coming one
_OF_PAST = re.compile(r"\d{4}|\b(?:last|ago|past|previous)\b", re.IGNORECASE)


def periods_told(sentence: Candidate, published: date) -> Iterator[Window]:
    """The past days and periods in a sentence, relative to the day of publication."""
    noon = datetime.combine(published, time(12), UTC)
    for mention in sentence.mentions:
        words = sentence.text[mention.start : mention.end]
        ahead = _AHEAD.search(sentence.text[: mention.start]) or _COMING.match(sentence.text[mention.end :])
        if mention.label != "DATE" or ahead or _EVERY.match(words):
            continue
        found = find_window(words, noon)
        if found is not None and found.first is not None and found.first <= published and _is_sure(found, published):
            yield found


def _is_sure(found: Window, published: date) -> bool:
    """Whether the past is meant: "on 1 October" of a September paper is as likely the coming one."""
    return found.distance(published) <= _NEAR or bool(_OF_PAST.search(found.words))


def tells_of(sentence: Candidate, published: date, window: Window) -> bool | None:
    """Whether a sentence tells of days within ``window``; None if it names no day or period."""
    first, last, inside = window.first, window.last, None
    for told in periods_told(sentence, published):
        if told.first is None or told.last is None or (told.days or 0) > _LONGEST:
            continue
        if (first is None or first <= told.first) and (last is None or told.last <= last):
            return True
        apart = (last is not None and told.first > last) or (first is not None and told.last < first)
        inside = False if apart else inside
    return inside
