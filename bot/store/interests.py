"""Interests: filters in their canonical form, each stored once however many chats follow it.

Matching looks interests up by the keys of an article, so that it costs only what it brings up. An interest goes with
the last subscription to it (a trigger of the schema). The functions work inside a running transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import sqlite_utils

from bot.following.filters import Filter
from bot.following.index_keys import index_entries, required_terms
from bot.store.rows import as_values
from bot.store.terms import read_frequencies
from bot.text.analyzer import query_terms

MOST_QUESTIONS = 10  #: that are judged for one article: half a second at most
_CACHED = 1 << 16  # filters kept in memory, about 1 KB each


#: CROSS JOIN keeps this order: the article's keys first, never all interests.
_BROUGHT_UP = """
WITH wanted AS MATERIALIZED (SELECT value AS key FROM json_each(?))
SELECT i.id, i.filter FROM wanted CROSS JOIN interest_keys AS k ON k.key = wanted.key
CROSS JOIN interests AS i ON i.id = k.interest_id WHERE k.also IS NULL OR k.also IN wanted
"""


class Interest(NamedTuple):
    """What some chats follow."""

    row: int
    text: str  #: the filter as Filter.dump writes it

    def load(self) -> Filter:
        """The filter as a value."""
        return _loaded(self.text)


def interest_of(writer: sqlite_utils.Database, wanted: Filter) -> int:
    """The row of the interest in ``wanted``, made where nobody has it yet."""
    text = wanted.canonical().dump()
    found = writer.execute("SELECT id FROM interests WHERE filter = ?", [text]).fetchone()
    if found:
        return int(found[0])
    row = writer.execute("INSERT INTO interests (filter) VALUES (?)", [text]).lastrowid
    assert row is not None
    _enter(writer, row, wanted)
    return row


def enter_all(writer: sqlite_utils.Database) -> None:
    """Give all interests the keys of today's rules."""
    writer.execute("DELETE FROM interest_keys")
    for row, text in writer.execute("SELECT id, filter FROM interests").fetchall():
        _enter(writer, row, Filter.load(text))


def _enter(writer: sqlite_utils.Database, row: int, wanted: Filter) -> None:
    frequencies = read_frequencies(writer.conn, required_terms(wanted)).articles.frequencies
    entries = index_entries(wanted, lambda term: frequencies.get(term, 0))
    writer.conn.executemany(
        "INSERT INTO interest_keys (key, interest_id, also) VALUES (?, ?, ?)",
        [(key, row, also) for key, also in sorted(entries.items())],
    )


def brought_up(connection: sqlite3.Connection | sqlite_utils.Database, wanted: Collection[str]) -> Iterator[Interest]:
    """The interests that may match an article with the keys ``wanted`` (article_view.article_keys), each once."""
    found = dict(connection.execute(_BROUGHT_UP, [as_values(set(wanted))]).fetchall())
    return (Interest(row, text) for row, text in found.items())


def asked_questions(connection: sqlite3.Connection, stems: Iterable[Sequence[str]]) -> dict[int, str]:
    """The saved questions that an article may answer, by the terms of its title and sentences: interest row ->
    question; of too many those that share most with it."""
    held = {term for one in stems for term in one}
    found = brought_up(connection, {f"ask:{term}" for term in held})
    return nearest_questions({one.row: one.load().question for one in found}, held, MOST_QUESTIONS)


def nearest_questions(asked: Mapping[int, str], held: Collection[str], most: int) -> dict[int, str]:
    """Those that share most with the terms ``held`` by an article: interest row -> question, nearest first."""
    shared = {row: len(set(held).intersection(query_terms(question))) for row, question in asked.items()}
    nearest = sorted((row for row, count in shared.items() if count), key=lambda row: (-shared[row], row))
    return {row: asked[row] for row in nearest[:most]}


@lru_cache(maxsize=_CACHED)
def _loaded(text: str) -> Filter:
    return Filter.load(text)
