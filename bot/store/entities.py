"""Entities by their names, and which of them a sentence names."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from collections.abc import Collection

from bot.store.database import Connection
from bot.store.rows import VALUES_OF, as_values


def entities_named(connection: Connection, keys: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Folded name -> rows of the entities that go by it; unknown names are missing."""
    rows = connection.execute(
        f"SELECT key, entity_id FROM aliases WHERE key IN ({VALUES_OF}) ORDER BY entity_id", (as_values(sorted(keys)),)
    )
    known: dict[str, tuple[int, ...]] = {}
    for key, entity in rows:
        known[key] = (*known.get(key, ()), entity)
    return known


def labels_of(connection: Connection, entity_rows: Collection[int]) -> set[str]:
    """The labels of the entities."""
    rows = connection.execute(f"SELECT label FROM entities WHERE id IN ({VALUES_OF})", (as_values(entity_rows),))
    return {row[0] for row in rows}


def names_in(connection: Connection, sentence_row: int, labels: Collection[str]) -> list[str]:
    """Names of the entities with one of ``labels`` that a sentence mentions, in its order."""
    rows = connection.execute(
        f"""SELECT DISTINCT entities.name FROM mentions JOIN entities ON entities.id = entity_id
            WHERE sentence_id = ? AND entities.label IN ({VALUES_OF}) ORDER BY mentions.start""",
        (sentence_row, as_values(labels)),
    )
    return [row[0] for row in rows]
