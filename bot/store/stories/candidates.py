"""Articles that may report the same event as a new one, to be compared in full: a few dozen of all open ones.

by_terms    an inverted index by day: an article is entered under its heaviest terms, and searched for by them
            until enough rows have been read
by_meaning  the signs of what open articles mean, kept in memory: reports in other words share no rare term
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import numpy as np
import sqlite_utils
from numpy.typing import NDArray

from bot.archive.code_table import CodeTable
from bot.archive.codes import CodeBatch, signs
from bot.stories.pair_facts import WINDOW
from bot.stories.profile import OPENING, ArticleProfile, Meaning, term_hash

_NEAREST = 16  # articles that share the heaviest terms
_NEAREST_BY_MEANING = 12
_FARTHEST = 0.5  # share of signs in which two such articles differ at most: a cosine of 0
_SEEN = 1_500  # approximate limit of index rows read per article
_LEAST_TERMS = 6  # terms that are looked up in any case
_NEAR = f"""
SELECT t.article_id, sum(w.weight) AS shared FROM (
    SELECT json_extract(value, '$[0]') AS term, json_extract(value, '$[1]') AS weight FROM json_each(:wanted)
) AS w CROSS JOIN story_terms AS t ON t.term = w.term AND t.day BETWEEN :first AND :last
WHERE t.article_id <> :me
GROUP BY t.article_id ORDER BY shared DESC, t.article_id DESC LIMIT {_NEAREST}
"""  # noqa: S608 - a constant
_CODE = f"""c.id, c.article_id, a.sort_time, c.encoder, length(c.codes) / c.sentences AS width,
    substr(c.codes, 1, length(c.codes) / c.sentences * {OPENING}) AS codes"""
_RECENT = f"""
SELECT {_CODE} FROM articles AS a CROSS JOIN passage_codes AS c ON c.article_id = a.id
WHERE a.sort_time >= :since ORDER BY c.id
"""  # noqa: S608 - a constant
_EARLIER = f"""
SELECT {_CODE} FROM articles AS a CROSS JOIN passage_codes AS c ON c.article_id = a.id
WHERE a.sort_time >= :since AND a.sort_time < :before AND c.id <= :first
"""  # noqa: S608 - a constant
_NEWER = f"""
SELECT {_CODE} FROM passage_codes AS c JOIN articles AS a ON a.id = c.article_id WHERE c.id > :last ORDER BY c.id
"""  # noqa: S608 - a constant


def by_terms(
    writer: sqlite_utils.Database,
    row: int,
    article: ArticleProfile,
    found_by: Sequence[tuple[str, float]],
    frequencies: Mapping[str, int],
) -> list[int]:
    """The articles that share most of the weight of the terms ``found_by``, which occur in so many articles each."""
    wanted = json.dumps(affordable(found_by, frequencies))
    values = {"wanted": wanted, "first": article.day - WINDOW, "last": article.day + WINDOW, "me": row}
    return [found[0] for found in writer.execute(_NEAR, values)]


def affordable(found_by: Sequence[tuple[str, float]], frequencies: Mapping[str, int]) -> list[tuple[int, float]]:
    """The heaviest terms, hashed, that together occur in few enough articles to look through."""
    wanted: list[tuple[int, float]] = []
    seen = 0
    for term, weight in found_by:
        seen += frequencies.get(term, 0)
        if seen > _SEEN and len(wanted) >= _LEAST_TERMS:
            break
        wanted.append((term_hash(term), weight))
    return wanted


class MeaningIndex:
    """The signs of what articles mean, 60 bytes each. For one database; what others wrote is read before each use.

    Of the articles stored before the first use those are read that are open on a day asked about: a process that goes
    on where a killed one stopped groups articles as that one would have.
    """

    def __init__(self) -> None:
        self._codes = CodeTable.empty()
        self._days = np.zeros(0, np.int32)
        self._repeated = np.zeros(0, np.bool_)  # whether another code is of the same article, which was revised
        self._last_fits = False  # whether the last code read is in the table
        self._first = 0  # the code before the last one at the first use; of those up to it ...
        self._since = 0  # ... the ones of articles of this day and later are read

    def by_meaning(self, writer: sqlite_utils.Database, row: int, article: ArticleProfile) -> list[int]:
        """The open articles that mean nearly the same; none if the meaning is unknown."""
        if article.meaning is None:
            return []
        self._refresh(writer, article.meaning, article.day - WINDOW)
        code = signs(article.meaning.opening[np.newaxis])[0]
        distances = self._codes.distances(code)
        rows = self._codes.rows[: self._codes.size]
        farthest = int(_FARTHEST * 8 * len(code))
        distances[(np.abs(self._days - article.day) > WINDOW) | (rows == row)] = farthest + 1
        if len(distances) > _NEAREST_BY_MEANING:  # sorting all that are near enough would take most of the time
            farthest = min(farthest, int(np.partition(distances, _NEAREST_BY_MEANING - 1)[_NEAREST_BY_MEANING - 1]))
        (places,) = (distances <= farthest).nonzero()
        order = np.lexsort((rows[places], distances[places]))  # the older one of two as near
        found: list[int] = rows[places[order[:_NEAREST_BY_MEANING]]].tolist()
        return found

    def around(self, day: int) -> int:
        """How many of the articles read are of this day, the one before or the one after."""
        near = np.abs(self._days - day) <= 1
        revised = self._codes.rows[: self._codes.size][near & self._repeated]
        return int(np.count_nonzero(near)) - len(revised) + len(np.unique(revised))

    def _refresh(self, writer: sqlite_utils.Database, meaning: Meaning, since: int) -> None:
        """Read new codes, and the last one again: its transaction may have been undone since."""
        known = self._codes
        self._codes = CodeTable(known.columns, known.rows, known.size - self._last_fits, known.last - 1)
        self._days, self._repeated = self._days[: self._codes.size], self._repeated[: self._codes.size]
        (last,) = writer.execute("SELECT coalesce(max(id), 0) FROM passage_codes").fetchone()
        if not known.last:
            self._first, self._since = last - 1, since  # the last one is read again next time
            found = writer.execute(_RECENT, {"since": _iso_day(since)}).fetchall()
        else:
            self._read_earlier(writer, meaning, since)
            found = writer.execute(_NEWER, {"last": self._codes.last}).fetchall()
        self._last_fits = self._append(found, meaning, last) and found[-1][0] == last

    def _read_earlier(self, writer: sqlite_utils.Database, meaning: Meaning, since: int) -> None:
        if since < self._since:
            values = {"since": _iso_day(since), "before": _iso_day(self._since), "first": self._first}
            self._append(writer.execute(_EARLIER, values).fetchall(), meaning, self._codes.last)
            self._since = since

    def _append(self, found: Sequence[sqlite3.Row], meaning: Meaning, last: int) -> bool:
        """Append the codes of that model; whether the last one found is of it."""
        width = meaning.opening.size // 8
        fitting = [one for one in found if one[4] == width and term_hash(one[3]) == meaning.model]
        codes = np.array([_majority(one[5], width) for one in fitting], np.uint8).reshape(-1, width)
        rows = np.array([one[1] for one in fitting], np.int64)
        self._days = np.append(self._days, np.array([_day(one[2]) for one in fitting], np.int32))
        self._mark_repeated(rows)
        self._codes = self._codes.appended(CodeBatch(last, rows, codes))
        return bool(fitting) and fitting[-1] is found[-1]

    def _mark_repeated(self, coming: NDArray[np.int64]) -> None:
        """Mark the codes of articles that have several, of those in the table and ``coming``."""
        known = self._codes.rows[: self._codes.size]
        several = (
            np.intersect1d(known, coming) if len(known) and len(coming) and coming.min() <= known.max() else known[:0]
        )
        rows, counts = np.unique(coming, return_counts=True)
        several = np.union1d(several, rows[counts > 1])
        if len(several):
            self._repeated |= np.isin(known, several)
        self._repeated = np.append(self._repeated, np.isin(coming, several))


def _iso_day(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _majority(codes: bytes, width: int) -> NDArray[np.uint8]:
    """The signs that most of these vectors have: nearly those of the vector between them."""
    bits = np.unpackbits(np.frombuffer(codes, np.uint8).reshape(-1, width), axis=1)
    return np.packbits(2 * bits.sum(0, dtype=np.int8) > len(bits))


@cache
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _day(sort_time: str) -> int:
    return _ordinal(sort_time[:10])
