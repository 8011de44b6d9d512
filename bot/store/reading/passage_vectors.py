"""Vectors of sentences: eight bits per dimension for comparison, one bit (the sign) for scanning all of them.

    unit vectors (floats) -> scaled to -127..127 -> one row per sentence         (passage_vectors)
                          -> signs, eight a byte -> one row per article, in order (passage_codes)

Rows of ``passage_codes`` are numbered in order of writing and never renumbered, so a process that keeps the codes in
memory only reads rows newer than the last one it has.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sqlite_utils
from numpy.typing import NDArray

from bot.archive.codes import Bytes, CodeBatch, quantized, signs


@dataclass(frozen=True, slots=True)
class UnencodedArticle:
    """An article without vectors of the current model."""

    row: int
    title: str
    sentence_rows: tuple[int, ...]
    sentences: tuple[str, ...]


def write_vectors(
    writer: sqlite_utils.Database,
    article_row: int,
    sentence_rows: Sequence[int],
    vectors: NDArray[np.float32],
    encoder: str,
) -> None:
    """Store the vectors of the sentences of an article, in order, replacing earlier ones.

    ``encoder`` is the name of the model. A very long article has them for its first sentences only; the others get
    zeros, which are similar to nothing. Raises ValueError if there are more vectors than rows or the rows are not
    consecutive.
    """
    if len(sentence_rows) < len(vectors) or list(sentence_rows) != _following(sentence_rows):
        raise ValueError("at most one vector per sentence, and consecutive sentences of one article")
    if not len(vectors):
        return
    small = np.zeros((len(sentence_rows), vectors.shape[1]), np.int8)
    small[: len(vectors)] = quantized(vectors)
    writer.conn.executemany(
        "INSERT OR REPLACE INTO passage_vectors (sentence_id, vector) VALUES (?, ?)",
        [(row, vector.tobytes()) for row, vector in zip(sentence_rows, small, strict=True)],
    )
    writer.execute("DELETE FROM passage_codes WHERE article_id = ?", (article_row,))
    writer.execute(
        "INSERT INTO passage_codes (article_id, first_sentence, sentences, encoder, codes) VALUES (?, ?, ?, ?, ?)",
        (article_row, sentence_rows[0], len(small), encoder, signs(small).tobytes()),
    )


def _following(rows: Sequence[int]) -> list[int]:
    return list(range(rows[0], rows[0] + len(rows))) if rows else []


def read_codes(connection: sqlite3.Connection, encoder: str, after: int, limit: int) -> CodeBatch:
    """Codes of at most ``limit`` articles written after row ``after``."""
    found = connection.execute(
        "SELECT id, first_sentence, sentences, codes FROM passage_codes WHERE id > ? AND encoder = ?"
        " ORDER BY id LIMIT ?",
        (after, encoder, limit),
    ).fetchall()
    if not found:
        return CodeBatch(0, np.zeros(0, np.int64), np.zeros((0, 0), np.uint8))
    sentences = np.concatenate([np.arange(row[1], row[1] + row[2], dtype=np.int64) for row in found])
    codes = np.frombuffer(b"".join(row[3] for row in found), np.uint8)
    return CodeBatch(found[-1][0], sentences, codes.reshape(len(sentences), -1))


def read_vectors(connection: sqlite3.Connection, sentence_rows: Sequence[int]) -> tuple[NDArray[np.int64], Bytes]:
    """Rows and vectors of those given sentences that have a vector, in order of their rows."""
    found = connection.execute(
        "SELECT sentence_id, vector FROM passage_vectors WHERE sentence_id IN (SELECT value FROM json_each(?))"
        " ORDER BY sentence_id",
        (json.dumps(list(sentence_rows)),),
    ).fetchall()
    if not found:
        return np.zeros(0, np.int64), np.zeros((0, 0), np.int8)
    rows = np.fromiter((row[0] for row in found), np.int64, len(found))
    return rows, np.frombuffer(b"".join(row[1] for row in found), np.int8).reshape(len(found), -1)


def count_unencoded(connection: sqlite3.Connection, encoder: str) -> tuple[int, int]:
    """Number of articles without vectors of ``encoder``, and total number of articles."""
    (encoded,) = connection.execute("SELECT count(*) FROM passage_codes WHERE encoder = ?", (encoder,)).fetchone()
    (articles,) = connection.execute("SELECT count(DISTINCT article_id) FROM sentences").fetchone()
    return max(0, articles - encoded), articles


def read_unencoded(connection: sqlite3.Connection, encoder: str, limit: int) -> list[UnencodedArticle]:
    """The ``limit`` newest articles without vectors of ``encoder``; newest first because they are asked about most."""
    articles = connection.execute(
        """SELECT id, title FROM articles AS a
           WHERE NOT EXISTS (SELECT 1 FROM passage_codes WHERE article_id = a.id AND encoder = ?)
           AND EXISTS (SELECT 1 FROM sentences WHERE article_id = a.id) ORDER BY id DESC LIMIT ?""",
        (encoder, limit),
    ).fetchall()
    return [_unencoded(connection, row, title) for row, title in articles]


def _unencoded(connection: sqlite3.Connection, row: int, title: str) -> UnencodedArticle:
    found = connection.execute(
        "SELECT id, text FROM sentences WHERE article_id = ? ORDER BY position", (row,)
    ).fetchall()
    return UnencodedArticle(row, title, tuple(one[0] for one in found), tuple(one[1] for one in found))


def sentences_stand(writer: sqlite_utils.Database, article_row: int, sentence_rows: Sequence[int]) -> bool:
    """Whether an article still has exactly these sentences."""
    found = writer.execute("SELECT id FROM sentences WHERE article_id = ? ORDER BY position", (article_row,)).fetchall()
    return [row[0] for row in found] == list(sentence_rows)
