"""Find the spans of a sentence that have the type a question asks for: numbers, dates, names, reasons, quotations.

Combines the pipeline's mentions with patterns, as it misses amounts in agency style ("320 mln dlrs").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.value_patterns import (
    AGE,
    CLOCK,
    CONTESTS,
    DATE,
    DURATION,
    HEDGE,
    MONEY,
    NUMBER,
    ORDINAL,
    PERCENT,
    QUANTITY,
    QUOTATION,
    RATE,
    REASON,
    SCORE,
    STRONG_REASON,
    YEAR,
)
from bot.text.analyzer import terms


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """A span of a sentence that may be the answer."""

    start: int
    end: int
    strength: float  #: 1 for the exact type; less for a related type


SURE = 0.7  #: strength from which a span certainly has the answer type
_ASKS_FOR_SCORE = re.compile(r"\bscores?\b|\bresult\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:ago|later|earlier|last|next|this)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\bbetween\b.*\band\b|\bor\b", re.IGNORECASE)
_LASTS = 0.4  #: strength of "25 years" for a "when" question
_VAGUE = frozenset({"one", "half", "both", "several", "none", "no one", "nobody"})
_MODEL = re.compile(r"\d+\s(?=[A-Z])")  # "the 737 Max", but not "300 Americans"

_INHABITED = re.compile(
    rf"\b(?:village|hamlet|town|city|island|settlement|suburb|country|nation|population) of\s+{HEDGE}$", re.IGNORECASE
)
_LARGE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|inhabit\w*|resid\w+|population|village|hamlet|town|city|island|settlement|country)\b",
    re.I,
)

_PLACE_LABELS = {"GPE": 1.0, "LOC": 1.0, "FAC": 1.0, "ORG": 0.3}
_WHO_LABELS = {"PERSON": 1.0, "ORG": 0.7, "NORP": 0.5, "GPE": 0.5}
_DATE_LABELS = {"DATE": 1.0, "TIME": 1.0}


def answer_spans(question: Question, candidate: Candidate) -> list[AnswerSpan]:
    """Spans of the answer type that do not repeat the question, in order; none if the type has no spans."""
    find = _FINDERS.get(question.wanted)
    if find is None:
        return []
    named = {term for name in question.names for term in name.terms}
    asked = set(question.terms) - named if offers_choice(question) else set(question.terms) | named
    spans = {(s.start, s.end): s for s in find(candidate)}
    if question.wanted is AnswerType.HOW_MANY:
        spans = {at: s for at, s in spans.items() if not counts_inhabitants(question, candidate.text, s.start)}
    if question.wanted is AnswerType.MEASURE:
        spans = {(s.start, s.end): s for s in _of_unit(question, candidate.text, list(spans.values()))}
        if _ASKS_FOR_SCORE.search(question.text):
            scores = list(_matching(candidate, SCORE))
            spans = {(s.start, s.end): s for s in scores} or spans
    fresh = (s for s in spans.values() if not _repeats(candidate.text[s.start : s.end], asked))
    return sorted(fresh, key=lambda span: (span.start, -span.end))


def offers_choice(question: Question) -> bool:
    """Whether the answer is one of the names in the question: "who won between Sund and Malle?"."""
    return question.wanted is AnswerType.WHO and _CHOICE.search(question.text) is not None


def _repeats(piece: str, asked: set[str]) -> bool:
    """Whether a span only repeats the question. "Because" has no terms and repeats nothing."""
    found = terms(piece)
    return bool(found) and asked.issuperset(found)


def _labelled(candidate: Candidate, labels: dict[str, float]) -> Iterator[AnswerSpan]:
    for mention in candidate.mentions:
        if mention.label in labels:
            yield AnswerSpan(mention.start, mention.end, labels[mention.label])


def _matching(candidate: Candidate, pattern: re.Pattern[str], strength: float = 1.0) -> Iterator[AnswerSpan]:
    for match in pattern.finditer(candidate.text):
        yield AnswerSpan(match.start(), match.end(), strength)


def _counts(candidate: Candidate) -> Iterator[AnswerSpan]:
    """Plain numbers, but no times of day. Amounts, percentages, ages and years are at most related."""
    clock = {match.start() for match in CLOCK.finditer(candidate.text)}
    numbers = [match for match in NUMBER.finditer(candidate.text) if match.start() not in clock]
    if not numbers:  # the other patterns cost more than this one
        return
    other = [m.span() for pattern in (MONEY, PERCENT, DATE, AGE) for m in pattern.finditer(candidate.text)]
    peoples = {mention.start for mention in candidate.mentions if mention.label == "NORP"}
    for match in numbers:
        start, end = match.span()
        kin = any(start < last and first < end for first, last in other) or YEAR.fullmatch(match.group())
        model = _MODEL.match(candidate.text, start)
        vague = match.group().lower() in _VAGUE or (model and model.end() not in peoples)
        yield AnswerSpan(start, end, 0.3 if kin else 0.6 if vague else 1.0)


def _amounts(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, NUMBER, 0.2)
    yield from _matching(candidate, PERCENT, 0.4)
    yield from _matching(candidate, MONEY)


def _shares(candidate: Candidate) -> Iterator[AnswerSpan]:
    numbers = list(_matching(candidate, NUMBER, 0.3))
    days = [match.span() for match in DATE.finditer(candidate.text)] if numbers else []
    yield from (n for n in numbers if not any(start <= n.start and n.end <= end for start, end in days))
    yield from _matching(candidate, PERCENT)


def _measures(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _counts(candidate)
    for pattern in (ORDINAL, DURATION, QUANTITY, MONEY, PERCENT):
        yield from _matching(candidate, pattern, 0.8 if pattern in (ORDINAL, DURATION) else 1.0)


def _durations(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, NUMBER, 0.2)
    yield from _matching(candidate, CONTESTS)
    spans = _matching(candidate, DURATION)
    yield from (span for span in spans if not RATE.search(candidate.text, 0, span.start + 2))


def _ages(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, NUMBER, 0.2)
    yield from _matching(candidate, AGE)


def _times(candidate: Candidate) -> Iterator[AnswerSpan]:
    for span in _labelled(candidate, _DATE_LABELS):
        lasts = DURATION.fullmatch(candidate.text, span.start, span.end) and not _AGO.search(
            candidate.text[span.start : span.end]
        )
        yield AnswerSpan(span.start, span.end, _LASTS if lasts else span.strength)
    yield from _matching(candidate, DATE)


def _reasons(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, REASON, 0.5)
    yield from _matching(candidate, STRONG_REASON)


def _sayings(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, QUOTATION)
    if candidate.speakers:
        yield AnswerSpan(0, len(candidate.text), 0.7)


_LENGTH = rf"(?!in\s+[a-z])(?:{alternatives('measures', 'lengths')})"  # not "300 in front of it"
_WEIGHT = r"(?:m?g|kg|t|lbs?|oz|(?:kilo|milli)?gram(?:me)?s?|kilos?|tons?|tonnes?|pounds?|ounces?|stone)"
_PACE = r"(?:k?m/h|km/s|m/s|kph|kmh|mph|knots?|\w+ (?:an|a|per) (?:hour|second|minute|day|year)|seconds?|minutes?)"
_SHARE = r"(?:per ?cent|pct|%)"
_HEAT = r"(?:degrees?|celsius|fahrenheit|centigrade|[cf]|°\s?[cf]?)"
#: "How tall" is answered in metres only, "how far" in anything but money; "how high" may be a price.
_MEASURED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(unit, re.IGNORECASE))
    for asked, unit in (
        (r"\bhow (?:tall|wide|thick)\b", rf"[-\s]?{_LENGTH}\b|['’′]|[-\s]?(?:per ?cent|%)"),
        (r"\bhow (?:heavy)\b|\bhow much\b.*\bweigh", rf"[-\s]?{_WEIGHT}\b"),
        (r"\bhow fast (?:is|was|can|does|do|did|will|could|are|were)\b", rf"[-\s]?(?:{_PACE}|{_SHARE})(?!\w)"),
        (r"\bhow (?:hot|cold|warm)\b|\bwhat temperature\b", rf"[-\s]?{_HEAT}(?!\w)"),
    )
)
_UNIT = 6  # characters at the end of a quantity that contain its unit
_NO_MONEY = re.compile(r"\bhow (?:far|fast|deep|often|strong|hard)\b", re.IGNORECASE)


def _of_unit(question: Question, text: str, spans: list[AnswerSpan]) -> list[AnswerSpan]:
    """Those of ``spans`` whose unit can measure what is asked for; all if any unit can."""
    plain = [s for s in spans if not MONEY.match(text, s.start) and not _money_around(text, s)]
    for asked, unit in _MEASURED:
        if asked.search(question.text):
            return [s for s in plain if unit.match(text, s.end) or unit.search(text, s.end - _UNIT, s.end)]
    return plain if _NO_MONEY.search(question.text) else spans


def counts_inhabitants(question: Question, text: str, start: int) -> bool:
    """Whether the number at ``start`` is the size of a place, "a village of 320 people", which is not asked for."""
    return bool(_INHABITED.search(text, 0, start)) and not _LARGE.search(question.text)


def lacks_number(question: Question, text: str, kind: float) -> bool:
    """Whether ``question`` asks for a number and ``text`` has none, or none in a suitable unit.

    ``kind``: strength of its best span of the answer type.
    """
    if kind or question.wanted not in NUMBERS:
        return False
    if question.wanted is AnswerType.PERCENT:  # a day of the month is not a percentage
        return True
    return any(asked.search(question.text) for asked, _ in _MEASURED) or not any(map(str.isdigit, text))


def _money_around(text: str, span: AnswerSpan) -> bool:
    return any(m.start() <= span.start and span.end <= m.end() for m in MONEY.finditer(text))


#: Answer types that are numbers.
NUMBERS = frozenset(
    {
        AnswerType.HOW_MANY,
        AnswerType.MONEY,
        AnswerType.PERCENT,
        AnswerType.MEASURE,
        AnswerType.HOW_LONG,
        AnswerType.HOW_OLD,
    }
)

_FINDERS: dict[AnswerType, Callable[[Candidate], Iterator[AnswerSpan]]] = {
    AnswerType.WHO: lambda candidate: _labelled(candidate, _WHO_LABELS),
    AnswerType.WHERE: lambda candidate: _labelled(candidate, _PLACE_LABELS),
    AnswerType.WHEN: _times,
    AnswerType.HOW_MANY: _counts,
    AnswerType.MONEY: _amounts,
    AnswerType.PERCENT: _shares,
    AnswerType.MEASURE: _measures,
    AnswerType.HOW_LONG: _durations,
    AnswerType.HOW_OLD: _ages,
    AnswerType.WHY: _reasons,
    AnswerType.SAID: _sayings,
}
