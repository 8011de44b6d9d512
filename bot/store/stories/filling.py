"""Assign the articles of an older database to stories, which an update may have to begin anew."""

from __future__ import annotations

from bot.store.file.database import Database
from bot.store.stories.candidates import MeaningIndex
from bot.store.stories.stories import assign, stored_text
from bot.stories.second_look import ComparesOpenings

BATCH = 20  # articles per transaction, which other writers wait for
_WITHOUT = "FROM articles WHERE id NOT IN (SELECT article_id FROM story_articles)"


class StoryFilling:
    """Assigns waiting articles; until then each is shown without a story.

    May run in parallel with adding and answering, in any process. Every method raises StoreError.
    """

    def __init__(self, database: Database, reader: ComparesOpenings | None = None) -> None:
        """``reader``: as for ``assign``."""
        self._database = database
        self._reader = reader
        self._meanings = MeaningIndex()

    def waiting(self) -> int:
        """Number of articles without a story."""
        with self._database.reading() as reader:
            return int(reader.execute(f"SELECT count(*) {_WITHOUT}").fetchone()[0])

    def group_some(self) -> int:
        """Assign the oldest waiting articles, ``BATCH`` at most; return how many there were."""
        return self._group("ORDER BY sort_time, id LIMIT ?", BATCH)

    def group(self, article_row: int) -> None:
        """Assign one article now, for somebody who asks for its story. Does nothing if it has one or is gone."""
        self._group("AND id = ?", article_row)

    def _group(self, which: str, value: int) -> int:
        with self._database.writing() as writer:
            rows = writer.execute(f"SELECT id {_WITHOUT} {which}", [value]).fetchall()
            for (row,) in rows:
                assign(writer, row, stored_text(writer, row), self._meanings, self._reader)
        return len(rows)
