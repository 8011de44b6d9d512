"""Terms that may replace one another in text on a topic: "closure" and "close", "aid" and "relief"."""

from __future__ import annotations

from functools import lru_cache

from bot.retrieval.expansion.thesaurus import related
from bot.retrieval.expansion.wordnet import senses


@lru_cache(maxsize=1 << 12)
def related_terms(term: str) -> frozenset[str]:
    """The alternatives that news uses for ``term``, and mutual synonyms in WordNet; empty for most terms."""
    same = {other for other in senses(term).same if term in senses(other).same}
    return related(term) | same
