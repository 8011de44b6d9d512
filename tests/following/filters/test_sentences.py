"""Filters worded as a sentence: which of their words may be missing, and how that is told."""

from __future__ import annotations

import pytest

from bot.following.filter_language.filter_language import parse
from bot.following.filters.filters_in_words import read_as

KNOWN = {"athens", "orlo"}


def told(words: str) -> str:
    return read_as(parse(words, outlets=["Wire"], known_name=lambda name: name.casefold() in KNOWN).filter, brief=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("guns in schools", "guns and schools"),
        ("prisoners held at Orlo", "prisoners and Orlo"),
        ("the impact of tariffs on farmers", "tariffs and farmers"),
        ("role of women", "role and women"),  # what is left would be too little
        ("impact of Orlo", "Orlo"),
        ("high impact driving", "high and impact and driving"),
        (
            "farmers blocking roads near Athens over milk",
            "farmers and blocking and roads and Athens and milk (one of them may be missing)",
        ),
        ("dry stone wall building course", "dry and stone and wall and building and course"),
        ("farmers blocking roads for milk", "farmers and blocking and roads and milk"),  # four, none of them a name
        (
            "farmers blocking roads in Athens -tractors from:Wire",
            "farmers and blocking and roads and Athens (one of them may be missing), but not tractors, from Wire",
        ),
        ("farmers blocking roads in Athens OR floods", "farmers and blocking and roads and Athens, or floods"),
    ],
)
def test_what_must_stand_in_an_article(words: str, expected: str) -> None:
    assert told(words) == expected


def test_a_name_is_never_missing() -> None:
    wanted = parse("farmers blocking roads in Athens", outlets=[], known_name=lambda name: name.casefold() in KNOWN)

    assert all("Athens" in {phrase.text for phrase in clause} for clause in wanted.filter.anyof)
    assert sorted(map(len, wanted.filter.anyof)) == [3, 3, 3, 4]
