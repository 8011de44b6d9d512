"""Of reports on what recurs, the latest stands first if the question asks how things stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.models.passages import ArticleFacts, Line
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.recurrence import latest_of_kind
from bot.retrieval.ranking.features import NO_EVIDENCE
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Ranked
from bot.text.analyzer import terms
from bot.text.dates import find_window
from tests.support.retrieval_archive import NOW

WINNERS = (
    ("Portmere beat Karsk in the Lakes Cup final.", 2024, 1.5),
    ("Lindon beat Portmere in the Lakes Cup final.", 2026, 0.9),
    ("Tarn beat Lindon in the Lakes Cup final.", 2025, 1.1),
    ("The Lakes Cup will be played in Karsk.", 2027, -2.5),
)


def reports(told: Sequence[tuple[str, int, float]] = WINNERS) -> list[Ranked]:
    found = []
    for row, (text, year, logit) in enumerate(told):
        line = Line(row, 0, tuple(terms(text)))
        facts = ArticleFacts(row, "", date(year, 6, 14), (), (line,), len(line.terms), frozenset(line.terms))
        evidence = replace(NO_EVIDENCE, kind=1.0 if logit > 0 else 0.0, names=1.0)
        found.append(Ranked(Candidate(line, facts, text, ()), evidence, 10.0 - row, logit))
    return found


def asked(text: str) -> Question:
    question = Question(text, AnswerType.WHO, tuple(terms("Lakes Cup")))
    return replace(question, window=find_window(text, NOW), as_of=None if "did" in text else NOW.date())


def first_of(question: str) -> str:
    return latest_of_kind(asked(question), reports())[0].candidate.text


def test_the_latest_winner_stands_first() -> None:
    assert first_of("Who won the Lakes Cup?").startswith("Lindon")


def test_the_order_of_the_others_stays() -> None:
    rows = [one.candidate.line.row for one in latest_of_kind(asked("Who won the Lakes Cup?"), reports())]

    assert rows == [1, 0, 2, 3]


def test_a_year_asked_about_is_left_alone() -> None:
    assert first_of("Who won the Lakes Cup in 2024?").startswith("Portmere")


def test_a_question_about_the_past_is_left_alone() -> None:
    assert first_of("Where did Portmere win?").startswith("Portmere")


@pytest.mark.parametrize(
    ("later", "moved"),
    [
        ("In 1988 Tarn beat Karsk in the Lakes Cup final.", False),
        ("Tarn beat Karsk in the Lakes Cup final four years ago.", False),
        ("Tarn, champions since 1988, beat Karsk in the Lakes Cup final.", True),
        ("Tarn beat Karsk in the Lakes Cup final of 2026.", True),
    ],
)
def test_a_later_report_that_looks_back_is_not_the_latest(later: str, moved: bool) -> None:
    told = reports([(WINNERS[0][0], 2024, 1.5), (later, 2026, 1.2)])

    assert (latest_of_kind(asked("Who won the Lakes Cup?"), told)[0].candidate.text == later) is moved
