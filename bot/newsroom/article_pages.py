"""Articles to be read in the chat, with whom they name and who else tells the story."""

from __future__ import annotations

from bot.models import ArticlePage
from bot.store.article_contents import ArticleContents
from bot.store.articles import Articles
from bot.store.database import Database
from bot.store.stories import Stories

NAMED = 3  #: people and organisations that are named with an article


class ArticlePages:
    """Composes pages; may be called from any thread. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._articles = Articles(database)
        self._contents = ArticleContents(database)
        self._stories = Stories(database)

    def of(self, row: int) -> ArticlePage | None:
        """The page of the article with that row; None when it is gone."""
        article = self._articles.article(row)
        if article is None:
            return None
        story = self._stories.of([row]).get(row)
        return ArticlePage(
            article=article,
            named=tuple(self._contents.named(row, limit=NAMED)),
            elsewhere=tuple(one for one in story.articles if one.row != row) if story else (),
        )
