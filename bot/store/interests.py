"""Interests: filters in their canonical form, each stored once however many chats follow it.

Matching looks interests up by the keys of an article, so that it costs only what it brings up. An interest goes with
the last subscription to it (a trigger of the schema). The functions work inside a running transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

import sqlite_utils

from bot.following.filters import Filter
from bot.following.index_keys import keys, required_terms
from bot.store.terms import read_frequencies

_CACHED = 1 << 15  # filters kept in memory, about 1 KB each


@dataclass(frozen=True, slots=True)
class Interest:
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
    frequencies = read_frequencies(writer.conn, required_terms(wanted)).articles.frequencies
    for key in sorted(keys(wanted, lambda term: frequencies.get(term, 0))):
        writer.execute("INSERT INTO interest_keys (key, interest_id) VALUES (?, ?)", [key, row])
    return row


def brought_up(connection: sqlite3.Connection | sqlite_utils.Database, wanted: Collection[str]) -> Iterator[Interest]:
    """The interests that hold one of the keys ``wanted`` (article_view.article_keys), each once."""
    rows = connection.execute(
        """
        SELECT id, filter FROM interests WHERE id IN (
            SELECT k.interest_id FROM json_each(?) AS wanted CROSS JOIN interest_keys AS k ON k.key = wanted.value
        )
        """,  # CROSS JOIN keeps this order: the article's keys first, never all interests
        [json.dumps(sorted(wanted))],
    )
    return (Interest(*row) for row in rows)


@lru_cache(maxsize=_CACHED)
def _loaded(text: str) -> Filter:
    return Filter.load(text)
