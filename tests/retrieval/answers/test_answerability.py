"""How sure an answer is: what a logit far below zero costs, and which answers are as likely wrong as right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.archive import ArchiveReader
from bot.models.questions import Question
from bot.retrieval.answers.answerability import is_unsure, probabilities
from bot.retrieval.ranking.ranker import Ranked, rank
from bot.store.file.database import Database
from bot.understanding.question import understand
from tests.support.retrieval_archive import NOW, fill


@pytest.fixture
def archive(database: Database) -> Iterator[ArchiveReader]:
    fill(database)
    with database.reading() as reader:
        yield reader


def log_odds(question: Question, ranked: list[Ranked], logit: float) -> float:
    chance = probabilities(question, ranked, replace(ranked[0], logit=logit))[0]
    return math.log(chance / (1 - chance))


def test_the_lower_the_logit_the_less_likely_and_below_minus_three_the_faster(archive: ArchiveReader) -> None:
    question = understand(archive, "What did the captain blame for the accident?", NOW)
    ranked = rank(archive, question)

    steps = [log_odds(question, ranked, logit) for logit in (0.0, -1.0, -3.0, -4.0, -5.0)]

    assert steps == sorted(steps, reverse=True)
    assert steps[2] - steps[3] == pytest.approx(steps[3] - steps[4])
    assert steps[3] - steps[4] > 2 * (steps[0] - steps[1])


@pytest.mark.parametrize(
    ("chance", "logit", "unsure"),
    [
        (0.4, -2.0, True),
        (0.74, -1.1, True),
        (0.4, -0.9, False),
        (0.8, -2.0, False),
        (0.4, 3.0, False),
        (0.4, None, False),
    ],
)
def test_only_what_both_doubt_is_unsure(chance: float, logit: float | None, *, unsure: bool) -> None:
    assert is_unsure(chance, logit) is unsure


def test_a_follow_up_does_not_lose_more_by_a_low_logit(archive: ArchiveReader) -> None:
    question = understand(archive, "What did the captain blame?", NOW)
    ranked = rank(archive, question)

    told = [probabilities(question, ranked, replace(ranked[0], logit=at), goes_on=True)[0] for at in (-1.0, -4.0, -7.0)]
    odds = [math.log(chance / (1 - chance)) for chance in told]

    assert odds[0] - odds[1] == pytest.approx(odds[1] - odds[2])
