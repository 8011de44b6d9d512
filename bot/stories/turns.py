"""Is an article a turn of its story, or the same told once more? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NEW = 0.5  #: share of an article's first words that no earlier article of the story has
OPENING = 3  #: sentences that are looked at beside the title: what is new comes first


def is_turn(opening: Iterable[str], earlier: Iterable[Sequence[str]]) -> bool:
    """Whether half of the words are new.

    ``opening``: the terms of an article's title and first OPENING sentences; ``earlier``: the terms of the whole
    articles that told the story before.
    """
    words = set(opening)
    told = {term for terms in earlier for term in terms}
    return bool(words) and len(words - told) >= NEW * len(words)
