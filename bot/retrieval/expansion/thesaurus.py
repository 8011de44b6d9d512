"""Words that news uses interchangeably: near-synonyms, and capitals that represent a state.

They are weak evidence: a sentence with "sacked" is slightly nearer to a question with "fire". Written from general
knowledge of news English. Each line of thesaurus.txt is a group; a word may be in several.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from bot.text.analyzer import terms


@lru_cache(maxsize=1)
def _relatives() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in (files("bot.retrieval.expansion") / "thesaurus.txt").read_text("utf-8").splitlines():
        group = {term for word in line.split() for term in terms(word.replace("-", ""))}
        for term in group:
            found[term] |= group - {term}
    return {term: frozenset(others) for term, others in found.items()}


def related(term: str) -> frozenset[str]:
    """Terms that may replace ``term``; empty for most terms."""
    return _relatives().get(term, frozenset())
