"""Interests: filters in their canonical form, each stored once however many chats follow it.

An interest goes with the last subscription to it (a trigger of the schema). The functions work inside a running
transaction. Which interests an article brings up is found in memory: interest_index.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlite_utils

from bot.following.filters import Filter
from bot.following.index_keys import index_entries, required_terms
from bot.store.terms import read_frequencies
from bot.text.analyzer import query_terms

MOST_QUESTIONS = 10  #: that are judged for one article: half a second at most


class Interest(NamedTuple):
    """What some chats follow."""

    row: int
    filter: Filter


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


def nearest_questions(asked: Mapping[int, str], held: Collection[str], most: int) -> dict[int, str]:
    """Those that share most with the terms ``held`` by an article: interest row -> question, nearest first."""
    shared = {row: len(set(held).intersection(query_terms(question))) for row, question in asked.items()}
    nearest = sorted((row for row, count in shared.items() if count), key=lambda row: (-shared[row], row))
    return {row: asked[row] for row in nearest[:most]}
