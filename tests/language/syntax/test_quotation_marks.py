"""Quoted stretches: curly, straight, single, nested and unbalanced marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.syntax.quotation_marks import quoted


def words(text: str) -> list[str]:
    return [text[slice(*stretch.inner)] for stretch in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," she said.', ["Yes,"]),
        ("“Yes,” she said.", ["Yes,"]),
        ("‘Yes,’ she said.", ["Yes,"]),
        ("'Yes,' she said.", ["Yes,"]),
        ("``Yes,'' she said.", ["Yes,"]),
        ("«Oui», she said.", ["Oui"]),
        ('“Mixed marks," she said.', ["Mixed marks,"]),
        ('He said,"No blank before it," twice.', ["No blank before it,"]),
        ('a "dear friend" and "very happy"', ["dear friend", "very happy"]),
        ("“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,"]),
        ("\"He told me 'no' twice,\" she said.", ["He told me 'no' twice,"]),
        ("‘He told me “no” twice,’ she said.", ["He told me “no” twice,"]),
        ("“He said “no” to me,” she said.", ["He said “no” to me,"]),
        ("‘It’s the workers’ right,’ he said.", ["It’s the workers’ right,"]),
    ],
)
def test_marks_in_pairs(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert all(stretch.closed for stretch in quoted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union and the bosses' club met.",
        "It’s the dog’s bone, and the ’90s are over.",
        "Rock 'n' roll was born in the '50s.",
        "The pipe is 6' 2\" long.",
        "A stray mark” closes nothing.",
        "",
    ],
)
def test_apostrophes_and_stray_marks_open_nothing(text: str) -> None:
    assert quoted(text) == ()


def test_an_opening_mark_alone_holds_to_the_end_of_its_paragraph() -> None:
    (stretch,) = quoted('He went on: "We will not leave.')

    assert not stretch.closed
    assert stretch.inner == (13, 31)


def test_a_lost_closing_mark_does_not_spoil_the_next_quote() -> None:
    assert words("“We never got it. “We got it,” she said.") == ["We got it,"]


@given(st.text(alphabet="ab .,'\"“”‘’`«»\n", max_size=60))
def test_any_text_gives_ordered_stretches_inside_it(text: str) -> None:
    end = 0
    for stretch in quoted(text):
        assert end <= stretch.start < stretch.inner[0] <= stretch.inner[1] <= stretch.end <= len(text)
        end = stretch.end


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("— The quay will be ready, said chairman Gideon Stroud.", ["The quay will be ready"]),
        ("— And who pays? asked Otmar Quill.", ["And who pays?"]),
        ("– It will not, the treasurer Otmar Quill answered. – We are poor.", ["It will not", "We are poor."]),
        ("- The board, which met on Friday, said the quay was old", []),
        ("- The board, which met on Friday, said Nordhaven was old", []),
        ("- 900,000 crowns for the zoo", []),
        ("— Nordhaven. The mayor said no.", []),
    ],
)
def test_speech_behind_a_dash(text: str, said: list[str]) -> None:
    assert [text[one.inner[0] : one.inner[1]] for one in quoted(text)] == said
