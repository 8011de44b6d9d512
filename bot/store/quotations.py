"""Reading quotes: a selection (speaker, dates, article), newest first or by how well they fit a topic."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.models import Quote, QuoteKind
from bot.store.rows import HEADLINE, VALUES_OF, as_text, as_values, headline

#: Quotes without a word of the topic whose surroundings are looked at, newest first; bounds the work of one question.
MAX_CONTEXTS = 1000

#: The quotes of one entity; parameter: its row.
BY_ENTITY = "q.entity_id = ?"
#: The unresolved quotes whose speaker holds all of some words; parameters: ``as_values`` of them, their number.
BY_WORDS = f"""q.entity_id IS NULL AND q.id IN (
    SELECT quote_id FROM speaker_words WHERE word IN ({VALUES_OF}) GROUP BY quote_id HAVING count(*) = ?)"""

_QUOTE = f"""SELECT {HEADLINE}, q.id, q.sentence_id, q.content, q.kind, q.speaker_as_written, q.cue,
    coalesce(e.name, q.speaker) AS speaker
    FROM quotes AS q JOIN articles AS a ON a.id = q.article_id LEFT JOIN entities AS e ON e.id = q.entity_id"""
_NEWEST_FIRST = "ORDER BY q.sort_time DESC, q.article_id DESC, q.id"
_CONTEXT = f"""
SELECT s.id, s.stems, coalesce(t.title, '') AS title, (
    SELECT group_concat(p.stems, ' ') FROM sentences AS p
    WHERE p.article_id = s.article_id AND p.paragraph = s.paragraph
) AS paragraph
FROM sentences AS s LEFT JOIN article_terms AS t ON t.article_id = s.article_id
WHERE s.id IN ({VALUES_OF})
"""


@dataclass(frozen=True)
class Selection:
    """Which quotes: a condition of this module with its parameters, narrowed by dates and article."""

    condition: str
    values: tuple[int | str, ...]
    since: datetime | None = None  #: inclusive
    until: datetime | None = None  #: exclusive
    article_row: int | None = None

    def where(self) -> tuple[str, list[int | str]]:
        """The WHERE clause and its parameters."""
        conditions, values = [self.condition], list(self.values)
        if self.since is not None:
            conditions.append("q.sort_time >= ?")
            values.append(as_text(self.since))
        if self.until is not None:
            conditions.append("q.sort_time < ?")
            values.append(as_text(self.until))
        if self.article_row is not None:
            conditions.append("q.article_id = ?")
            values.append(self.article_row)
        return "WHERE " + " AND ".join(conditions), values


def newest(reader: sqlite3.Connection, selection: Selection, limit: int, offset: int) -> tuple[list[Quote], int]:
    """A page of the selected quotes, newest article first and in text order inside, and how many there are in all."""
    where, values = selection.where()
    (total,) = reader.execute(f"SELECT count(*) FROM quotes AS q {where}", values).fetchone()
    rows = reader.execute(f"{_QUOTE} {where} {_NEWEST_FIRST} LIMIT ? OFFSET ?", [*values, limit, offset])
    return [_quote(row) for row in rows], total


def about(
    reader: sqlite3.Connection, selection: Selection, stems: Collection[str], limit: int, offset: int
) -> tuple[list[Quote], int]:
    """A page of the selected quotes that fit the topic ``stems``, best first, and how many fit in all.

    Quotes whose own words hold more of the stems come first, the newer before the older. Then those that hold none,
    but stand in a sentence, else paragraph, else under a title that holds at least half of them.
    """
    where, values = selection.where()
    sql = f"SELECT q.id, q.sentence_id, q.stems FROM quotes AS q {where} {_NEWEST_FIRST}"
    rows = reader.execute(sql, values).fetchall()
    topic = frozenset(stems)
    fits: dict[int, _Fit] = {row["id"]: (hits, 0, 0, 0) for row in rows if (hits := _hits(topic, row["stems"]))}
    silent = {row["id"]: row["sentence_id"] for row in rows if row["id"] not in fits}
    fits.update(_fits_by_context(reader, topic, dict(list(silent.items())[:MAX_CONTEXTS])))
    newest_first = [row["id"] for row in rows if row["id"] in fits]
    best_first = sorted(newest_first, key=lambda row: fits[row], reverse=True)  # stable: the newer stays first
    return _by_rows(reader, best_first[offset : offset + limit]), len(best_first)


#: How many of the topic's stems stand in the quote, its sentence, its paragraph, the title.
_Fit = tuple[int, int, int, int]


def _fits_by_context(reader: sqlite3.Connection, topic: frozenset[str], sentences: dict[int, int]) -> dict[int, _Fit]:
    """Fits of quotes (row -> sentence row) by what surrounds them; those that do not fit are left out."""
    contexts = {row["id"]: row for row in reader.execute(_CONTEXT, [as_values(set(sentences.values()))])}
    found: dict[int, _Fit] = {}
    for quote, sentence in sentences.items():
        context = contexts[sentence]
        around = f"{context['paragraph']} {context['title']}"
        if 2 * _hits(topic, around) >= len(topic):
            sentence_hits, paragraph_hits = _hits(topic, context["stems"]), _hits(topic, context["paragraph"])
            found[quote] = (0, sentence_hits, paragraph_hits, _hits(topic, context["title"]))
    return found


def _hits(topic: frozenset[str], stems: str) -> int:
    return len(topic.intersection(stems.split()))


def _by_rows(reader: sqlite3.Connection, rows: Sequence[int]) -> list[Quote]:
    found = reader.execute(f"{_QUOTE} WHERE q.id IN ({VALUES_OF})", [as_values(rows)])
    quotes = {row["id"]: _quote(row) for row in found}
    return [quotes[row] for row in rows]


def _quote(row: sqlite3.Row) -> Quote:
    return Quote(
        row=row["id"],
        headline=headline(row),
        sentence_row=row["sentence_id"],
        content=row["content"],
        kind=QuoteKind(row["kind"]),
        speaker=row["speaker"],
        speaker_as_written=row["speaker_as_written"],
        cue=row["cue"],
    )
