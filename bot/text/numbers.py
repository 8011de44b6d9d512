"""What a number is worth, however it is written: "Sixty-three", "63", "1.2 million", "12 mln". Pure."""

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
    """The first number in ``text``, hedges ("at least") and units left aside; None when it holds none.

    Parts of one number add up ("one million two hundred thousand"); figures are a number of their own, so that
    "five or 12" is 5.
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
    """The values of all single numbers in ``text``, written in figures or as words; scales are left out."""
    return frozenset(value for word in words(text) if (value := _value(word)) is not None)


def is_number_word(word: str) -> bool:
    """Does a folded word only tell an amount ("63", "six", "million")?"""
    return word == "hundred" or word in SCALES or _value(word) is not None


def _value(word: str) -> float | None:
    return float(word) if _FIGURES.fullmatch(word) else _WORDS.get(word)
