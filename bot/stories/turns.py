"""Decide whether an article is a turn of its story or repeats it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NEW = 0.5  #: share of an article's opening that no earlier article of the story has
REPEATED = 0.1  #: an article with at most this share of new words is a repetition
OPENING = 3  #: sentences compared in addition to the title, as news comes first


def share_new(opening: Iterable[str], earlier: Iterable[Sequence[str]]) -> float:
    """The share of words that are new, 0 if there are none: NEW or more is a turn, REPEATED or less a repetition.

    ``opening``: the terms of an article's title and first OPENING sentences; ``earlier``: the terms of the earlier
    articles of the story.
    """
    words = set(opening)
    told = {term for terms in earlier for term in terms}
    return len(words - told) / len(words) if words else 0.0
