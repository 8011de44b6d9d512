"""Read whole articles, and remove the contents of those that are kept elsewhere.

whole_articles(rows) -> everything about them, from one snapshot of the database
thin_out(before)     -> deletes sentences, mentions, quotes, index entries and vectors of old articles; their
                        identity, headlines and statistics are kept
"""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from bot.archive.whole import WholeArticle, WholeMention, WholeQuote, WholeSentence
from bot.store.archive.term_index import Index
from bot.store.base.connection import Connection
from bot.store.base.rows import VALUES_OF, as_text, as_values
from bot.store.file.database import Database
from bot.store.reading.passage_vectors import read_vectors

_ARTICLES = f"""SELECT a.id AS row, a.public_id, a.title, a.source, a.url, a.published, a.added, a.sort_time, a.lead,
    a.text, a.revision, EXISTS (SELECT 1 FROM blurbs AS b WHERE b.article_id = a.id) AS blurb,
    coalesce(t.title, '') AS title_terms, coalesce(t.length, 0) AS length,
    coalesce((SELECT encoder FROM passage_codes WHERE article_id = a.id), '') AS encoder
    FROM articles AS a LEFT JOIN article_terms AS t ON t.article_id = a.id WHERE a.id IN ({VALUES_OF}) ORDER BY a.id"""
_SENTENCES = f"""SELECT article_id, id, position, paragraph, start, "end", stems FROM sentences
    WHERE article_id IN ({VALUES_OF}) ORDER BY article_id, position"""
_MENTIONS = f"""SELECT article_id, sentence_id, entity_id, label, start, "end" FROM mentions
    WHERE article_id IN ({VALUES_OF}) ORDER BY article_id, start, id"""
_QUOTES = f"""SELECT article_id, id, sentence_id, entity_id, spoken_for, speaker, speaker_as_written, cue, kind, manner,
    content, spans, stems, (SELECT json_group_array(word) FROM speaker_words WHERE quote_id = quotes.id) AS words
    FROM quotes WHERE article_id IN ({VALUES_OF}) ORDER BY article_id, id"""
#: The newest article and the newest quote keep their rows, so that these are never reused.
_OLD = """SELECT id FROM articles AS a WHERE sort_time < ?
    AND NOT EXISTS (SELECT 1 FROM thin_articles WHERE article_id = a.id)
    AND id NOT IN (SELECT article_id FROM quotes WHERE id = (SELECT max(id) FROM quotes))
    AND NOT EXISTS (SELECT 1 FROM index_changes WHERE article_id = a.id)
    ORDER BY sort_time, id LIMIT ?"""
_CONTENTS = ("passage_codes", "descriptions", "mentions", "quotes", "sentences")


def whole_articles(connection: Connection, rows: Sequence[int]) -> dict[int, WholeArticle]:
    """The articles with those rows. Those deleted or thinned out are left out."""
    wanted = as_values(rows)
    sentences: dict[int, list[WholeSentence]] = defaultdict(list)
    for article, *told in connection.execute(_SENTENCES, (wanted,)):
        sentences[article].append(WholeSentence(*told))
    mentions: dict[int, list[WholeMention]] = defaultdict(list)
    for article, *told in connection.execute(_MENTIONS, (wanted,)):
        mentions[article].append(WholeMention(*told))
    quotes: dict[int, list[WholeQuote]] = defaultdict(list)
    for article, *told in connection.execute(_QUOTES, (wanted,)):
        quotes[article].append(_quote(told))
    return {
        told["row"]: WholeArticle(
            **dict(told),
            sentences=tuple(sentences[told["row"]]),
            mentions=tuple(mentions[told["row"]]),
            quotes=tuple(quotes[told["row"]]),
            vectors=_vectors(connection, sentences[told["row"]]) if told["encoder"] else b"",
        )
        for told in connection.execute(_ARTICLES, (wanted,))
        if sentences[told["row"]]
    }


def _quote(told: Sequence[object]) -> WholeQuote:
    quote = WholeQuote(*told)  # type: ignore[arg-type]  # columns in the order of the fields
    return quote._replace(
        spans=tuple((start, end) for start, end in json.loads(str(quote.spans))),
        words=tuple(json.loads(str(quote.words))),
    )


def _vectors(connection: sqlite3.Connection, sentences: Sequence[WholeSentence]) -> bytes:
    rows, vectors = read_vectors(connection, [sentence.row for sentence in sentences])
    return np.ascontiguousarray(vectors).tobytes() if len(rows) == len(sentences) else b""


class ThinningOut:
    """Removes contents that the search cluster has."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = Index()

    def thin_out(self, before: datetime, *, limit: int) -> int:
        """Remove the contents of at most ``limit`` articles older than ``before``; return how many. Raises StoreError.

        An article stays whole while some copy has not applied its last change, and all do while a copy is being filled.
        """
        with self._database.reading() as reader:
            (filling,) = reader.execute(
                "SELECT count(*) FILTER (WHERE state = 'filling') + (count(*) = 0) FROM index_targets"
            ).fetchone()
            rows = [] if filling else [row[0] for row in reader.execute(_OLD, (as_text(before), limit))]
        for row in rows:
            self._thin(row)
        return len(rows)

    def _thin(self, row: int) -> None:
        with self._database.writing() as writer:
            told = "SELECT 1 FROM index_changes WHERE article_id = ?"
            if writer.execute(told, (row,)).fetchone():  # revised meanwhile
                return
            self._index.put_away(writer, row)
            for table in _CONTENTS:
                writer.execute(f"DELETE FROM {table} WHERE article_id = ?", (row,))
            writer.execute("UPDATE articles SET text = '' WHERE id = ?", (row,))
            writer.execute(
                "INSERT OR IGNORE INTO thin_articles (article_id) SELECT id FROM articles WHERE id = ?", (row,)
            )
