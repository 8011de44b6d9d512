"""Statistics of the database: counts, articles per day, bytes on disk."""

# ruff: noqa: S608  (statements are put together from constants only)

from __future__ import annotations

from datetime import date, timedelta

from bot.models import Stats
from bot.store.archive.articles import Articles
from bot.store.base.rows import as_time
from bot.store.file.database import Database

_INDEX_BYTES = (
    "SELECT "
    + " + ".join(f"(SELECT total(length(block)) FROM {name}_index_data)" for name in ("sentence", "article", "quote"))
    + " AS n"
)
_COUNTS = """
SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM sentences) AS sentences,
    (SELECT count(*) FROM entities) AS entities, (SELECT count(*) FROM quotes) AS quotes,
    (SELECT count(*) FROM subscriptions) AS subscriptions,
    (SELECT coalesce(sum(missed), 0) FROM sweeps) AS missed,
    (SELECT max(ended) FROM sweeps) AS swept,
    (SELECT count(*) FROM deliveries WHERE status = 'pending') AS pending,
    (SELECT published FROM articles WHERE (published IS NULL) = 0 ORDER BY sort_time DESC LIMIT 1) AS newest,
    (SELECT published FROM articles WHERE (published IS NULL) = 0 ORDER BY sort_time LIMIT 1) AS oldest
"""
_BY_DAY = """
SELECT substr(sort_time, 1, 10) AS day, count(*) AS n FROM articles WHERE sort_time >= ? AND sort_time < ? GROUP BY day
"""


class ArticleStatistics:
    """Reads statistics. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)

    def stats(self) -> Stats:
        """Counts over the whole file. Takes tens of milliseconds at a million sentences."""
        with self._database.reading() as reader:
            counts = dict(reader.execute(_COUNTS).fetchone())
            newest, oldest, swept = (as_time(counts.pop(name)) for name in ("newest", "oldest", "swept"))
            return Stats(**counts, newest=newest, oldest=oldest, swept=swept, sources=tuple(self._articles.sources()))

    def by_day(self, days: int, last: date) -> list[tuple[date, int]]:
        """Number of articles on each of the ``days`` days up to and including ``last``, days without any included.

        A day is in UTC: that of publication or, without one, that of adding.
        """
        first = last - timedelta(days=days - 1)
        with self._database.reading() as reader:
            found = reader.execute(_BY_DAY, (first.isoformat(), (last + timedelta(days=1)).isoformat())).fetchall()
        counts = {row["day"]: row["n"] for row in found}
        of_all = (first + timedelta(days=at) for at in range(days))
        return [(day, counts.get(day.isoformat(), 0)) for day in of_all]

    def index_bytes(self) -> int:
        """Size of the full-text index in bytes. Reads all of it."""
        with self._database.reading() as reader:
            return int(reader.execute(_INDEX_BYTES).fetchone()["n"])

    def database_bytes(self) -> int:
        """Size of the database on disk in bytes, including its write-ahead log."""
        path = self._database.path
        return sum(one.stat().st_size for one in (path, path.with_name(f"{path.name}-wal")) if one.exists())
