"""Translate a Match into an expression for FTS5's MATCH, built from quoted terms only.

A term consists of letters, digits and points, so no text can reach FTS5's query syntax.
"""

from __future__ import annotations

from bot.archive.match import Match, TermClause


def expression(match: Match) -> str:
    """The FTS5 expression; "" for a match that matches nothing. Raises ValueError if something is not a term."""
    return " OR ".join(_clause(clause) for clause in match)


def quoted(term: str) -> str:
    """A term as an FTS5 string. Raises ValueError if it is not a term."""
    if not term or not all(char.isalnum() or char == "." for char in term):
        raise ValueError(f"not a term: {term!r}")
    return f'"{term}"'


def _clause(clause: TermClause) -> str:
    parts = list(map(quoted, clause.all))
    if clause.any:
        parts.append(f"({' OR '.join(map(quoted, clause.any))})")
    if clause.phrase:
        parts.append(" + ".join(map(quoted, clause.phrase)))
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"
