"""Look entities up by name."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from collections.abc import Collection

from bot.models.entities import NOBODY, Entities
from bot.store.connection import Connection
from bot.store.rows import VALUES_OF, as_values


def entities_named(connection: Connection, keys: Collection[str]) -> dict[str, Entities]:
    """The entities known by each folded name. Unknown names are left out."""
    found = connection.execute(
        f"""SELECT a.key, a.entity_id, e.label FROM aliases AS a JOIN entities AS e ON e.id = a.entity_id
            WHERE a.key IN ({VALUES_OF}) ORDER BY a.entity_id""",
        (as_values(sorted(keys)),),
    )
    known: dict[str, Entities] = {}
    for key, row, label in found:
        before = known.get(key, NOBODY)
        known[key] = Entities((*before.rows, row), tuple(dict.fromkeys((*before.labels, label))))
    return known


def entity_names(connection: Connection, rows: Collection[int]) -> dict[int, str]:
    """The name of each entity. Unknown rows are left out."""
    found = connection.execute(f"SELECT id, name FROM entities WHERE id IN ({VALUES_OF})", (as_values(rows),))
    return {row[0]: row[1] for row in found}
