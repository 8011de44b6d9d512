"""An in-memory index of interests by key: which interests an article may match.

    interest_keys (SQLite)  -> read once, then only newer rows: rows of interests are never reused
    keys of an article      -> candidate interests, whose filters are read on first use

The cost per article depends on its candidates, not on the number of interests. An interest that was deleted stays in
memory for a while, which does no harm: it has no subscriptions left, so matching it creates no delivery.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from threading import Lock

import numpy as np
import sqlite_utils

from bot.following.article.sentence_bits import ANYWHERE
from bot.following.filters.filters import Filter
from bot.store.base.rows import VALUES_OF, as_values
from bot.store.interests.interests import MOST_QUESTIONS, Interest, nearest_questions

_NO_OTHER = ""  # second key of an interest that has none
ANEW = 10_000  # articles after which the index is rebuilt to free the memory of deleted interests

#: A connection inside a transaction, of either library.
OpenConnection = sqlite3.Connection | sqlite_utils.Database


class InterestIndex:
    """The interests of one database. Thread-safe.

    Methods work inside the transaction of ``connection``, which must not have added interests itself: after a rollback
    they would remain here.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        self._number = {_NO_OTHER: 0}  # number of each key
        self._pairs: list[array[int]] = [array("q")]  # for each key: interest row, number of its second key, and so on
        self._interests: dict[int, Interest] = {}
        self._last = 0  # row of the newest interest read so far
        self._asked = 0

    def brought_up(self, connection: OpenConnection, keys: Mapping[str, int]) -> list[Interest]:
        """Candidates for an article with these keys (article_view.article_keys), each once, in order of rows.

        Where two keys are asked for, they stand in the same or neighbouring parts of it.
        """
        with self._lock:
            self._catch_up(connection)
            rows = self._rows(keys)
            if new := [row for row in rows if row not in self._interests]:
                self._load(connection, new)
            return [one for row in rows if (one := self._interests.get(row))]

    def asked_questions(self, connection: OpenConnection, stems: Iterable[Sequence[str]]) -> dict[int, str]:
        """The saved questions that an article may answer, by interest row.

        ``stems`` are the terms of its title and sentences. If there are too many, those that share most terms with it.
        """
        held = {term for one in stems for term in one}
        candidates = self.brought_up(connection, {f"ask:{term}": ANYWHERE for term in held})
        found = {one.row: one.filter.question for one in candidates}
        left = connection.execute(f"SELECT id FROM interests WHERE id IN ({VALUES_OF})", [as_values(found)])  # noqa: S608
        return nearest_questions({row: found[row] for (row,) in left}, held, MOST_QUESTIONS)

    def _catch_up(self, connection: OpenConnection) -> None:
        self._asked += 1
        if self._asked > ANEW:
            self._begin()
        newer = "SELECT key, interest_id, coalesce(also, ?) FROM interest_keys WHERE interest_id > ?"
        for key, row, other in connection.execute(newer, [_NO_OTHER, self._last]).fetchall():
            self._pairs[self._number_of(key)].extend((row, self._number_of(other)))
            self._last = max(self._last, row)

    def _number_of(self, key: str) -> int:
        number = self._number.setdefault(key, len(self._pairs))
        if number == len(self._pairs):
            self._pairs.append(array("q"))
        return number

    def _rows(self, keys: Mapping[str, int]) -> list[int]:
        here = {self._number.get(key, 0): parts for key, parts in keys.items()} | {0: ANYWHERE}
        known = [self._pairs[number] for number in here]
        parts = np.array([*here.values()], dtype=np.uint64)
        parts_of = np.zeros(len(self._pairs), dtype=np.uint64)
        parts_of[[*here]] = parts
        pairs = np.frombuffer(b"".join(known), dtype=np.int64).reshape(-1, 2)
        first, second = np.repeat(parts, [len(one) // 2 for one in known]), parts_of[pairs[:, 1]]
        near = (first & (second | second >> np.uint64(1))) | (second & (first >> np.uint64(1)))
        rows: list[int] = np.unique(pairs[near != 0, 0]).tolist()
        return rows

    def _load(self, connection: OpenConnection, rows: Collection[int]) -> None:
        found = connection.execute(
            f"SELECT id, filter FROM interests WHERE id IN ({VALUES_OF})",  # noqa: S608 - a constant
            [as_values(rows)],
        )
        self._interests |= {row: Interest(row, Filter.load(text)) for row, text in found.fetchall()}
