"""Articles about a topic, for lists: gated by real matches, newest first."""

# ruff: noqa: S608  (conditions are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from bot.retrieval.question import Question
from bot.retrieval.recall import all_of, phrase, quoted
from bot.store.names import fold
from bot.store.rows import VALUES_OF, as_values

_IN_INDEX = "a.id {}IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"
_NAMED = f"a.id IN (SELECT article_id FROM mentions WHERE entity_id IN ({VALUES_OF}))"


def find_articles(connection: sqlite3.Connection, topic: Question, limit: int, offset: int) -> tuple[list[int], int]:
    """Article rows from ``offset`` on and how many match in all; nothing for a topic that says nothing."""
    conditions = list(_conditions(topic))
    if not conditions:
        return [], 0
    where = " AND ".join(condition for condition, _ in conditions)
    values = [value for _, given in conditions for value in given]
    total: int = connection.execute(f"SELECT count(*) FROM articles AS a WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT a.id FROM articles AS a WHERE {where} ORDER BY a.sort_time DESC, a.id DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [row[0] for row in rows], total


def _conditions(topic: Question) -> Iterator[tuple[str, list[str]]]:
    """SQL conditions on ``articles AS a``, all of which must hold, each with its values."""
    if topic.terms:
        yield _about(topic)
    for words in topic.phrases:
        yield _IN_INDEX.format(""), [phrase(words)]
    if topic.excluded:
        yield _IN_INDEX.format("NOT "), [" OR ".join(map(quoted, topic.excluded))]
    if topic.outlet:
        yield "instr(lower(a.source), ?) > 0", [topic.outlet.lower()]
    if topic.window is not None:
        after = topic.window.last + timedelta(days=1)
        yield "a.sort_time >= ? AND a.sort_time < ?", [topic.window.first.isoformat(), after.isoformat()]


def _about(topic: Question) -> tuple[str, list[str]]:
    entities = [row for name in topic.names for row in name.entities]
    whole = len(topic.names) == 1 and fold(topic.names[0].text) == fold(topic.text)
    if whole and entities:
        return f"({_IN_INDEX.format('')} OR {_NAMED})", [all_of(topic.terms), as_values(entities)]
    return _IN_INDEX.format(""), [all_of(topic.terms)]
