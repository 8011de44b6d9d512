"""Long word lists that are readable in source code."""

from __future__ import annotations


def split_words(text: str) -> list[str]:
    """The words of ``text``."""
    return text.split()
