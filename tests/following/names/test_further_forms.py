"""Forms of a body's name that an article does not print."""

from __future__ import annotations

import pytest

from bot.following.names.further_forms import all_forms, in_parts, initials
from bot.models import Name
from bot.text.name_matching import name_words, same_word


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Northern Harbour Pilots Association", "NHPA"),
        ("the Bureau of Coastal Survey and Mapping", "BCSM"),
        ("Harbour Pilots Association", ""),  # three letters stand for too much
        ("Institute for the study of tides", ""),
        ("Studio 54 Dance Company", ""),
    ],
)
def test_initials_of_long_names(name: str, letters: str) -> None:
    assert initials(name_words(name)) == letters


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("NorthBank", ["North", "Bank"]),
        ("JPMorganChase", ["JP", "Morgan", "Chase"]),
        ("superPAC", ["super", "PAC"]),
        ("McDonald", ["McDonald"]),
        ("NATO", ["NATO"]),
        ("MPs", ["MPs"]),
        ("Brennholm", ["Brennholm"]),
    ],
)
def test_words_within_a_word(word: str, parts: list[str]) -> None:
    assert in_parts(word) == parts


def test_a_body_has_forms_that_nobody_prints_and_a_person_has_none() -> None:
    assert ("DGWSKB",) in all_forms(Name(name="DGW-SKB", label="ORG"))
    assert all_forms(Name(name="Anna Lee-Tarrow", label="PERSON")) == (("Anna", "Lee", "Tarrow"),)


@pytest.mark.parametrize(
    ("wanted", "printed", "same"),
    [
        ("Northbank", "NorthBank", True),
        ("NorthBank", "Northbank", True),
        ("Mcdonald", "McDonald", True),
        ("Who", "WHO", False),
        ("Spurs", "spurs", False),
    ],
)
def test_capitals_within_a_word_are_as_people_type_them(wanted: str, printed: str, same: bool) -> None:
    assert same_word(wanted, printed) is same
