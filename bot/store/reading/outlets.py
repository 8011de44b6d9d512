"""Look outlets up by name."""

from __future__ import annotations

from bot.store.base.connection import Connection


def is_outlet(connection: Connection, name: str) -> bool:
    """Whether some outlet's name contains ``name``, compared case-insensitively."""
    query = "SELECT 1 FROM articles WHERE instr(lower(source), ?) > 0 LIMIT 1"
    return connection.execute(query, (name.lower(),)).fetchone() is not None


def largest_outlets(connection: Connection, limit: int) -> list[str]:
    """The outlets with the most articles, largest first."""
    rows = connection.execute(
        "SELECT source FROM articles WHERE source <> '' GROUP BY source ORDER BY count(*) DESC LIMIT ?", (limit,)
    )
    return [row[0] for row in rows]
