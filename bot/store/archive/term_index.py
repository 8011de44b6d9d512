"""The full-text index, for recall, and the term statistics of the whole corpus, for ranking.

``Index`` is called inside the store's transaction, so an article, its index entries and its statistics are committed
together, and the statistics are exact after every commit. terms.py reads them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlite_utils

from bot.text.analyzer import terms

_MERGED = ("sentence_index", "article_index", "quote_index")
#: Pages of each index merged per article. An article writes about a fifth of a page per sentence, and each page is
#: merged once on every level, of which a million sentences have five.
_LEAST_MERGED = 16
_MERGED_A_SENTENCE = 1


class Index:
    """Adds and removes articles. Stateless."""

    def add(
        self,
        writer: sqlite_utils.Database,
        article_row: int,
        title: str,
        sentence_rows: Sequence[int],
        stems: Sequence[Sequence[str]],
    ) -> None:
        """Index a stored article. ``stems[i]`` are the terms of the sentence stored as ``sentence_rows[i]``.

        Raises ValueError if the two differ in length, and IntegrityError if the article is already indexed.
        """
        title_terms = terms(title)
        entry = _Entry(article_row, title_terms, list(zip(sentence_rows, stems, strict=True)))
        writer.execute("INSERT INTO article_terms VALUES (?, ?, ?)", (article_row, " ".join(title_terms), entry.length))
        _insert_rows(writer.conn, entry, delete=False)
        _count(writer.conn, entry, sign=1)
        _merge(writer.conn, pages=max(_LEAST_MERGED, _MERGED_A_SENTENCE * len(sentence_rows)))

    def remove(self, writer: sqlite_utils.Database, article_row: int) -> None:
        """Remove an article from the index. Call this before its sentences are deleted. Unknown rows are ignored."""
        if entry := _stored_entry(writer, article_row):
            self._drop(writer, entry)
            _count(writer.conn, entry, sign=-1)

    def put_away(self, writer: sqlite_utils.Database, article_row: int) -> None:
        """Remove the entries of an article whose contents are kept elsewhere, but keep it in the statistics."""
        if entry := _stored_entry(writer, article_row):
            self._drop(writer, entry)

    def _drop(self, writer: sqlite_utils.Database, entry: _Entry) -> None:
        _insert_rows(writer.conn, entry, delete=True)
        writer.execute("DELETE FROM article_terms WHERE article_id = ?", (entry.article_row,))


@dataclass(frozen=True, slots=True)
class _Entry:
    """The index entries of one article."""

    article_row: int
    title: list[str]
    sentences: list[tuple[int, Sequence[str]]]

    @property
    def length(self) -> int:
        return len(self.title) + self.sentence_terms

    @property
    def sentence_terms(self) -> int:
        return sum(len(stems) for _, stems in self.sentences)


def _stored_entry(writer: sqlite_utils.Database, article_row: int) -> _Entry | None:
    """The index entries of an indexed article, or None."""
    found = writer.execute("SELECT title FROM article_terms WHERE article_id = ?", (article_row,)).fetchone()
    if found is None:
        return None
    rows = writer.execute(
        "SELECT id, stems FROM sentences WHERE article_id = ? ORDER BY position", (article_row,)
    ).fetchall()
    return _Entry(article_row, found[0].split(), [(row, stems.split()) for row, stems in rows])


def _insert_rows(connection: sqlite3.Connection, entry: _Entry, *, delete: bool) -> None:
    """Insert or delete full-text rows.

    To delete, an external-content table needs the old values (FTS5, section 4.4).
    """
    command, values = ("sentence_index, ", "'delete', ") if delete else ("", "")
    connection.executemany(
        f"INSERT INTO sentence_index({command}rowid, stems) VALUES ({values}?, ?)",  # noqa: S608 - two constants
        [(row, " ".join(stems)) for row, stems in entry.sentences],
    )
    command = command.replace("sentence", "article")
    body = " ".join(" ".join(stems) for _, stems in entry.sentences)
    connection.execute(
        f"INSERT INTO article_index({command}rowid, title, body) VALUES ({values}?, ?, ?)",  # noqa: S608
        (entry.article_row, " ".join(entry.title), body),
    )


def _merge(connection: sqlite3.Connection, pages: int) -> None:
    """Merge some of the segments that earlier articles have left (FTS5, section 6.8).

    Each article leaves small segments, which slow searches down. Left to itself, FTS5 would merge hundreds of pages at
    every tenth article and stall it.
    """
    for index in _MERGED:
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,))  # noqa: S608


def _count(connection: sqlite3.Connection, entry: _Entry, *, sign: int) -> None:
    """Add an article to the statistics of the corpus; with ``sign`` -1 take it out."""
    in_sentences = Counter(term for _, stems in entry.sentences for term in set(stems))
    in_article = in_sentences.keys() | set(entry.title)
    connection.executemany(
        """INSERT INTO terms VALUES (?, ?, ?) ON CONFLICT (term) DO UPDATE
           SET sentences = sentences + excluded.sentences, articles = articles + excluded.articles""",
        [(term, sign * in_sentences[term], sign) for term in sorted(in_article)],
    )
    if sign < 0:
        connection.executemany("DELETE FROM terms WHERE term = ? AND articles = 0", [(term,) for term in in_article])
    connection.execute(
        """UPDATE corpus SET sentences = sentences + ?, sentence_terms = sentence_terms + ?,
           articles = articles + ?, article_terms = article_terms + ? WHERE id = 1""",
        (sign * len(entry.sentences), sign * entry.sentence_terms, sign, sign * entry.length),
    )
