"""The number or time of the case asked about, in a sentence that tells those of several.

"Uganda got 15 years, while Mozambique got 20"                      the part with the name in question
"1,900 posts in Taiwan, 800 in Malaysia and 500 in Ireland"         the part with a word that no other part has
"to primary schools from January and to secondary ones from August" the same for times
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.expansion.thesaurus import related
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import NUMBERS, SURE, AnswerSpan, answer_spans
from bot.text.analyzer import terms

FOCUS = 3  #: weight of the thing counted relative to other terms; terms after a number among which it may occur
_AFTER = 40  # characters after a number in which the thing counted occurs
#: The start of another case: "Uganda got 15 years, while Mozambique got 20".
_CASE = re.compile(r"[,;]?\s(?:while|whereas|compared (?:with|to))\s|;\s", re.IGNORECASE)
#: Where an enumeration goes on.
_PART = re.compile(r"[,;:]\s|\s[-–—]\s|\s(?:and|but|or|while|whereas|then)\s", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|others|of them)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"^\W*(?:and|but|or|what about|how about)\b", re.IGNORECASE)


def number_of_case(question: Question, candidate: Candidate) -> AnswerSpan | None:
    """The number or time in the part of the sentence about what is asked, if other parts tell others; else None."""
    if question.wanted not in (NUMBERS | {AnswerType.WHEN}) - {AnswerType.HOW_LONG}:  # "a two-day visit, his first in"
        return number_of_named(question, candidate)
    sure = [span for span in answer_spans(question, candidate) if span.strength >= SURE]
    if len(sure) < 2:
        return None
    if question.wanted in NUMBERS and (found := number_of_named(question, candidate)):
        return found
    return _of_part(question, candidate.text, _counting(question, candidate.text, sure))


def number_of_named(question: Question, candidate: Candidate) -> AnswerSpan | None:
    """The first number in the only part, between "while" and the like, with a name in question."""
    text, named = candidate.text, {term for name in question.names for term in name.terms}
    parts = _parts(_CASE, text)
    right = [part for part in parts if named & set(terms(text[slice(*part)]))]
    if question.wanted not in NUMBERS or len(parts) < 2 or len(right) != 1:
        return None
    sure = [span for span in answer_spans(question, candidate) if span.strength >= SURE]
    inside = [span for span in sure if _is_in(span, right[0])]
    return inside[0] if inside and len(inside) < len(sure) else None


def _counting(question: Question, text: str, sure: Sequence[AnswerSpan]) -> Sequence[AnswerSpan]:
    """Those before what is counted or "more", if there are any: "60 kilometres" are no people."""
    if question.wanted is not AnswerType.HOW_MANY or not question.focus:
        return sure
    ends = [*(span.start for span in sure[1:]), len(text)]
    counting = [
        span
        for span, end in zip(sure, ends, strict=True)
        if counted(question, text[:end], span.end) or _MORE.match(text, span.end)
    ]
    return counting or sure


def _of_part(question: Question, text: str, sure: Sequence[AnswerSpan]) -> AnswerSpan | None:
    """The only one in the part that has words of the question, besides what is counted, which no other part has."""
    told = [part for part in _parts(_PART, text) if any(_is_in(span, part) for span in sure)]
    words = [set(terms(text[slice(*part)])) for part in told]
    times = {term for span in sure for term in terms(text[span.start : span.end])}
    if len(told) < 2 or any(said <= times for said in words):  # "in May and on 4 June" is one case
        return None
    asked_about = [told[at] for at in _parts_asked_about(question, words)]
    inside = [span for span in sure if _is_in(span, asked_about[0])] if len(asked_about) == 1 else []
    return inside[0] if len(inside) == 1 else None


def _parts_asked_about(question: Question, words: Sequence[set[str]]) -> set[int]:
    """The positions of the parts that are alone in having a term of the question; ``words``: the terms of each part."""
    named = {term for name in question.names for term in name.terms}
    apart = [
        (term, having[0])
        for term in question.terms
        if term not in question.focus and len(having := _parts_with(term, words)) == 1
    ]
    if _INSTEAD.match(question.text):
        return {at for _, at in apart[:1]}
    # In "900 sit in Orlo and 40 in Ebo" the verb of the first part holds for the others too.
    named_first = any(term in named and at == 0 for term, at in apart)
    return {at for _, at in apart if at or named_first} or {at for _, at in apart}


def _parts_with(term: str, words: Sequence[set[str]]) -> list[int]:
    """The positions of the parts that have a term, or a related one if none has the term itself."""
    having = [at for at, said in enumerate(words) if term in said]
    return having or [at for at, said in enumerate(words) if not related(term).isdisjoint(said)]


def _parts(pattern: re.Pattern[str], text: str) -> list[Span]:
    bounds = [0, *(at for found in pattern.finditer(text) for at in found.span()), len(text)]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _is_in(span: AnswerSpan, part: Span) -> bool:
    return part[0] <= span.start and span.end <= part[1]


def counted(question: Question, text: str, end: int) -> str:
    """The term after a number ending at ``end`` that "how many" asks for, or a related one; "" if there is none."""
    focus = set(question.focus).union(*(related(term) for term in question.focus))
    after = takewhile(lambda term: not term[0].isdigit(), terms(text[end : end + _AFTER])[:FOCUS])
    return next((term for term in after if term in focus), "")
