"""Whether a question goes on about the last answer, by what either way of reading it finds. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.models.passages import ArticleFacts, Line
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.reading_choice import stands_alone
from bot.retrieval.ranking.features import NO_EVIDENCE
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Ranked


@dataclass
class Found:
    ranked: list[Ranked]
    answered: bool = True


def found(row: int, logit: float | None, *, answered: bool = True) -> Found:
    """A reading that finds sentence ``row``."""
    facts = ArticleFacts(row, "", None, (), (), 0, frozenset())
    return Found([Ranked(Candidate(Line(row, 0, ()), facts, "", ()), NO_EVIDENCE, 1.0, logit)], answered)


def asked(terms: int) -> Question:
    return Question("", AnswerType.OTHER, tuple(map(str, range(terms))))


@pytest.mark.parametrize(
    ("terms", "here", "elsewhere", "alone"),
    [
        (5, -4.0, 1.0, True),
        (5, -1.0, 1.0, False),
        (1, -3.0, 1.0, False),  # "sample size?" stands in other articles too
        (1, -6.0, 1.0, True),
        (5, 2.0, -3.0, False),
    ],
)
def test_something_else_is_answered_clearly_better(terms: int, here: float, elsewhere: float, *, alone: bool) -> None:
    assert stands_alone(asked(terms), found(1, here), found(2, elsewhere)) is alone


def test_a_reading_that_answers_counts_more_than_one_that_declines() -> None:
    question = asked(5)

    assert stands_alone(question, found(1, -1.0, answered=False), found(2, 1.0))
    assert not stands_alone(question, found(1, -1.0), found(2, 1.0))
    assert not stands_alone(question, found(1, -1.0), found(2, 2.0, answered=False))


def test_one_sentence_found_both_ways_needs_nothing_from_before() -> None:
    assert stands_alone(asked(2), found(1, 1.0), found(1, 1.0))
    assert not stands_alone(asked(2), found(1, 1.0), found(1, 1.0, answered=False))


def test_without_a_reranker_a_whole_question_is_read_by_itself() -> None:
    assert stands_alone(asked(2), found(1, None), found(2, None))
    assert not stands_alone(asked(2), found(1, None), found(2, None, answered=False))


def test_nothing_found_in_one_way() -> None:
    assert stands_alone(asked(2), Found([], answered=False), found(2, 0.0))
    assert not stands_alone(asked(2), found(1, 0.0), Found([], answered=False))
