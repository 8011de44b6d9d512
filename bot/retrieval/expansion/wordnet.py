"""What WordNet knows of words: which mean the same, which are a kind of which.

The file beside this module was made by training/wordnet.py, which says what a line holds; the words are WordNet's
(WORDNET-LICENSE). Everything here is about terms (see terms.py), not words.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Senses:
    """What a term's commonest meanings lead to."""

    same: frozenset[str] = _NONE  #: synonyms, and words derived from one another: "decide", "decision"
    above: frozenset[str] = _NONE  #: one step more general: "murder" -> "kill"
    kinds: frozenset[str] = _NONE  #: for nouns, what it is: "pneumonia" -> "disease", "illness"


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """Term -> the rest of its line: 57,000, a tenth of a second and 12 MB, read for the first question."""
    packed = (files("bot.retrieval.expansion") / "wordnet.txt.xz").read_bytes()
    lines = (line.partition("\t") for line in lzma.decompress(packed).decode().splitlines())
    return {term: rest for term, _, rest in lines}


@lru_cache(maxsize=1 << 14)
def senses(term: str) -> Senses:
    """What ``term`` leads to; nothing for a word that WordNet does not have."""
    line = _lines().get(term)
    return Senses(*(frozenset(part.split()) for part in line.split("\t"))) if line else Senses()
