"""Decide whether a question without names goes on about the last answer, by what either reading finds. Pure.

after "How often do bats sing?": "sample size?"                        the study, although another article has a size
after "Who won the marathon?":   "which cantons voted for cowbells?"   something else
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.models.questions import Question
from bot.retrieval.ranking.ranker import Ranked

#: How much better the reranker must judge the best sentence of the whole archive than that of the last answer's
#: affair. Of 60 such questions, 50 of which change the topic, it decides none wrongly that either way answers.
_CLEARLY = 2.5
_FEW = 4  # terms; fewer say less of what is asked, and are more often short for something known
_EACH_MISSING = 0.75
_ANSWERED = 1.5  # for a reading that answers where the other declines


class OneReading(Protocol):
    """What a question finds, read in one way."""

    @property
    def ranked(self) -> Sequence[Ranked]:
        """The sentences, best first."""

    @property
    def answered(self) -> bool:
        """Whether the first one answers."""


def stands_alone(question: Question, going_on: OneReading, alone: OneReading) -> bool:
    """Whether ``question`` is about something else than the last answer."""
    if not alone.ranked or not going_on.ranked:
        return bool(alone.ranked)
    here, elsewhere = going_on.ranked[0], alone.ranked[0]
    if here.candidate.line.row == elsewhere.candidate.line.row:
        return alone.answered
    if here.logit is None or elsewhere.logit is None:
        return alone.answered
    missing = max(0, _FEW - len(question.terms))
    enough = _CLEARLY + _EACH_MISSING * missing + _ANSWERED * (going_on.answered - alone.answered)
    return elsewhere.logit - here.logit >= enough
