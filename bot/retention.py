"""Remove old articles from store and index, one transaction each, so that nobody waits for many of them.

What people saved or set (subscriptions, verdicts, chats) is not affected.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.archive.articles import Articles
from bot.store.archive.term_index import Index
from bot.store.file.database import Database

PIECE = 100  # articles looked up at a time


class Retention:
    """Keeps articles for a number of days, by their date."""

    def __init__(self, database: Database, days: int) -> None:
        """Set up retention. ``days``: 0 keeps articles for ever."""
        self.days = days
        self._database = database
        self._articles = Articles(database)
        self._index = Index()

    def expire(self, now: datetime, *, limit: int = PIECE) -> int:
        """Remove at most ``limit`` articles that are too old; return how many. Raises StoreError."""
        if not self.days:
            return 0
        rows = self._articles.older_than(now - timedelta(days=self.days), limit=limit)
        for row in rows:
            with self._database.writing() as writer:
                self._index.remove(writer, row)
                self._articles.delete(writer, row)
        return len(rows)
