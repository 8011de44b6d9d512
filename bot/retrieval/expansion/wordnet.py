"""Relations of words in WordNet: synonyms and hypernyms.

The data file in this folder was made by training/wordnet.py, which documents its format. The words are WordNet's
(WORDNET-LICENSE). All functions work on terms (see terms.py), not words.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Senses:
    """The relations of a term's most frequent senses."""

    same: frozenset[str] = _NONE  #: synonyms, and words derived from one another: "decide", "decision"
    above: frozenset[str] = _NONE  #: direct hypernyms: "murder" -> "kill"
    kinds: frozenset[str] = _NONE  #: for nouns, its kinds: "pneumonia" -> "disease", "illness"


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """The rest of the line of each term: 57,000 lines, a tenth of a second and 12 MB, read for the first question."""
    packed = (files("bot.retrieval.expansion") / "wordnet.txt.xz").read_bytes()
    lines = (line.partition("\t") for line in lzma.decompress(packed).decode().splitlines())
    return {term: rest for term, _, rest in lines}


@lru_cache(maxsize=1 << 14)
def senses(term: str) -> Senses:
    """The relations of ``term``; empty for a word that WordNet does not have."""
    line = _lines().get(term)
    return Senses(*(frozenset(part.split()) for part in line.split("\t"))) if line else Senses()
