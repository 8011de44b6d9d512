"""Whom a pronoun refers to. Pure."""

from __future__ import annotations

import pytest

from bot.models import Turn
from bot.models.questions import AnswerType, KnownName, Question, Understood
from bot.retrieval.answers.references import referent, several

PEOPLE = {"Halvorsen": "PERSON", "Moira Kint": "PERSON", "Leonie Marsh": "PERSON", "Gideon Strake": "PERSON"}
THINGS = {"Mount Garran": "LOC", "Norvik Bank": "ORG", "Velden": "GPE", "Orla Maid": "VEHICLE", "Norwegian": "NORP"}


def named(*names: str) -> tuple[KnownName, ...]:
    labels = PEOPLE | THINGS
    rows = list(labels)
    return tuple(KnownName(name, tuple(name.lower().split()), (rows.index(name),), (labels[name],)) for name in names)


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
        ("Who watched it?", before(AnswerType.WHEN, ("Norwegian",), ()), None),
        ("Who mocked it?", before(AnswerType.MONEY, (), ("Norvik Bank",)), None),
    ],
)
def test_whom_a_pronoun_refers_to(text: str, last: Understood, expected: str | None) -> None:
    found = referent(text, last)

    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("Whom did Moira Kint meet?", "Did she hire Marsh?", "Moira Kint"),
        ("Whom did Moira Kint meet?", "What did Strake say about her?", "Leonie Marsh"),
        ("Who met Moira Kint?", "Was she late?", "Leonie Marsh"),
    ],
)
def test_who_acts_in_a_question_goes_on_acting(asked: str, text: str, expected: str) -> None:
    question = Question(asked, AnswerType.WHO, (), named("Moira Kint"))
    last = Understood(question, named("Moira Kint", "Leonie Marsh"), named("Leonie Marsh"))
    found = referent(text, last)

    assert found is not None
    assert found.text == expected


def test_the_answer_tells_of_which_gender_a_surname_is() -> None:
    surname = KnownName("Strake", ("strake",), (7,), ("PERSON",))
    in_full = KnownName("Gideon Strake", ("gideon", "strake"), (7,), ("PERSON",))
    last = Understood(Question("Who challenges Strake?", AnswerType.WHO, (), (surname,)), (surname, in_full))

    assert referent("What did she do before?", last) is None
    assert referent("What did he do before?", last) == in_full


def test_a_pronoun_may_mean_an_answer_without_a_name() -> None:
    asked = named("Halvorsen")

    assert (
        referent(
            "Is he in prison?", Understood(Question("Who threatened Halvorsen?", AnswerType.WHO, (), asked), asked)
        )
        is None
    )


@pytest.mark.parametrize(
    ("asked", "expected"), [("Which team won the cup?", "Velden"), ("Who looks into the cup?", None)]
)
def test_they_are_the_team_that_was_asked_for(asked: str, expected: str | None) -> None:
    question = Question(asked, AnswerType.WHO, ())
    found = referent("Whom did they beat?", Understood(question, named("Velden"), named("Velden")))

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
