"""Whom a pronoun refers to. Pure."""

from __future__ import annotations

import pytest

from bot.models import Turn
from bot.models.questions import AnswerType, KnownName, Question, Understood
from bot.retrieval.answers.references import referent, several

PEOPLE = {"Halvorsen": "PERSON", "Moira Kint": "PERSON", "Leonie Marsh": "PERSON", "Gideon Strake": "PERSON"}
THINGS = {"Mount Garran": "LOC", "Norvik Bank": "ORG", "Velden": "GPE", "Orla Maid": "VEHICLE"}


def named(*names: str) -> tuple[KnownName, ...]:
    labels = PEOPLE | THINGS
    return tuple(KnownName(name, tuple(name.lower().split()), (1,), (labels[name],)) for name in names)


def before(
    wanted: AnswerType, asked: tuple[str, ...], told: tuple[str, ...], short: tuple[str, ...] = ()
) -> Understood:
    question = Question("?", wanted, (), named(*asked))
    return Understood(question, named(*asked, *told), named(*short))


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("How old is she?", before(AnswerType.WHO, ("Halvorsen",), ("Moira Kint",)), "Moira Kint"),
        ("How old is he?", before(AnswerType.WHEN, ("Halvorsen",), ("Moira Kint",)), "Halvorsen"),
        ("What did his lawyer say?", before(AnswerType.WHO, (), ("Leonie Marsh", "Gideon Strake")), "Gideon Strake"),
        ("What did his lawyer say?", before(AnswerType.WHO, (), ("Leonie Marsh",)), None),
        ("Was she there?", before(AnswerType.WHERE, ("Leonie Marsh",), ()), "Leonie Marsh"),
        ("Where is he now?", before(AnswerType.WHO, ("Halvorsen",), (), ("Gideon Strake",)), "Gideon Strake"),
        ("What started it?", before(AnswerType.HOW_MANY, ("Mount Garran",), ("Velden",)), None),
        ("Who runs it?", before(AnswerType.WHERE, ("Norvik Bank",), ("Velden",)), "Norvik Bank"),
        ("How fast was it?", before(AnswerType.WHERE, ("Velden",), ("Orla Maid",)), "Orla Maid"),
        ("Why did they drop it?", before(AnswerType.WHO, ("Norvik Bank",), ()), None),
    ],
)
def test_referent(text: str, last: Understood, expected: str | None) -> None:
    found = referent(text, last)

    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("Granollers and Lopez", "Granollers and Lopez"),
        ("Kint, Marsh and Strake", "Kint, Marsh and Strake"),
        ("bridegroom, Karim Saada", None),
        ("Gideon Strake", None),
        ("two of the drivers and their wives", None),
    ],
)
def test_they_are_several_names(short: str, expected: str | None) -> None:
    turn = Turn(question="Who won?", short=short)
    found = several("Where did they meet?", turn, before(AnswerType.WHO, (), ()))

    assert (found.text if found else None) == expected
