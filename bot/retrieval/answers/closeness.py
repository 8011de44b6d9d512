"""How many of the question's terms stand near a span. Pure."""

from __future__ import annotations

from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.cases import FOCUS, counted
from bot.retrieval.expansion.thesaurus import related
from bot.retrieval.ranking.features import around
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import AnswerSpan


def closeness(span: AnswerSpan, question: Question, candidate: Candidate) -> float:
    """The weighted number of the question's terms nearby: the thing counted weighs most, related terms count half."""
    near = around(span, candidate)
    asked = set(question.terms)
    kin = {other for term in asked for other in related(term)}
    focus = set(question.focus)
    nearness = sum((term in asked) + (FOCUS - 1) * (term in focus) + 0.5 * (term in kin - asked) for term in near)
    return nearness + FOCUS * bool(
        question.wanted is AnswerType.HOW_MANY and counted(question, candidate.text, span.end)
    )
