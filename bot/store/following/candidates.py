"""Which stored articles a filter may match, found by the index of their terms and the names in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from bot.following.filters.filters import Filter
from bot.following.matching.index_keys import Requirement, question_keys, required_in
from bot.following.names.further_forms import ENOUGH
from bot.store.base.rows import as_text
from bot.text.analyzer import term_of, terms
from bot.text.compounds import parts
from bot.text.name_matching import is_acronym
from bot.text.names import fold

_BY_STORY = """
SELECT a.id FROM articles AS a JOIN story_articles AS l ON l.article_id = a.id
WHERE a.sort_time >= ? AND l.story_id = (
    WITH RECURSIVE now (number) AS (
        VALUES (?) UNION SELECT s.merged_into FROM now JOIN stories AS s ON s.id = now.number
        WHERE s.merged_into IS NOT NULL
    )
    SELECT min(number) FROM now
) ORDER BY a.sort_time DESC, a.id DESC
"""
_SINCE = "SELECT id, source FROM articles WHERE sort_time >= ? ORDER BY sort_time DESC, id DESC"
_WITH_TERMS = "SELECT rowid FROM article_index WHERE article_index MATCH ? AND rowid >= ?"
_WITH_NAME = """
SELECT m.article_id FROM alias_words AS w CROSS JOIN mentions AS m ON m.entity_id = w.entity_id
WHERE w.word = ? AND m.article_id >= ?
"""
_NAMED_IN_FULL = """
SELECT m.article_id FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id
WHERE e.label <> 'PERSON' AND e.name LIKE ? AND m.article_id >= ?
"""
_WITH_CAPITALS = (
    "SELECT id FROM articles WHERE id >= ? AND (instr(text, ?) OR instr(text, ?) OR instr(title, ?) OR instr(title, ?))"
)

Rows = frozenset[int]
_LONG = 5  # letters of a word that may be two
_ANY = None  #: every article


def candidates(reader: sqlite3.Connection, wanted: Filter, since: datetime | None) -> list[int]:
    """The rows of articles that a filter may match, newest first: a superset of those that it does."""
    start = as_text(since) if since else ""
    if wanted.story:
        return [row[0] for row in reader.execute(_BY_STORY, [start, wanted.story])]
    every = reader.execute(_SINCE, [start]).fetchall()
    outlets = frozenset(map(fold, wanted.sources))
    rows = [row for row, source in every if not outlets or fold(source) in outlets]
    found = _CandidateSearch(reader, min(rows, default=0)).meeting(wanted)
    return rows if found is _ANY else [row for row in rows if row in found]


class _CandidateSearch:
    """Looks up articles from one row on."""

    def __init__(self, reader: sqlite3.Connection, first: int) -> None:
        self._reader, self._first = reader, first

    def meeting(self, wanted: Filter) -> Rows | None:
        """The articles that meet all requirements of some alternative; None for any."""
        if wanted.question:
            stems = [key.partition(":")[2] for key in question_keys(wanted.question)]
            return self._with_stems(stems)
        clauses = required_in(wanted)
        return _union(_intersection(map(self._meeting, clause)) for clause in clauses) if clauses else _ANY

    def _meeting(self, one: Requirement) -> Rows | None:
        named = (_intersection(map(self._with_name, form)) for form in one.names)
        return _union(chain([self._with_stems(one.stems)] if one.stems else (), named))

    def _with_stems(self, stems: Iterable[str]) -> Rows:
        apart = (" ".join(pair) for stem in stems for pair in parts(stem))
        return self._rows(_WITH_TERMS, " OR ".join(f'"{stem}"' for stem in sorted({*stems, *apart})), self._first)

    def _with_name(self, word: str) -> Rows | None:
        """The articles with a word of a name, printed or in another form of a name that they have."""
        initials = " ".join(word) if is_acronym(word) else ""  # "J. D." in an article that has "JD" in full
        keys = {word.casefold(), fold(word), *fold(initials).split()[:1]}
        named = frozenset[int]().union(*(self._rows(_WITH_NAME, key, self._first) for key in keys))
        for held in filter(None, map(terms, (word, initials))):
            named |= self._rows(_WITH_TERMS, " ".join(f'"{term}"' for term in held), self._first)
        named = (named or self._in_two_parts(word)) | self._in_full(word)
        if terms(word):
            return named
        if not is_acronym(word):
            return _ANY  # "It": no index has it
        dotted = ".".join((*word, ""))
        return named | self._rows(_WITH_CAPITALS, self._first, word, dotted, word, dotted)

    def _in_two_parts(self, word: str) -> Rows:
        """The articles with a word in two parts: "AFL-CIO" for AFLCIO."""
        one = term_of(word.casefold())
        return self._with_stems([one]) if len(one) >= _LONG and one.isalpha() else frozenset()

    def _in_full(self, word: str) -> Rows:
        """The articles that name a body in full of which ``word`` may be the initials."""
        if not (is_acronym(word) and len(word) >= ENOUGH and word.isalpha()):
            return frozenset()
        return self._rows(_NAMED_IN_FULL, " %".join(f"{letter}%" for letter in word), self._first)

    def _rows(self, sql: str, *values: str | int) -> Rows:
        return frozenset(row for (row,) in self._reader.execute(sql, values))


def _union(found: Iterable[Rows | None]) -> Rows | None:
    every = [*found]
    return _ANY if _ANY in every else frozenset().union(*(rows for rows in every if rows is not _ANY))


def _intersection(found: Iterable[Rows | None]) -> Rows | None:
    limited = [rows for rows in found if rows is not _ANY]
    return frozenset.intersection(*limited) if limited else _ANY
