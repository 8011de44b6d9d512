"""Long word lists, readable in source."""

from __future__ import annotations


def split_words(text: str) -> list[str]:
    """The words of ``text``."""
    return text.split()
