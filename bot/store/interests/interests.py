"""Interests: filters in canonical form, each stored once however many chats follow it.

An interest is deleted with its last subscription (by a trigger of the schema). All functions work inside a running
transaction. Candidates for an article are found in memory: see interest_index.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlite_utils

from bot.following.filters.filters import Filter
from bot.following.matching.index_keys import index_entries, required_terms
from bot.store.reading.terms import read_frequencies
from bot.text.analyzer import query_terms

MOST_QUESTIONS = 10  #: questions judged per article: half a second at most


class Interest(NamedTuple):
    """A filter that at least one chat follows."""

    row: int
    filter: Filter


def interest_of(writer: sqlite_utils.Database, wanted: Filter) -> int:
    """The row of the interest in ``wanted``, created if it is new."""
    text = wanted.canonical().dump()
    found = writer.execute("SELECT id FROM interests WHERE filter = ?", [text]).fetchone()
    if found:
        return int(found[0])
    row = writer.execute("INSERT INTO interests (filter) VALUES (?)", [text]).lastrowid
    assert row is not None
    _enter(writer, row, wanted)
    return row


def enter_all(writer: sqlite_utils.Database) -> None:
    """Recompute the keys of all interests by the current rules."""
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


def nearest_questions(asked: Mapping[int, str], held: Collection[str], most: int) -> dict[int, str]:
    """The ``most`` questions that share most terms with an article's terms ``held``, by interest row, nearest first."""
    shared = {row: len(set(held).intersection(query_terms(question))) for row, question in asked.items()}
    nearest = sorted((row for row, count in shared.items() if count), key=lambda row: (-shared[row], row))
    return {row: asked[row] for row in nearest[:most]}
