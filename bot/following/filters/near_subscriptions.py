"""Of what a chat follows, what may be meant by words that match none of it exactly. Pure."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz.distance import OSA

from bot.models import Subscription
from bot.text.names import all_words

_LONG = 5  # letters of a word that a slip of the keys leaves recognisable


def nearest(followed: Collection[Subscription], words: str) -> list[Subscription]:
    """The subscriptions that share the most words with ``words``, slips included, in their order; none if none is."""
    wanted = set(all_words(words))
    shared = {one.row: sum(_is_among(word, all_words(one.value)) for word in wanted) for one in followed}
    most = max(shared.values(), default=0)
    return [one for one in followed if most and shared[one.row] == most]


def _is_among(word: str, words: Collection[str]) -> bool:
    """Whether a word, or a long one with a slip of the keys in it, is among others."""
    return word in words or (len(word) >= _LONG and any(OSA.distance(word, one) == 1 for one in words))
