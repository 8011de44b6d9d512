"""Reasons and sayings: clauses that no pattern recognises with certainty, next to what the reranker marks."""

from __future__ import annotations

import re

from bot.models.questions import Question
from bot.retrieval.answers.clause_spans import Span, gives_reason, left_over, plain_reason, reason, reported
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.value_patterns import MONEY, NUMBER, PERCENT, QUOTATION
from bot.text.analyzer import terms

_SURE_ALONE = 0.5  # probability from which the reranker's span is a reason without any word that says so
_CUE_BEFORE = 20  # characters before it in which such a word may stand
_SURE_OF_REASON = 0.4  # probability from which the reranker's span is preferred to a reason elsewhere in the sentence
_WHO_SAID_SO = re.compile(r",\s+(?:\w+ )?(?:said|says|told|added|adds)\b", re.IGNORECASE)
_EXPLAINING = re.compile(r"\b(?:explain(?:s|ed|ing)?|asked|on) why\b", re.IGNORECASE)


def why(question: Question, candidate: Candidate, read: Span | None) -> Span | None:
    """The reranker's span, extended by a reason after "because" and the like, which also counts if it is unsure."""
    told = plain_reason(question, candidate)
    if read is None or not any(map(str.isalpha, candidate.text[slice(*read)])):
        return told or reason_or_saying(question, candidate)
    if told is None:
        return read if _may_be_reason(read, candidate) else None
    if told[0] < read[1] and read[0] < told[1]:
        start, end = min(told[0], read[0]), max(told[1], read[1])
        said = _WHO_SAID_SO.search(candidate.text, told[1], end)
        return start, said.start() if said else end
    figure = any(pattern.fullmatch(candidate.text, *read) for pattern in (NUMBER, MONEY, PERCENT))
    sure = candidate.marked is not None and candidate.marked.chance >= _SURE_OF_REASON
    return read if sure and not figure else told


def _may_be_reason(read: Span, candidate: Candidate) -> bool:
    """Whether the reranker is sure of its span, or a word such as "because", "after" or "to" introduces a reason."""
    sure = candidate.marked is not None and candidate.marked.chance >= _SURE_ALONE
    return sure or gives_reason(candidate.text[max(0, read[0] - _CUE_BEFORE) : read[1]])


def reason_or_saying(question: Question, candidate: Candidate) -> Span | None:
    """A reason by the sentence's words; else a remainder of its clauses, or the quotation that explains why."""
    if _EXPLAINING.search(candidate.text) and (told := _quotation(candidate)):
        return told
    return reason(question, candidate) or _saying(question, candidate)


def said(question: Question, candidate: Candidate) -> Span | None:
    """The longest quotation, else what follows "said that"."""
    return _quotation(candidate) or _saying(question, candidate)


def _saying(question: Question, candidate: Candidate) -> Span | None:
    rest = left_over(question, candidate) if candidate.marked is None else None
    return reported(question, candidate) or rest


def _quotation(candidate: Candidate) -> Span | None:
    """The longest quotation in the sentence, without quotation marks."""
    found = [match.span(1) if match[1] else match.span() for match in QUOTATION.finditer(candidate.text)]
    sensible = [span for span in found if len(terms(candidate.text[slice(*span)])) >= 1]
    return max(sensible, key=lambda span: span[1] - span[0], default=None)
