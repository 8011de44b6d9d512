"""The archive in SQLite (bot/archive/port.py). What a chat is owed for an article is written in its transaction."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager

from bot.models import Annotation
from bot.models.articles import StoredArticle
from bot.store.articles import Articles
from bot.store.database import Database, Writer
from bot.store.rows import VALUES_OF, as_values
from bot.store.snapshot import Snapshot
from bot.store.term_index import Index
from bot.text.analyzer import terms


class SqliteArchive:
    """See bot.archive.port.Archive."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)
        self._index = Index()

    def reading(self) -> AbstractContextManager[Snapshot]:
        """One state of the archive for the block."""
        return self._database.reading()

    def add(self, article: StoredArticle, annotation: Annotation) -> tuple[int, list[int]]:
        """Store an article, in the place of the one with its public id, in one transaction."""
        with self._database.writing() as writer:
            found = writer.execute("SELECT id FROM articles WHERE public_id = ?", (article.public_id,)).fetchone()
            if found:
                self._index.remove(writer, found[0])
                self._articles.revise(writer, found[0], article)
            row = found[0] if found else self._articles.insert(writer, article)
            return row, self.annotate(writer, row, article, annotation)

    def annotate(self, writer: Writer, row: int, article: StoredArticle, annotation: Annotation) -> list[int]:
        """Store and index what was found in the article ``row``; the rows of its sentences. Part of a transaction."""
        sentences = [terms(article.text[span.start : span.end]) for span in annotation.sentences]
        quotes = (" ".join(article.text[start:end] for start, end in quote.spans) for quote in annotation.quotes)
        rows = self._articles.annotate(
            writer,
            row,
            annotation,
            article.text,
            [" ".join(sentence) for sentence in sentences],
            [" ".join(terms(content)) for content in quotes],
        )
        self._index.add(writer, row, article.title, rows, sentences)
        return rows

    def remove(self, public_ids: Collection[str]) -> int:
        """Forget articles, in one transaction; how many there were."""
        with self._database.writing() as writer:
            query = f"SELECT id FROM articles WHERE public_id IN ({VALUES_OF})"  # noqa: S608 - a constant
            rows = [row[0] for row in writer.execute(query, (as_values(public_ids),))]
            for row in rows:
                self._index.remove(writer, row)
                writer.execute("DELETE FROM articles WHERE id = ?", (row,))
        return len(rows)
