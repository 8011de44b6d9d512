"""Outlets as people call them."""

from __future__ import annotations

import pytest

from bot.understanding.outlets import outlets_named

OUTLETS = ("The Meridian Post", "Tessarn Courier", "Coastline Wire", "BBC Sport", "BBC Business")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what does the courier say and what does the wire say", ["Courier", "Wire"]),
        ("how do the meridian post and the BBC see it", ["Meridian Post", "BBC"]),
        ("news from Tessarn Courier", ["Tessarn Courier"]),
        ("post me a letter by courier", []),
        ("the wirecutter", []),
    ],
)
def test_names_of_outlets(text: str, named: list[str]) -> None:
    assert [called.removeprefix("The ") for called, _ in outlets_named(text, OUTLETS)] == named


def test_words_without_the_count_where_outlets_are_compared() -> None:
    assert [called for called, _ in outlets_named("courier or wire?", OUTLETS, bare=True)] == ["Courier", "Wire"]


def test_a_word_of_two_outlets_names_neither() -> None:
    assert outlets_named("the post", ("Coast Post", "Meridian Post")) == []
