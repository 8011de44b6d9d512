"""Lists of words as frozen sets."""

from __future__ import annotations


def word_set(listed: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(listed.split())
