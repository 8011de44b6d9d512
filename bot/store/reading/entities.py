"""Look entities up by name, and tell how often they are named."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from collections.abc import Collection

from bot.models.entities import NOBODY, Entities
from bot.store.base.connection import Connection
from bot.store.base.rows import VALUES_OF, as_values

#: Number of mentions from which an entity's newest or oldest articles are found by walking through all articles from
#: that end, rather than by sorting those that name it.
OFTEN = 2000
_OFTEN = "SELECT count(*) FROM (SELECT 1 FROM mentions WHERE entity_id = ? LIMIT ?)"


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


def is_often_named(connection: Connection, entity_row: int) -> bool:
    """Whether an entity has at least ``OFTEN`` mentions; no more of them are counted."""
    (mentions,) = connection.execute(_OFTEN, (entity_row, OFTEN)).fetchone()
    return bool(mentions == OFTEN)
