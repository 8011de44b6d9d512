"""Is an article a turn of its story, or the same told once more? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NEW = 0.5  #: share of an article's first words that no earlier article of the story has
REPEATED = 0.1  #: up to this share new, it is the same told once more
OPENING = 3  #: sentences that are looked at beside the title: what is new comes first


def share_new(opening: Iterable[str], earlier: Iterable[Sequence[str]]) -> float:
    """Which share of the words is new, 0 where there are none; NEW or more make a turn, REPEATED or less a repetition.

    ``opening``: the terms of an article's title and first OPENING sentences; ``earlier``: the terms of the whole
    articles that told the story before.
    """
    words = set(opening)
    told = {term for terms in earlier for term in terms}
    return len(words - told) / len(words) if words else 0.0
