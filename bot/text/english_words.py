"""Which words are English: 160,000 with their frequencies. Pure."""

from __future__ import annotations

from functools import lru_cache

from spellchecker import SpellChecker


@lru_cache(maxsize=1)
def english_words() -> SpellChecker:
    """The words with frequencies and neighbours; takes 20 MB and a quarter of a second to load, on first use."""
    return SpellChecker(language="en", distance=1)


def is_english(word: str) -> bool:
    """Whether a word in lower case is English."""
    return word in english_words()
