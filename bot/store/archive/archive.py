"""The archive in SQLite (bot/archive/port.py). Deliveries of an article are written in the article's transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager

from bot.models import Annotation
from bot.models.articles import StoredArticle
from bot.store.archive.articles import Articles
from bot.store.archive.term_index import Index
from bot.store.base.rows import VALUES_OF, as_values
from bot.store.file.database import Database, Writer
from bot.store.file.snapshot import Snapshot
from bot.text.analyzer import terms


class SqliteArchive:
    """The SQLite implementation of bot.archive.port.Archive."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)
        self._index = Index()

    def reading(self) -> AbstractContextManager[Snapshot]:
        """A context in which all reads see the same snapshot of the archive."""
        return self._database.reading()

    def add(self, article: StoredArticle, annotation: Annotation) -> tuple[int, list[int]]:
        """Store an article in one transaction, replacing any article with the same public id.

        Returns its row and the rows of its sentences.
        """
        sentences = [terms(article.text[span.start : span.end]) for span in annotation.sentences]
        with self._database.writing() as writer:
            found = writer.execute("SELECT id FROM articles WHERE public_id = ?", (article.public_id,)).fetchone()
            return self.write(writer, article, annotation, sentences, replaced=found[0] if found else None)

    def write(
        self,
        writer: Writer,
        article: StoredArticle,
        annotation: Annotation,
        sentences: Sequence[Sequence[str]],
        *,
        replaced: int | None,
    ) -> tuple[int, list[int]]:
        """Store and index an article within a transaction; return its row and the rows of its sentences.

        ``sentences`` holds the terms of each sentence. ``replaced`` is the row of the article that this one revises.
        """
        if replaced is not None:
            self._index.remove(writer, replaced)
            self._articles.revise(writer, replaced, article)
        row = self._articles.insert(writer, article) if replaced is None else replaced
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
        return row, rows

    def remove(self, public_ids: Collection[str]) -> int:
        """Delete articles in one transaction and return how many existed."""
        with self._database.writing() as writer:
            query = f"SELECT id FROM articles WHERE public_id IN ({VALUES_OF})"  # noqa: S608 - a constant
            rows = [row[0] for row in writer.execute(query, (as_values(public_ids),))]
            for row in rows:
                self._index.remove(writer, row)
                writer.execute("DELETE FROM articles WHERE id = ?", (row,))
        return len(rows)
