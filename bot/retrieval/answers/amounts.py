"""Numbers, dates and amounts as short answers: the one that stands where the question points. Pure."""

from __future__ import annotations

import re

from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.cases import number_of_case
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.answers.closeness import closeness
from bot.retrieval.answers.figures import attached_number, with_hedge
from bot.retrieval.answers.marked_words import FORMER
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import SURE, AnswerSpan, answer_spans
from bot.retrieval.ranking.value_patterns import PERCENT

_BESIDE = 30  # characters on either side of an amount in which its year occurs
_AGAINST = 3.5  # weight of "from" or "by" before an amount and of a year next to it; above that of the thing counted
_BY = re.compile(r"\bby\s+(?:\w+\s+)?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\bby how|\bhow much (?:did|has|have|will|more|less|higher|lower)\b"
    r"|\b(?:rise|rose|increased?|grow|grew|fall|fell|drop(?:ped)?|cut|jump|rais\w+)\b",
    re.IGNORECASE,
)
_HOW_MUCH_OF = re.compile(r"\bhow much (?!did|has|have|will|more|less|is|was|does|do)\w|\bwhat level\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def amount(question: Question, candidate: Candidate) -> Span | None:
    """A number or date; one of a related type if there is none of the exact type."""
    spans = answer_spans(question, candidate)
    sure = [span for span in spans if span.strength >= SURE] or spans
    if not sure or (question.wanted is AnswerType.HOW_OLD and sure is spans):  # none of the type
        return None
    if told := attached_number(question, candidate):
        return told
    best = number_of_case(question, candidate) or max(
        sure, key=lambda span: (_amount_score(span, question, candidate), span.strength, -span.start)
    )
    return with_hedge(best, candidate.text)


def _amount_score(span: AnswerSpan, question: Question, candidate: Candidate) -> float:
    """Proximity, with penalties for former amounts ("from 5"), mere changes ("by 5") and shares."""
    text, fit = candidate.text, closeness(span, question, candidate)
    if question.wanted is AnswerType.WHEN:
        return fit
    changed = _BY.search(text, 0, span.start) and not _CHANGE.search(question.text)
    share = _HOW_MUCH_OF.search(question.text) and PERCENT.fullmatch(text, span.start, span.end)
    beside = text[max(0, span.start - _BESIDE) : span.end + _BESIDE]
    years = sum(year in beside for year in _YEAR.findall(question.text))
    return fit + _AGAINST * (years - bool(FORMER.search(text, 0, span.start)) - bool(changed) - bool(share))
