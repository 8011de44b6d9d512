"""What the news calls bodies for short."""

from __future__ import annotations

import pytest

from bot.following.names.acronyms import same_names
from bot.text.name_matching import name_words


@pytest.mark.parametrize(
    ("followed", "other"),
    [
        ("VW", "Volkswagen"),
        ("Volkswagen", "VW"),
        ("Nato", "North Atlantic Treaty Organization"),
        ("Bank of England", "BoE"),
        ("GM", "General Motors"),
        ("Spurs", "Tottenham Hotspur"),
        ("EU", "European Commission"),
        ("European Union", "European Parliament"),
    ],
)
def test_one_is_called_the_other(followed: str, other: str) -> None:
    assert name_words(other) in same_names(name_words(followed))


@pytest.mark.parametrize(
    "followed", ["Who", "who", "us", "Us", "spurs", "ice", "General Motors", "European Commission"]
)
def test_these_mean_themselves(followed: str) -> None:
    assert same_names(name_words(followed)) == (name_words(followed),)
