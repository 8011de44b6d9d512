"""Names as keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.names import fold, folded_words, is_initialism


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Narendra Modi", "narendra modi"),
        ("PM Modi", "modi"),
        ("modi's", "modi"),
        ("Modi’s", "modi"),
        ("Prime Minister Narendra Modi", "narendra modi"),
        ("Russian President Vladimir Putin", "vladimir putin"),
        ("White House press secretary Karoline Leavitt", "karoline leavitt"),
        ("Secretary-General António Guterres", "antonio guterres"),
        ("External Affairs Minister S. Jaishankar", "s jaishankar"),
        ("Dr. Mr. No", "no"),
        ("the MEA", "mea"),
        ("The Russian Foreign Ministry", "russian foreign ministry"),
        ("U.S.", "us"),
        ("J.K. Rowling", "jk rowling"),
        ("O'Brien", "obrien"),
        ("AT&T", "att"),
        ("Johnson & Johnson", "johnson and johnson"),
        ("Smith-Jones", "smith jones"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Ｍｏｄｉ", "modi"),
        ("मोदी", "मोदी"),
        ("  Ursula   von der Leyen ", "ursula von der leyen"),
    ],
)
def test_the_key_of_a_name(name: str, key: str) -> None:
    assert fold(name) == key


INSTITUTIONS = ["Prime Minister's Office", "General Motors", "Justice Department", "President of India"]


@pytest.mark.parametrize("name", INSTITUTIONS)
def test_titles_inside_the_name_of_an_institution_stay(name: str) -> None:
    assert len(folded_words(name)) == len(name.split())


@pytest.mark.parametrize(("name", "key"), [("Prime Minister", "minister"), ("The", "the"), ("!?", ""), ("", "")])
def test_a_title_alone_is_kept(name: str, key: str) -> None:
    assert fold(name).endswith(key)
    assert bool(fold(name)) == bool(key)


@given(st.text() | st.text(alphabet="abZ.' ’&-éİß the mr"))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("MEA", True), ("U.N.", True), ("Mea", False), ("M", False), ("NATO-led", False), ("G20", False)],
)
def test_is_acronym(name: str, expected: bool) -> None:
    assert is_initialism(name) is expected
