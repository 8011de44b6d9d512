"""Expressions for FTS5's MATCH, built from our own terms in double quotes only.

A term holds letters, digits and points, so that no text reaches FTS5's query syntax.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def all_of(wanted: Iterable[str]) -> str:
    """Units that hold every term; "" without terms."""
    return " AND ".join(map(quoted, dict.fromkeys(wanted)))


def any_of(wanted: Iterable[str]) -> str:
    """Units that hold a term; "" without terms."""
    return " OR ".join(map(quoted, dict.fromkeys(wanted)))


def phrase(wanted: Sequence[str]) -> str:
    """The terms side by side; "" without terms."""
    return " + ".join(map(quoted, wanted))


def quoted(term: str) -> str:
    """An FTS5 string. Raises ValueError for what is no term of ours."""
    if not term or not all(char.isalnum() or char == "." for char in term):
        raise ValueError(f"not a term: {term!r}")
    return f'"{term}"'
