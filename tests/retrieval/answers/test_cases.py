"""The number or time of the case asked about. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.models.passages import ArticleFacts, EntityMention, Line
from bot.models.questions import KnownName, Question
from bot.retrieval.answers.cases import number_of_case
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import query_terms, terms
from bot.understanding.answer_type import wanted_kind


def case(text: str, told: str, *, focus: str = "", name: str = "", days: Sequence[str] = ()) -> str | None:
    """The words of ``told`` that ``number_of_case`` finds for the question ``text``."""
    names = (KnownName(name, tuple(terms(name))),) if name else ()
    question = Question(text, wanted_kind(text), tuple(query_terms(text)), names, tuple(terms(focus)))
    line = Line(1, 0, tuple(terms(told)))
    dates = tuple(EntityMention(told.index(day), told.index(day) + len(day), "DATE", None) for day in days)
    facts = ArticleFacts(1, "", None, (), (line,), len(line.terms), frozenset(line.terms))
    found = number_of_case(question, Candidate(line, facts, told, (), dates))
    return told[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("question", "told", "focus", "expected"),
    [
        ("How many sit in Ebo?", "About 900 sit in Orlo, 40 in Ebo and 70 in Lodden.", "", "40"),
        ("How many are lost?", "Ek said two boats were lost and that 70 lay in port.", "", "two"),
        ("How many jars have they sold?", "It bought 90 jars and sold 30 more in May.", "jars", "30"),
        ("How many jars has it?", "It has 90 jars and 30 bowls.", "jars", None),
        ("How many boats sank in the storm?", "The storm passed 60 kilometres off and nine boats fell.", "boats", None),
        ("How long was the visit?", "It was a two-day visit, the first in five years.", "", None),
        ("How many are there?", "About 900 sit in Orlo and 40 in Ebo.", "", None),
        ("How many sit in Lodden or Ebo?", "About 900 are in Orlo, 40 in Ebo and 70 in Lodden.", "", None),
        ("and in Ebo?", "About 900 are in Orlo and 40 in Ebo.", "", None),
    ],
)
def test_the_part_that_has_words_of_the_question(question: str, told: str, focus: str, expected: str | None) -> None:
    assert case(question, told, focus=focus) == expected


def test_the_part_with_the_name_in_question() -> None:
    told = "Orlo got 15 years to pay, while Ebo got 20 years and a loan of 30 tools."

    assert case("How many years did Ebo get?", told, name="Ebo") == "20 years"


@pytest.mark.parametrize(
    ("told", "days", "expected"),
    [
        ("Tall boats pay from May and small boats from June.", ("May", "June"), "May"),
        ("Tall boats pay in May and on 4 June.", ("May", "4 June"), None),
    ],
)
def test_times_are_told_case_by_case(told: str, days: Sequence[str], expected: str | None) -> None:
    assert case("From when do tall boats pay?", told, days=days) == expected
