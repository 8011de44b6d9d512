"""Words that are written as one, with a hyphen or as two: "ceasefire", "cease-fire", "cease fire". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.lexicon.loader import word_list
from bot.text.analyzer import term_of, words

_OPEN = word_list("compounds", "open_and_closed")
_JOINT = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]+)(?P<joint>-| )(?=(?P<second>[^\W\d_]{2,})(?![\w-]))")
_SHORTEST = 2  # letters of a part; "e-mail" is found only where a text is at hand


def closed(text: str) -> str:
    """Two words as one where they may be written so, in small letters: "Cease-fire" -> "ceasefire"; else ""."""
    found = next(compounds(text), None) if "-" in text or " " in text else None
    return found[0] if found and (found[1], found[2]) == (0, len(text)) else ""


def compounds(text: str) -> Iterator[tuple[str, int, int]]:
    """The two words in ``text`` that may be written as one: that word folded, with where they start and end.

    Whatever a hyphen joins may be; what a blank parts only where the lexicon has it.
    """
    for match in _JOINT.finditer(text):
        if match["joint"] == " " and match["first"].casefold() not in _firsts():
            continue
        folded = words(match["first"]) + words(match["second"])
        if len(folded) == 2 and _is_one(folded, match["joint"]):
            yield "".join(folded), match.start(), match.end("second")


def parts(stem: str) -> Iterator[tuple[str, ...]]:
    """The terms that a stem's word may have where it is written as two: "cooper" -> ("co", "oper"); many are none."""
    for at in range(_SHORTEST, len(stem) - _SHORTEST + 1) if stem.isalpha() else ():
        first, second = term_of(stem[:at]), term_of(stem[at:])
        if first:
            yield (first, second) if second else (first,)


def _is_one(folded: list[str], joint: str) -> bool:
    return joint == "-" or term_of("".join(folded)) in _stems()


@cache
def _firsts() -> frozenset[str]:
    return frozenset(word.partition("_")[0] for word in _OPEN)


@cache
def _stems() -> frozenset[str]:
    return frozenset(term_of(word.replace("_", "")) for word in _OPEN)
