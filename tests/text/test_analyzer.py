"""The analyser: tables of texts and their terms, and rules that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.expansion.thesaurus import related
from bot.text.analyzer import LONGEST_TERM, query_terms, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister was meeting ministers", ["minist", "meet", "minist"]),
        ("They met; she bought a ferry", ["meet", "buy", "ferri"]),
        ("Virta’s “dear friend”", ["virta", "dear", "friend"]),
        ("the islanders' boats", ["island", "boat"]),
        ("a 30-year-old man", ["30", "year", "old", "man"]),
        ("$1.2bn or £30K", ["1.2", "billion", "30", "thousand"]),
        ("320 mln dlrs, 35 pct, 35%", ["320", "million", "dollar", "35", "percent", "35", "percent"]),
        ("449,000 in 1987", ["449000", "1987"]),
        ("the 14th of Sept.", ["14", "septemb"]),
        ("U.S. troops, US troops, tell us", ["america", "troop", "america", "troop", "tell"]),
        ("İ.Ö.", ["iö"]),  # folds to a letter and a mark, which is no part of a term
        ("the us economy", ["america", "economi"]),
        ("Russian and Russia", ["russia", "russia"]),
        ("won't, isn't, they've", []),
        ("Café Müller", ["cafe", "muller"]),
        ("COVID-19", ["covid", "19"]),
        ("O'Brien", ["o", "brien"]),
        ("Theresa May", ["theresa", "may"]),
        ("北京 2024", ["北", "京", "2024"]),
        ("مرحبا", ["مرحبا"]),
        ("٣٤", ["34"]),
        ("", []),
        ("😀 \x00 !?", []),
    ],
)
def test_the_terms_of_a_text(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many people were killed, people?", ["person", "kill"]),
        ("how old is the captain", ["captain"]),
        ("an old captain", ["old", "captain"]),
        ("How many?", []),
        ("please tell", ["pleas", "tell"]),
        ("Who?", []),
    ],
)
def test_query_terms_leave_out_asking_and_repeats(text: str, expected: list[str]) -> None:
    assert query_terms(text) == expected


@given(st.text())
def test_terms_are_letters_digits_and_points(text: str) -> None:
    """What recall relies on: no term can be anything but a plain string to FTS5."""
    for term in terms(text):
        assert 0 < len(term) <= LONGEST_TERM
        assert all(char.isalnum() or char == "." for char in term)
        assert not set(term) & set(" \t\n\"'*()^-+:\x00")


@given(st.text(alphabet="abcdefh 0123.,'-"))
def test_terms_do_not_depend_on_case(text: str) -> None:
    assert terms(text.upper()) == terms(text)


def test_words_keep_stop_words_and_endings() -> None:
    assert words("The ministers’ cafés") == ["the", "ministers", "cafes"]


@pytest.mark.parametrize(("one", "other"), [("fire", "sack"), ("japan", "tokyo"), ("acquir", "buy")])
def test_relatives_are_mutual(one: str, other: str) -> None:
    assert other in related(one)
    assert one in related(other)


def test_a_term_is_no_relative_of_itself() -> None:
    assert "sack" not in related("sack")
    assert related("kittiwak") == frozenset()
