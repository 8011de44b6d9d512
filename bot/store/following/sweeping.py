"""The sweep: every filter is tried on every article of the day, without the index of keys.

    owe (outbox.py)   lists each article that is news
    Sweeping.sweep    takes it off the list, in the transaction that adds the missed deliveries: killed at any moment,
                      it delivers nothing twice and leaves no article out

Only chats that followed it when the article came get it, and none that had muted it or blocked the bot by then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.following.article.article_view import ArticleView
from bot.following.filters.filters import Filter
from bot.following.matching.matching import Match
from bot.models.sweeps import Sweep
from bot.store.base.rows import as_text
from bot.store.file.database import Database
from bot.store.following.article_views import ArticleViews
from bot.store.following.outbox import owe_missed
from bot.store.following.subscriptions import exact
from bot.store.interests.interests import Interest
from bot.store.interests.matched_interests import matched_interests

KEPT = 30  # results of sweeps that are kept
#: Finds the saved questions that an article answers: the position of the answering sentence, by interest row.
Answered = Callable[[ArticleView], Mapping[int, int]]


def _nothing(article: ArticleView) -> Mapping[int, int]:
    return {}


class Sweeping:
    """Articles still to be swept, and results of sweeps. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._views = ArticleViews(database)

    def waiting(self, before: datetime) -> list[int]:
        """Rows of unswept articles that arrived before ``before``, oldest first."""
        with self._database.reading() as reader:
            rows = reader.execute(
                "SELECT article_id FROM unswept_articles WHERE came < ? ORDER BY article_id", [exact(before)]
            ).fetchall()
        return [row[0] for row in rows]

    def interests(self) -> list[Interest]:
        """All interests."""
        with self._database.reading() as reader:
            rows = reader.execute("SELECT id, filter FROM interests ORDER BY id").fetchall()
        return [Interest(row, Filter.load(text)) for row, text in rows]

    def sweep(self, row: int, interests: Sequence[Interest], now: datetime, answered: Answered = _nothing) -> int:
        """Match an article against all interests and create the missed deliveries; return how many.

        ``answered`` judges the saved questions.
        """
        _, article = self._views.of(row)
        found = matched_interests(interests, article)
        found += [(interest, Match(at), ()) for interest, at in answered(article).items()]
        with self._database.writing() as writer:
            came = writer.execute("SELECT came FROM unswept_articles WHERE article_id = ?", [row]).fetchone()
            if came is None:  # another sweep was first
                return 0
            writer.execute("DELETE FROM unswept_articles WHERE article_id = ?", [row])
            return owe_missed(writer, row, article, found, datetime.fromisoformat(came[0]), now)

    def record(self, sweep: Sweep) -> None:
        """Store the result of a sweep."""
        with self._database.writing() as writer:
            writer.execute(
                "INSERT INTO sweeps (ended, articles, interests, missed) VALUES (?, ?, ?, ?)",
                [as_text(sweep.ended), sweep.articles, sweep.interests, sweep.missed],
            )
            writer.execute("DELETE FROM sweeps WHERE id <= (SELECT max(id) FROM sweeps) - ?", [KEPT])

    def last(self) -> Sweep | None:
        """The result of the latest sweep, or None."""
        with self._database.reading() as reader:
            row = reader.execute(
                "SELECT ended, articles, interests, missed FROM sweeps ORDER BY id DESC LIMIT 1"
            ).fetchone()
        if row is None:
            return None
        return Sweep(ended=datetime.fromisoformat(row[0]), articles=row[1], interests=row[2], missed=row[3])
