"""Articles that a question's operators leave: conditions for SQL, and recall among those articles alone."""

# ruff: noqa: S608  (conditions are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.retrieval.first_stage.recall import gate, phrase, quoted
from bot.store.rows import as_text
from bot.store.term_index import Statistics
from bot.understanding.question import Question

MOST_RANKED = 1_500  #: articles, the newest, that FTS5 ranks for one question
IN_INDEX = "a.id {}IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"


def conditions(question: Question) -> Iterator[tuple[str, list[str]]]:
    """SQL conditions on ``articles AS a``, all of which must hold, each with its values."""
    for words in question.phrases:
        yield IN_INDEX.format(""), [phrase(words)]
    if question.excluded:
        yield IN_INDEX.format("NOT "), [" OR ".join(map(quoted, question.excluded))]
    if question.outlet:
        yield "instr(lower(a.source), ?) > 0", [question.outlet.lower()]
    yield from between(question.since, question.until)


def between(since: datetime | None, until: datetime | None) -> Iterator[tuple[str, list[str]]]:
    """Conditions on ``articles AS a``: not before ``since``, before ``until``; None = open."""
    if since is not None:
        yield "a.sort_time >= ?", [as_text(since)]
    if until is not None:
        yield "a.sort_time < ?", [as_text(until)]


def recall_narrowed(
    connection: sqlite3.Connection, question: Question, wanted: Sequence[str], statistics: Statistics, *, limit: int
) -> list[int]:
    """Rows of at most ``limit`` articles that the operators leave, best first; quoted words are given up for none."""
    rows = _recalled(connection, question, gate(wanted, statistics), limit)
    if rows or not question.phrases:
        return rows
    return _recalled(connection, replace(question, phrases=()), gate(wanted, statistics), limit)


def _recalled(connection: sqlite3.Connection, question: Question, expression: str, limit: int) -> list[int]:
    if not expression:
        return []
    found = list(conditions(question))
    where = " AND ".join(condition for condition, _ in found) or "1"
    rows = connection.execute(
        f"""SELECT row FROM (
              SELECT rowid AS row, rank AS score FROM article_index WHERE article_index MATCH ?
              AND rowid IN (SELECT a.id FROM articles AS a WHERE {where}) ORDER BY rowid DESC LIMIT ?
            ) ORDER BY score, row DESC LIMIT ?""",
        (expression, *(value for _, values in found for value in values), MOST_RANKED, limit),
    )
    return [row[0] for row in rows]
