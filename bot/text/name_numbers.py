"""Numbers in names, in any writing: "Formula 1" and "Formula One", "World War II" and "World War 2". Pure."""

from __future__ import annotations

import re
from functools import cache

from bot.lexicon.calendar import calendar_words
from bot.lexicon.numbers import NUMBERS

_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = [tens + ones for tens in ("", "X", "XX") for ones in _ONES][1:]
_WORDS = "|".join(word.capitalize() for word in NUMBERS)
_NUMBERED = re.compile(
    rf"\b(?P<name>[A-ZÀ-Þ][\w'’-]*[^\W\d])[ -](?P<number>[IVX]+|\d{{1,2}}|{_WORDS})\b"
    r"(?![.,:]?\d|[%°]| per)"
)


def number_of(word: str) -> int | None:
    """The value of a word that numbers a name: "II", "2", "Two"; None for any other, "V." and "two" included."""
    return _values().get(word)


def other_writings(word: str) -> tuple[str, ...]:
    """The other writings of a number in a name: "2" -> "II", "Two". None of "I" and "V", which are mostly letters."""
    value = number_of(word)
    if value is None or (len(word) == 1 and word.isalpha()):
        return ()
    return tuple(other for other in _writings(value) if other != word)


def numbered_names(text: str) -> set[tuple[str, int]]:
    """The numbered names in ``text``: the word before the number, in lower case, and its value."""
    found = ((match["name"].casefold(), number_of(match["number"])) for match in _NUMBERED.finditer(text))
    months = calendar_words().months
    return {(name, value) for name, value in found if value is not None and calendar_words().word(name) not in months}


@cache
def _values() -> dict[str, int]:
    found = {roman: value for value, roman in enumerate(_ROMAN, 1)}
    found |= {str(value): value for value in range(1, 100)}
    return found | {word.capitalize(): value for word, value in NUMBERS.items()}


@cache
def _writings(value: int) -> tuple[str, ...]:
    return tuple(writing for writing, same in _values().items() if same == value)
