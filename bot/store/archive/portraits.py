"""What the articles say about one entity: mentions, companions, first and last date, quotes per day.

In a large archive an entity can have a hundred thousand mentions, so queries look at a sample of the newest ones.
"""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot.store.base.rows import VALUES_OF, as_time, as_values
from bot.store.file.database import Database
from bot.store.reading.entities import is_often_named

COMPANIONS = 60  # entities whose mentions are counted, most frequent first
QUOTES = 10_000  # newest quotes that are counted by day

_NEWEST = "SELECT sentence_id, article_id FROM mentions WHERE entity_id = ? ORDER BY article_id DESC LIMIT ?"
_BESIDE = """
SELECT entity_id, count(DISTINCT {unit}) AS n FROM mentions
WHERE {unit} IN ({values}) AND entity_id IS NOT NULL AND entity_id <> ?
GROUP BY entity_id ORDER BY n DESC, entity_id
"""
_BESIDE_IN_SENTENCES = _BESIDE.format(unit="sentence_id", values=VALUES_OF)
_BESIDE_IN_ARTICLES = _BESIDE.format(unit="article_id", values=VALUES_OF)
_ENTITIES = f"SELECT id, name, label, key FROM entities WHERE id IN ({VALUES_OF})"
_DATES = """
SELECT min(published), max(published) FROM articles
WHERE id IN (SELECT article_id FROM mentions WHERE entity_id = :entity)
"""
#: For an entity that is mentioned often: walking in from either end of the archive meets it soon.
_DATES_OFTEN = """
SELECT (SELECT a.published {walk} ORDER BY a.sort_time, a.id LIMIT 1),
    (SELECT a.published {walk} ORDER BY a.sort_time DESC, a.id DESC LIMIT 1)
""".format(
    walk="""FROM articles AS a INDEXED BY articles_by_time WHERE a.published IS NOT NULL
    AND EXISTS (SELECT 1 FROM mentions AS m WHERE m.entity_id = :entity AND m.article_id = a.id)"""
)
_DAYS = """
SELECT substr(a.published, 1, 10) AS day, count(*) AS n
FROM (SELECT article_id, sort_time FROM quotes WHERE entity_id = :entity
    UNION ALL SELECT article_id, sort_time FROM quotes WHERE spoken_for = :entity
    ORDER BY sort_time DESC, article_id DESC LIMIT :most) AS found
JOIN articles AS a ON a.id = found.article_id WHERE a.published IS NOT NULL GROUP BY day
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CoMention:
    """An entity mentioned together with another one."""

    row: int
    name: str
    label: str
    key: str  #: folded name
    sentences: int  #: of those read, that name both
    articles: int


class Portraits:
    """Reads about one entity. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, entity_row: int) -> dict[str, str]:
        """All names that an entity has in the articles, by folded form."""
        with self._database.reading() as reader:
            found = reader.execute("SELECT key, alias FROM aliases WHERE entity_id = ? ORDER BY key", [entity_row])
            return {row["key"]: row["alias"] for row in found}

    def newest_mentions(self, entity_row: int, *, limit: int) -> list[tuple[int, int]]:
        """Sentence and article rows of up to ``limit`` mentions, in the most recently added articles."""
        with self._database.reading() as reader:
            return [(row[0], row[1]) for row in reader.execute(_NEWEST, [entity_row, limit])]

    def beside(
        self, entity_row: int, *, sentence_rows: Collection[int], article_rows: Collection[int]
    ) -> list[CoMention]:
        """Entities mentioned in these sentences or articles; sorted by sentences in common, then by articles."""
        with self._database.reading() as reader:
            near = _counts(reader, _BESIDE_IN_SENTENCES, sentence_rows, entity_row)
            far = _counts(reader, _BESIDE_IN_ARTICLES, article_rows, entity_row)
            rows = reader.execute(
                _ENTITIES, [as_values({*list(near)[:COMPANIONS], *list(far)[:COMPANIONS]})]
            ).fetchall()
        found = [
            CoMention(
                row=row["id"],
                name=row["name"],
                label=row["label"],
                key=row["key"],
                sentences=near.get(row["id"], 0),
                articles=far.get(row["id"], 0),
            )
            for row in rows
        ]
        return sorted(found, key=lambda one: (-one.sentences, -one.articles, one.row))

    def dates(self, entity_row: int) -> tuple[datetime | None, datetime | None]:
        """Dates of the oldest and the newest dated article that mentions an entity, None if there is none."""
        with self._database.reading() as reader:
            sql = _DATES_OFTEN if is_often_named(reader, entity_row) else _DATES
            first, last = reader.execute(sql, {"entity": entity_row}).fetchone()
        return as_time(first), as_time(last)

    def quote_days(self, entity_row: int) -> dict[date, int]:
        """Number of an entity's quotes per day (UTC) of their articles, over its newest ``QUOTES`` dated ones."""
        with self._database.reading() as reader:
            days = reader.execute(_DAYS, {"entity": entity_row, "most": QUOTES})
            return {date.fromisoformat(row["day"]): row["n"] for row in days}


def _counts(reader: sqlite3.Connection, sql: str, rows: Collection[int], entity_row: int) -> dict[int, int]:
    return dict(map(tuple, reader.execute(sql, [as_values(rows), entity_row])))
