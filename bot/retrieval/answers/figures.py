"""Figures: with the words that belong to one, and which of several stands next to the thing asked about. Pure.

"at least four"                          -> not "four"
"a majority of 5,907", "38 metres deep"  -> the number of what is asked for
"shot a hundred people, killing 49"      -> how many were killed
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import NUMBERS, SURE, AnswerSpan, answer_spans
from bot.retrieval.ranking.value_patterns import HEDGE
from bot.text.analyzer import terms

_HEDGED = re.compile(rf"{HEDGE}$", re.IGNORECASE)

_ANY_HEDGE = re.compile(rf"\b{HEDGE}", re.IGNORECASE)

#: A range: "Between $30,000 and $60,000".
_RANGE = re.compile(
    r"\bbetween [$£€]?\d[\d,.]*(?: [\w%]+){0,2}? and [$£€]?\d[\d,.]*\d(?: ?(?:%|percent|million|billion)\b)?", re.I
)

_TIMES = alternatives("measures", "units_of_time")

_A_TIME = rf"\d+(?:\.\d+)? (?:{_TIMES})s?\b"

_MORE_TIME = re.compile(rf"(?:(?:,| and|, and) {_A_TIME})+", re.IGNORECASE)

_TIME_AT_END = re.compile(rf"\b(?:{_TIMES})s?$", re.IGNORECASE)

_ATTACHING = re.compile(
    r"(?P<noun>[\w'’-]+)(?:(?P<apart>,)| (?:of|at|was|were|is|are|stands at|stood at|to|totalled|totaled|reached)|:)"
    rf" {HEDGE}$",
    re.I,
)

_DOING = re.compile(rf"(?P<noun>[a-z]+(?:ing|ed)) {HEDGE}$", re.IGNORECASE)

#: "How many did he kill?", "how many people were stranded": the verb is the last but for the place or the time.
_OF_DEED = re.compile(
    r"\bhow many\b(?:(?!\b(?:after|before|when|while|by)\b).)*?\b(?:did|does|do|has|have|had|was|were|are)\b"
    r"(?: (?!after|before|when|while|by|in|on|at)[\w'’-]+){0,4}? (\w+)\W*(?:$|(?=(?:by|in|on|at|during|when) ))",
    re.IGNORECASE,
)

_TIMED = re.compile(r"(?P<noun>[\w'’-]+) (?:(?:at|on|in|by|until|till|since)(?: about| around)? )?$", re.IGNORECASE)

_BY_HOW_MUCH = re.compile(r"\bby how (?:much|many)\b", re.IGNORECASE)

_BY = re.compile(rf"\bby {HEDGE}$", re.IGNORECASE)

_DIMENSION = re.compile(r"\bhow (deep|long|wide|tall|high|thick|broad)\b", re.IGNORECASE)


def with_hedge(best: AnswerSpan, text: str) -> Span:
    """The answer with its full hedge: "at least four", not "four"; of ranges and hours with minutes, both parts."""
    torn = (one for one in _ANY_HEDGE.finditer(text, 0, best.end) if one.start() < best.start < one.end())
    start = next((one.start() for one in torn), best.start)
    hedge = _HEDGED.search(text, 0, start)
    start, end = (hedge.start() if hedge and hedge.group() else start), best.end
    if (more := _MORE_TIME.match(text, end)) and _TIME_AT_END.search(text, start, end):
        end = more.end()
    ranges = (found.span() for found in _RANGE.finditer(text))
    return next((span for span in ranges if span[0] <= start < span[1] and end <= span[1]), (start, end))


def attached_number(question: Question, candidate: Candidate) -> Span | None:
    """The only number or time next to the thing asked about: "a majority of 5,907", "38 metres deep", "landed at 9"."""
    if question.wanted not in NUMBERS | {AnswerType.WHEN}:
        return None
    spans, text = answer_spans(question, candidate), candidate.text
    sure = [span for span in spans if span.strength >= SURE]
    if _BY_HOW_MUCH.search(question.text):
        found = [span for span in sure if _BY.search(text, 0, span.start)]
    elif asked := _DIMENSION.search(question.text):
        found = [span for span in sure if _is_measured(asked[1], text, span)]
    else:
        found = [span for span in sure if _is_attached(question, text, span)]
    longest = {span.start: span for span in sorted(found, key=lambda span: span.end)}  # "400,000 a year", "400,000"
    return with_hedge(next(iter(longest.values())), text) if len(longest) == 1 else None


def _is_measured(dimension: str, text: str, span: AnswerSpan) -> bool:
    """Whether the number and its unit are followed by the dimension, such as "deep"."""
    return re.match(rf"[ -]?(?:[\w'’-]+[ -])?{re.escape(dimension)}\b", text[span.end :], re.IGNORECASE) is not None


def _is_attached(question: Question, text: str, span: AnswerSpan) -> bool:
    named = {term for name in question.names for term in name.terms}
    pattern = _TIMED if question.wanted is AnswerType.WHEN else _ATTACHING
    before = pattern.search(text, 0, span.start) or _counting_deed(question, text, span)
    if before is None or (question.wanted is AnswerType.HOW_MANY and before.groupdict().get("apart")):
        return False  # "88,000 patients, seven weeks after"
    return not (set(question.terms) - named).isdisjoint(terms(before["noun"]))


def _counting_deed(question: Question, text: str, span: AnswerSpan) -> re.Match[str] | None:
    """The participle right before a number, if the question asks of how many that is true: "killing 49"."""
    asked = _OF_DEED.search(question.text) if question.wanted is AnswerType.HOW_MANY else None
    before = _DOING.search(text, 0, span.start) if asked else None
    return before if asked and before and not set(terms(asked[1])).isdisjoint(terms(before["noun"])) else None
