"""Daily mentions of people, organisations and places."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from bot.store.base.rows import as_text
from bot.store.file.database import Database

#: Labels that can be in the news. Peoples and laws are mentioned everywhere.
_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART")


class Trends:
    """Reads trends. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def named_daily(self, until: datetime, days: int) -> dict[int, list[int]]:
        """Number of articles per day that mention each entity, by entity row, oldest day first.

        The last day ends at ``until`` (aware). Only dated articles are counted.
        """
        since = until - timedelta(days=days)
        counts: defaultdict[int, list[int]] = defaultdict(lambda: [0] * days)
        with self._database.reading() as connection:
            rows = connection.execute(
                f"""SELECT m.entity_id, a.published, count(DISTINCT a.id)
                    FROM articles AS a JOIN mentions AS m ON m.article_id = a.id
                    JOIN entities AS e ON e.id = m.entity_id
                    WHERE a.sort_time >= ? AND a.sort_time < ? AND a.published IS NOT NULL
                      AND e.label IN ({", ".join("?" * len(_LABELS))})
                    GROUP BY m.entity_id, a.published""",  # noqa: S608 - marks only
                (as_text(since), as_text(until), *_LABELS),
            )
            for entity, published, articles in rows:
                day = (datetime.fromisoformat(published) - since) // timedelta(days=1)
                counts[entity][min(day, days - 1)] += articles
        return dict(counts)

    def newest_day(self) -> date | None:
        """The day of the newest dated article, or None."""
        with self._database.reading() as connection:
            [found] = connection.execute("SELECT max(published) FROM articles").fetchone()
        return datetime.fromisoformat(found).date() if found else None
