"""Which pieces of a sentence have the kind that a question wants: numbers, dates, names, reasons, quotations.

The pipeline's mentions and patterns together: the shipped pipeline misses amounts in agency style ("320 mln dlrs").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.models.questions import AnswerType, Question
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import terms


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """A piece of a sentence that may be the answer."""

    start: int
    end: int
    strength: float  #: 1 = of the very kind; less = of a kin kind


_WORD_NUMBER = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?"
    "|several|half|both|none|no one|nobody"
)
_SCALE = r"(?:\s*(?:mln|million|bn|billion|tn|trillion|thousand|hundred|dozen|m|k)\b)?"
_DIGITS = rf"\d(?:[\d,]*\d)?(?:\.\d+)?{_SCALE}"
_FIGURE = rf"(?:{_DIGITS}|(?:{_WORD_NUMBER})(?:[ -](?:{_WORD_NUMBER}))*\b)"
#: What stands before a figure and belongs to it.
HEDGE = r"(?:\b(?:at least|at most|more than|less than|up to|about|around|nearly|almost|some|over|under|roughly)\s+)?"
_CURRENCY = (
    r"(?:U\.?S\.?\s+|Hong Kong\s+|Canadian\s+|Australian\s+)?(?:dlrs?|dollars?|pounds?|euros?|yen|marks?|francs?|stg"
    r"|sterling|rupees?|yuan|crowns?|lire|pesos?|cents?|pence|rubles?|roubles?|won|rand|riyals?|dinars?|crore)"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT_OF_TIME = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|season|quarter|century)"

MONEY = re.compile(
    rf"\b(?:US|HK|A|C)\$\s?{_DIGITS}|[$£€¥₹]\s?{_DIGITS}|\bRs\.?\s?{_DIGITS}|(?<![\w.]){_FIGURE}\s+{_CURRENCY}\b",
    re.IGNORECASE,
)
PERCENT = re.compile(rf"(?<![\w.]){_FIGURE}(?:\s?%|\s?(?:pct|per ?cent|percentage points?)\b)", re.IGNORECASE)
NUMBER = re.compile(rf"(?<![\w.$£€¥₹])(?<!\d[-–]){_FIGURE}(?![\w%]|[-–]\d)", re.IGNORECASE)
ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b")
DURATION = re.compile(
    rf"(?<![\w.])(?:a|an|{_FIGURE})(?:[ -]and[ -]a[ -]half)?[ -](?:\w+ )?{_UNIT_OF_TIME}s?\b"
    r"(?: (?:ago|later|earlier))?",
    re.IGNORECASE,
)
#: "74 kilometres a day", "twice a week": how often, not how long.
_RATE = re.compile(
    r"(?:\d|percent|%|once|twice|\b(?:times|hours|minutes|met(?:re|er)s|kilomet(?:re|er)s|miles|dollars|dlrs|euros|pounds"
    r"|crowns|barrels|tonnes|tons|litres|gallons|people|million|billion))\s+an?\s?$",
    re.IGNORECASE,
)
AGE = re.compile(
    rf"\b{_FIGURE}[ -](?:year|month|week|day)s?[ -]old\b|\b(?:aged?|age of)\s+{_FIGURE}\b"
    rf"|\bturn(?:ed|s)?\s+{_FIGURE}(?=\s*(?:[,.;]|(?:on|in|this|last|next|today)\b|$))"  # not "turned one lorry into"
    r"|(?<=, )\d{1,3}(?=[,.])",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?"
    rf"|{_MONTH}\s+\d{{4}}|(?:last |next |this |on )?{_DAY_NAME}(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:last|next|this|earlier this|later this|the (?:previous|following|past)) {_UNIT_OF_TIME}"
    rf"|(?:{_FIGURE}|a) {_UNIT_OF_TIME}s? (?:ago|later|earlier)"
    r"|(?:first|second|third|fourth) (?:quarter|half) of (?:\d{4}|the year)"
    rf"|(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bduring ))(?:early |late |mid-)?{_MONTH}"
    r"|(?:1\d|20)\d\d(?:s\b|\b)|today|yesterday|tomorrow|tonight)",
)
REASON = re.compile(
    r"\b(?:because|due to|owing to|caused by|as a result|result of|in order to|so that|blam\w+|after|over|amid"
    r"|following|reasons?|since|thanks to|prompted|led to|fears? (?:of|that|over)|concerns?|in response|reflects?"
    r"|aimed? at|designed to|to avoid|to prevent|to protect|for (?:failing|refusing|violating)|in protest)\b",
    re.IGNORECASE,
)
_STRONG_REASON = re.compile(r"\b(?:because|due to|owing to|caused by|result of|blam\w+|reasons?)\b", re.IGNORECASE)
QUOTATION = re.compile(r"[\"“]([^\"“”]{3,})[\"”]?|(?:^|(?<=\s))['‘](?=\w)([^'‘’]{8,})['’]")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_VAGUE = frozenset({"one", "half", "both", "several", "none", "no one", "nobody"})
_MODEL = re.compile(r"\d+\s(?=[A-Z])")  # "the 737 Max", but not "300 Americans"

_PLACE_LABELS = {"GPE": 1.0, "LOC": 1.0, "FAC": 1.0, "ORG": 0.3}
_WHO_LABELS = {"PERSON": 1.0, "ORG": 0.7, "NORP": 0.5, "GPE": 0.5}
_DATE_LABELS = {"DATE": 1.0, "TIME": 1.0}


def answer_spans(question: Question, candidate: Candidate) -> list[AnswerSpan]:
    """Pieces of the wanted kind that do not repeat the question, in order; none where the kind is unknown."""
    find = _FINDERS.get(question.wanted)
    if find is None:
        return []
    asked = set(question.terms) | {term for name in question.names for term in name.terms}
    spans = {(s.start, s.end): s for s in find(candidate)}
    fresh = (s for s in spans.values() if not _repeats(candidate.text[s.start : s.end], asked))
    return sorted(fresh, key=lambda span: (span.start, -span.end))


def _repeats(piece: str, asked: set[str]) -> bool:
    """Does a piece only say what the question says? "Because" has no terms and repeats nothing."""
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
    """Plain numbers; amounts, shares, ages and years are kin at most."""
    other = [m.span() for pattern in (MONEY, PERCENT, DATE, AGE) for m in pattern.finditer(candidate.text)]
    peoples = {mention.start for mention in candidate.mentions if mention.label == "NORP"}
    for match in NUMBER.finditer(candidate.text):
        start, end = match.span()
        kin = any(start < last and first < end for first, last in other) or _YEAR.fullmatch(match.group())
        model = _MODEL.match(candidate.text, start)
        vague = match.group().lower() in _VAGUE or (model and model.end() not in peoples)
        yield AnswerSpan(start, end, 0.3 if kin else 0.6 if vague else 1.0)


def _amounts(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, NUMBER, 0.2)
    yield from _matching(candidate, PERCENT, 0.4)
    yield from _matching(candidate, MONEY)


def _shares(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, NUMBER, 0.3)
    yield from _matching(candidate, PERCENT)


def _measures(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _counts(candidate)
    for pattern in (ORDINAL, DURATION, MONEY, PERCENT):
        yield from _matching(candidate, pattern, 0.8 if pattern in (ORDINAL, DURATION) else 1.0)


def _durations(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, NUMBER, 0.2)
    spans = _matching(candidate, DURATION)
    yield from (span for span in spans if not _RATE.search(candidate.text, 0, span.start + 2))


def _ages(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, NUMBER, 0.2)
    yield from _matching(candidate, AGE)


def _times(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _labelled(candidate, _DATE_LABELS)
    yield from _matching(candidate, DATE)


def _reasons(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, REASON, 0.5)
    yield from _matching(candidate, _STRONG_REASON)


def _sayings(candidate: Candidate) -> Iterator[AnswerSpan]:
    yield from _matching(candidate, QUOTATION)
    if candidate.speakers:
        yield AnswerSpan(0, len(candidate.text), 0.7)


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
