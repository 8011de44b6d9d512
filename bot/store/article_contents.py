"""What an article holds, by its annotation: whom it names."""

from __future__ import annotations

from bot.models import ArticleEntity
from bot.store.database import Database

_NAMED = """SELECT e.id, e.name, e.label, count(*) AS mentions
    FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id
    WHERE m.article_id = ? AND e.label IN ('PERSON', 'ORG') GROUP BY e.id
    ORDER BY e.label = 'PERSON' DESC, mentions DESC, min(m.start) LIMIT ?"""


class ArticleContents:
    """Read-only, from any thread; raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def named(self, article_row: int, *, limit: int) -> list[ArticleEntity]:
        """The people, then the organisations, that it names most often."""
        with self._database.reading() as connection:
            rows = connection.execute(_NAMED, (article_row, limit)).fetchall()
        return [
            ArticleEntity(row=row["id"], name=row["name"], label=row["label"], mentions=row["mentions"]) for row in rows
        ]
