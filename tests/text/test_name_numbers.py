"""Numbers in names."""

from __future__ import annotations

import pytest

from bot.text.name_numbers import number_of, numbered_names, other_writings
from bot.text.romanisation import same_sound


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("2", {"II", "Two"}),
        ("II", {"2", "Two"}),
        ("One", {"1", "I"}),
        ("XIV", {"14", "Fourteen"}),
        ("I", set()),
        ("V", set()),
        ("two", set()),
        ("Lodden", set()),
    ],
)
def test_other_writings(word: str, others: set[str]) -> None:
    assert set(other_writings(word)) == others


def test_the_values_of_numbers_in_names() -> None:
    assert [number_of(word) for word in ("III", "3", "Three", "XXIX", "IIII", "three", "007")] == [
        3,
        3,
        3,
        29,
        *[None] * 3,
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("King Charles III opened it", {("charles", 3)}),
        ("a bomb of World War Two", {("war", 2)}),
        ("Formula 1 comes to Lodden", {("formula", 1)}),
        ("the Heron-2 left", {("heron", 2)}),
        ("on May 4 and 12 July", set()),
        ("Lodden 3.5 percent", set()),
        ("Malle 12% and Sund 14:30", set()),
    ],
)
def test_numbered_names(text: str, names: set[tuple[str, int]]) -> None:
    assert numbered_names(text) == names


def test_another_number_is_no_other_spelling() -> None:
    assert not same_sound("Charles III", "Charles II")
    assert same_sound("Hosni Mubarak II", "Hosni Mubarack II")
