"""Whether a full name is misspelt as ears mislead: "Anthony Wiener" for Weiner, "Mark Zuckerburg". Pure."""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import OSA

from bot.text.name_numbers import numbered_names
from bot.text.names import fold
from bot.text.romanisation import same_sound

_LONG = 5  # letters of a word that one slip leaves recognisable
_VOWELS = frozenset("aeiou")


def is_slip(typed: str, known: str) -> bool:
    """Whether two full names differ in romanisation, and in one vowel or two exchanged letters of the last word, only.

    Other letters make other people: James Comer is not James Comey.
    """
    mine, its = fold(typed).split(), fold(known).split()
    if len(mine) < 2 or len(mine) != len(its) or numbered_names(typed) or numbered_names(known):
        return False
    return all(map(same_sound, mine[:-1], its[:-1])) and _sounds_alike(mine[-1], its[-1])


def _sounds_alike(one: str, other: str) -> bool:
    if same_sound(one, other):
        return True
    if min(len(one), len(other)) < _LONG or one[0] != other[0] or OSA.distance(one, other) > 1:
        return False
    changed = Counter(one) - Counter(other) | Counter(other) - Counter(one)
    return _VOWELS.issuperset(changed)  # none if two letters are exchanged
