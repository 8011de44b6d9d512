"""Reconstruction of spaces between the tokens of a corpus without spacing."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TIED_TO_LEFT = re.compile(r"[.,;:!?%)\]}”]|''|n['’]t|['’](s|re|ve|ll|d|m)?", re.IGNORECASE)
_TIED_TO_RIGHT = frozenset(["(", "[", "{", "$", "£", "€", "“", "‘", "#", "``"])


def spaces_after(words: Sequence[str]) -> list[bool]:
    """Whether each word is followed by a space; straight quotation marks alternately open and close."""
    spaces = [True] * len(words)
    quoted = False
    for number, word in enumerate(words):
        closes = word == '"' and quoted
        if number and (closes or _TIED_TO_LEFT.fullmatch(word)):
            spaces[number - 1] = False
        if word in _TIED_TO_RIGHT or (word == '"' and not quoted):
            spaces[number] = False
        quoted ^= word == '"'
    return spaces


def joined(words: Sequence[str], spaces: Sequence[bool]) -> str:
    """The running text."""
    return "".join(word + " " * space for word, space in zip(words, spaces, strict=True)).strip()
