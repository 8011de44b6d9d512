"""Topics that are typed with capitals."""

from __future__ import annotations

import pytest

from bot.following.names.capitals import as_words, may_be_name
from bot.lexicon.loader import word_set

WORDS, NAMES = word_set("minimum wage rail strike interest rates rates red cross in"), word_set("red_cross")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Minimum Wage", '"minimum wage"'),
        ("Interest Rates in Tessarn", '"interest rates" in Tessarn'),
        ("Tessarn Rail Strike", 'Tessarn "rail strike"'),
        ("Rail Strike OR Interest Rates", '"rail strike" OR "interest rates"'),
        ("Red Cross", "Red Cross"),  # the archive has that name
        ("Marsden Strike", "Marsden Strike"),  # a word alone is read as one anyway
        ('"Rail Strike"', '"Rail Strike"'),
        ("org:Rail Strike", "org:Rail Strike"),
        ("rail strike", "rail strike"),
        ("RAIL STRIKE", "RAIL STRIKE"),
    ],
)
def test_which_words_are_no_name(words: str, read: str) -> None:
    assert as_words(words, WORDS.__contains__, lambda name: name.casefold().replace(" ", "_") in NAMES) == read


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("Karin Holm", True),
        ("Wall Street", True),
        ("Green Party", True),
        ("New England", True),
        ("Storm Damage", False),
    ],
)
def test_what_may_be_a_name_that_no_article_has(run: str, expected: bool) -> None:
    assert may_be_name(run) is expected
