"""Amounts written in short and in full: "2m" and "2 million". Pure."""

from __future__ import annotations

import re

_IN_FULL = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_IN_SHORT = {"million": "m", "billion": "bn", "trillion": "tn"}
_SHORT = re.compile(r"(?<![\w.,:])(?P<figure>\d+(?:[.,]\d+)?) ?(?P<unit>mn?|bn|tn)\b", re.IGNORECASE)
_FULL = re.compile(r"(?<![\w.,:])(?P<figure>\d+(?:[.,]\d+)?) (?P<unit>million|billion|trillion)\b", re.IGNORECASE)


def other_writing(words: str) -> str:
    """``words`` with its amounts in full, or, if they are, in short; the same if there are none.

    "2m for ferries" -> "2 million for ferries", "2 million" -> "2m"
    """
    full = _SHORT.sub(lambda found: f"{found['figure']} {_IN_FULL[found['unit'].lower()]}", words)
    if full != words:
        return full
    return _FULL.sub(lambda found: f"{found['figure']}{_IN_SHORT[found['unit'].lower()]}", words)
