"""Amounts in short and in full."""

from __future__ import annotations

import pytest

from bot.following.names.figures import other_writing


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("2m for ferries", "2 million for ferries"),
        ("2 million", "2m"),
        ('"1.5bn crowns" or strikes', '"1.5 billion crowns" or strikes'),
        ("3 Trillion", "3tn"),
        ("M4 motorway", "M4 motorway"),
        ("100m hurdles on 5 May", "100 million hurdles on 5 May"),
        ("12 months", "12 months"),
    ],
)
def test_the_other_writing(words: str, other: str) -> None:
    assert other_writing(words) == other
