"""Compounds written otherwise: "bush fires" as one word, "airforce" as two. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.text.analyzer import term_of
from bot.text.compounds import closed

_SHORTEST = 3  # letters of a part
_PAIR = re.compile(r"(?<![\w:-])(?P<first>[a-z]{3,}) (?P<second>[a-z]{3,})(?![\w:-])")
_WORD = re.compile(r"(?<![\w:-])[a-z]{6,}(?![\w:-])")

Test = Callable[[str], bool]


def other_compounds(words: str, is_word: Test, occurs: Test) -> str:
    """``words`` with two that are also written as one joined, and one that is also written as two apart.

    ``is_word``: whether there is such a word; ``occurs``: whether the archive has these two words side by side.
    """

    def joined(pair: re.Match[str]) -> str:
        first, second = pair["first"], pair["second"]
        plain = all(map(term_of, (first, second))) and not closed(pair.group())
        return first + second if plain and is_word(first + second) else pair.group()

    return _WORD.sub(lambda word: _apart(word.group(), is_word, occurs), _PAIR.sub(joined, words))


def _apart(word: str, is_word: Test, occurs: Test) -> str:
    """The two words, as a phrase, as which the archive has a word; the word itself if it does not."""
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    parts = [(word[:cut], word[cut:]) for cut in cuts if term_of(word[:cut]) and term_of(word[cut:])]
    phrases = (f"{first} {second}" for first, second in parts if is_word(first) and is_word(second))
    return next((f'"{phrase}"' for phrase in phrases if occurs(phrase)), word)
