"""Offices as people name them, and who is said to hold one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.language.descriptions import definition
from bot.understanding.offices import Office, is_held, is_told, office, recency


def nothing(_name: str) -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize(
    ("asked", "words", "where"),
    [
        ("the PM", "prime minister", []),
        ("Velmora's prime minister", "prime minister", ["velmora"]),
        ("the minister of finance", "finance minister", []),
        ("the Fed chairwoman", "chair", ["fed"]),
        ("police chief of Lindon", "police chief", ["lindon"]),
        ("the chief executive officer of Arvo Jets", "chief executive", ["arvo jets"]),
        ("the leader of the dockers' union", "leader", ["dockers union"]),
    ],
)
def test_the_office_that_is_asked_for(asked: str, words: str, where: list[str]) -> None:
    found = office(asked)

    assert found is not None
    assert (" ".join(found.words), list(found.where)) == (words, where)


@pytest.mark.parametrize("asked", ["Ana Reyl", "the ministry", "President Reyl", "", "of Lindon", "the"])
def test_no_office(asked: str) -> None:
    assert office(asked) is None


@pytest.mark.parametrize(
    ("asked", "sentence", "held"),
    [
        ("the mayor", "Mayor Kai Foster came.", True),
        ("the mayor", "Kai Foster, the mayor of Lindon, came.", True),
        ("the mayor", "Former Mayor Kai Foster came.", False),
        ("the former mayor", "Kai Foster, the ex-mayor of Lindon, came.", True),
        ("the mayor", "Deputy Mayor Kai Foster came.", False),
        ("the mayor", "The mayor's spokeswoman, Kai Foster, came.", False),
        ("the mayor", "Kai Foster, the wife of the mayor, came.", False),
        ("the president", "Kai Foster, the president-elect, came.", False),
        ("the finance minister", "Kai Foster, the minister of finance, came.", True),
        ("the minister", "Finance Minister Kai Foster came.", False),
        ("the defence secretary", "Defense Secretary Kai Foster came.", True),
    ],
)
def test_who_is_said_to_hold_it(asked: str, sentence: str, held: bool) -> None:
    name, wanted = re.search("Kai Foster", sentence), office(asked)
    assert name is not None
    assert wanted is not None
    described = definition(sentence, *name.span(), "PERSON")

    assert described is not None
    assert is_held(wanted, described.text, described.said) is held


@pytest.mark.parametrize(
    ("where", "text", "told"),
    [
        ("france", "French President Luc Marel", True),
        ("american", "US Defense Secretary Mark Orr", True),
        ("european central bank", "ECB chief Luc Marel", True),
        ("federal reserve", "Fed Chair Paula Grant", True),
        ("spain", "German Foreign Minister Jana Wolf", False),
    ],
)
def test_of_what_it_is(where: str, text: str, told: bool) -> None:
    assert is_told(Office(words=("chief",), where=(where,)), text, nothing) is told


def test_older_articles_tell_less() -> None:
    assert recency(date(2026, 11, 1), date(2026, 11, 1)) == 1.0
    assert recency(date(2026, 7, 4), date(2026, 11, 1)) == 0.5
