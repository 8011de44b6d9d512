"""The values of numbers in any spelling: "Sixty-three", "63", "1.2 million", "12 mln". Pure."""

from __future__ import annotations

import re

from bot.lexicon.numbers import SCALES, SMALL, TENS
from bot.text.analyzer import words

_WORDS = {word: float(value) for value, word in enumerate(SMALL)} | {
    word: 10.0 * value for value, word in enumerate(TENS, start=2)
}
_HUNDRED = 100.0
_FIGURES = re.compile(r"\d+(?:\.\d+)?")


def amount(text: str) -> float | None:
    """The first number in ``text``, without hedges ("at least") and units; None if there is none.

    Parts of one number are added ("one million two hundred thousand"); figures start a new number, so "five or 12" is
    5.
    """
    total, part, found = 0.0, 0.0, False
    for word in words(text):
        value = _value(word)
        if value is not None and not (found and _FIGURES.fullmatch(word)):
            part += value
        elif word == "hundred":
            part = (part or 1.0) * _HUNDRED
        elif word in SCALES:
            total, part = total + (part or 1.0) * SCALES[word], 0.0
        elif word == "and" or not found:
            continue
        else:
            break
        found = True
    return total + part if found else None


def numbers(text: str) -> frozenset[float]:
    """The values of all single numbers in ``text``, in figures or words; scales such as "million" are ignored."""
    return frozenset(value for word in words(text) if (value := _value(word)) is not None)


def is_number_word(word: str) -> bool:
    """Whether a folded word only expresses an amount ("63", "six", "million")."""
    return word == "hundred" or word in SCALES or _value(word) is not None


def _value(word: str) -> float | None:
    return float(word) if _FIGURES.fullmatch(word) else _WORDS.get(word)
