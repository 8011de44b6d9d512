"""A Match as an expression for FTS5's MATCH, built from our own terms in double quotes only.

A term holds letters, digits and points, so that no text reaches FTS5's query syntax.
"""

from __future__ import annotations

from bot.archive.match import Match, TermClause


def expression(match: Match) -> str:
    """The expression; "" for a match that matches nothing. Raises ValueError for what is no term of ours."""
    return " OR ".join(_clause(clause) for clause in match)


def quoted(term: str) -> str:
    """An FTS5 string. Raises ValueError for what is no term of ours."""
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
