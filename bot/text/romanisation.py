"""Whether two names are spellings of one in Latin letters: "Mubarack" and "Mubarak", "Qassem" and "Kasem". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.text.name_numbers import numbered_names
from bot.text.names import fold

#: Letters that romanisations of one sound exchange, in the order in which they are unified.
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"ph", "f"),
        (r"sch", "sh"),
        (r"ck|kh|q|c(?!h)", "k"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"dj", "j"),
        (r"t[sz]", "z"),
        (r"w", "v"),
        (r"oo|ou|o", "u"),
        (r"ee|y", "i"),
        (r"[ae]i|ae|e", "a"),
        (r"(?<=[aiu])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def same_sound(one: str, other: str) -> bool:
    """Whether two names consist of as many words, each of which differs in its romanisation only."""
    mine, its = fold(one).split(), fold(other).split()
    numbers = [{number for _, number in numbered_names(name)} for name in (one, other)]
    if numbers[0] != numbers[1]:  # "Charles II" and "Charles III"
        return False
    return bool(mine) and len(mine) == len(its) and all(map(_same_word, mine, its))


def _same_word(one: str, other: str) -> bool:
    return one == other or _sound(one) == _sound(other)


@lru_cache(maxsize=1 << 12)
def _sound(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word
