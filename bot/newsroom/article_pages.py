"""Pages that show an article in the chat, with the entities it names and other outlets' reports of the story."""

from __future__ import annotations

from bot.archive import ReadableArchive
from bot.models import ArticlePage
from bot.store.file.database import Database
from bot.store.stories.stories import Stories

NAMED = 3  #: people and organisations listed with an article


class ArticlePages:
    """Composes article pages. Thread-safe; raises StoreError."""

    def __init__(self, database: Database, archive: ReadableArchive) -> None:
        self._archive = archive
        self._stories = Stories(database)

    def of(self, row: int) -> ArticlePage | None:
        """The page of an article, or None if the article no longer exists."""
        with self._archive.reading() as reader:
            article, named = reader.article(row), reader.named_in(row, NAMED)
        if article is None:
            return None
        story = self._stories.of([row]).get(row)
        return ArticlePage(
            article=article,
            named=tuple(named),
            elsewhere=tuple(one for one in story.articles if one.row != row) if story else (),
        )
