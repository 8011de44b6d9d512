"""The short answer inside a sentence: a person, number, date, place or quotation, never more than the sentence says.

Only where the question names the kind that it wants and the sentence has one of just that kind; reasons and
"what" questions get none, because their answers are clauses that a pattern would cut wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.retrieval.candidates import Candidate
from bot.retrieval.evidence import around
from bot.retrieval.question import Question
from bot.retrieval.spans import HEDGE, QUOTATION, AnswerSpan, answer_spans
from bot.retrieval.terms import terms
from bot.retrieval.thesaurus import related
from bot.retrieval.wanted import Wanted

_SURE = 0.7  # strength from which a piece may be shown
_NEVER = frozenset({Wanted.WHY, Wanted.YES_NO, Wanted.OTHER})
_NAMES = frozenset({Wanted.WHO, Wanted.WHERE})
_FOCUS = 3  # what the thing that is counted weighs against another term of the question
_JOINED = re.compile(r"\s*(?:,|,?\s+and|&)\s+")
_HEDGED = re.compile(rf"{HEDGE}$", re.IGNORECASE)


def short_answer(question: Question, candidate: Candidate) -> tuple[int, int] | None:
    """Offsets of the short answer in the sentence's text, or None."""
    if question.wanted in _NEVER or _asks_for_description(question):
        return None
    spans = [span for span in answer_spans(question, candidate) if span.strength >= _SURE]
    if question.wanted is Wanted.SAID:
        return _quotation(candidate)
    if question.wanted in _NAMES:
        spans = _new_names(question, spans, candidate.text)
    if not spans:
        return None
    best = max(spans, key=lambda span: (_closeness(span, question, candidate), span.strength, -span.start))
    if question.wanted is Wanted.WHO:
        return _with_companions(best, spans, candidate.text)
    return _with_hedge(best, candidate.text)


def _new_names(question: Question, spans: Sequence[AnswerSpan], text: str) -> list[AnswerSpan]:
    """Without names that share a word with the question; the very kind (people before organisations) where there is."""
    asked = set(question.terms).union(*(name.terms for name in question.names))
    new = [span for span in spans if asked.isdisjoint(terms(text[span.start : span.end]))]
    return [span for span in new if span.strength == 1] or new


def _asks_for_description(question: Question) -> bool:
    """In "Who is Haqqani?" the name is not what is asked for."""
    named = {term for name in question.names for term in name.terms}
    return question.wanted is Wanted.WHO and set(question.terms) <= named


def _closeness(span: AnswerSpan, question: Question, candidate: Candidate) -> float:
    """How many of the question's terms stand near: what is counted weighs most, relatives count half."""
    near = around(span, candidate)
    asked = set(question.terms)
    kin = {other for term in asked for other in related(term)}
    focus = set(question.focus)
    return float(sum((term in asked) + (_FOCUS - 1) * (term in focus) + 0.5 * (term in kin - asked) for term in near))


def _with_companions(best: AnswerSpan, spans: Sequence[AnswerSpan], text: str) -> tuple[int, int]:
    """Names joined by a comma or "and" are one answer: "Granollers and Lopez"."""
    start, end = best.start, best.end
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > end and _JOINED.fullmatch(text, end, span.start):
            end = span.end
    for span in sorted(spans, key=lambda span: -span.end):
        if span.end < start and _JOINED.fullmatch(text, span.end, start):
            start = span.start
    return start, end


def _with_hedge(best: AnswerSpan, text: str) -> tuple[int, int]:
    """The answer is "at least four", not "four"."""
    hedge = _HEDGED.search(text, 0, best.start)
    return (hedge.start() if hedge and hedge.group() else best.start), best.end


def _quotation(candidate: Candidate) -> tuple[int, int] | None:
    """The longest quoted words of the sentence, without their marks."""
    found = [match.span(1) if match[1] else match.span() for match in QUOTATION.finditer(candidate.text)]
    sensible = [span for span in found if len(terms(candidate.text[slice(*span)])) >= 1]
    return max(sensible, key=lambda span: span[1] - span[0], default=None)
