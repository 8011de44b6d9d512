"""Terms that may stand for one another in words on a topic: "closure" and "close", "aid" and "relief"."""

from __future__ import annotations

from functools import lru_cache

from bot.retrieval.expansion.thesaurus import related
from bot.retrieval.expansion.wordnet import senses


@lru_cache(maxsize=1 << 12)
def kindred(term: str) -> frozenset[str]:
    """What news uses for ``term``, and words that WordNet says mean the same both ways; empty for most."""
    same = {other for other in senses(term).same if term in senses(other).same}
    return related(term) | same
