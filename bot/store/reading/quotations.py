"""Read selected quotes (by speaker, subject, dates, article) as rows, as terms, or with their surroundings."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Literal

from bot.archive.match import Match, phrase
from bot.archive.selection import Selection
from bot.models import Manner, Quote, QuoteKind
from bot.models.quotes import QuoteSurroundings, QuoteTerms
from bot.store.base.connection import Connection
from bot.store.base.match import expression
from bot.store.base.rows import HEADLINE, VALUES_OF, as_text, as_values, headline

NEIGHBOURS = 2  #: sentences on either side of the one in which a quote begins
_NEWEST_FIRST = "ORDER BY q.sort_time DESC, q.article_id DESC, q.id"
_TERMS = "q.id, q.sentence_id, q.stems, q.content, q.sort_time, q.article_id"
_MATCHING = {
    "quote_index": f"SELECT {_TERMS} FROM quote_index JOIN quotes AS q ON q.id = quote_index.rowid",
    "sentence_index": f"""SELECT {_TERMS} FROM sentence_index
        JOIN quotes AS q ON q.sentence_id = sentence_index.rowid""",
}
#: Stems of the sentences around ``sentences AS s``, using that sentences of an article have consecutive rows.
_NEAR = f"""(SELECT group_concat(n.stems, ' ') FROM sentences AS n
    WHERE n.id BETWEEN s.id - {NEIGHBOURS} AND s.id + {NEIGHBOURS} AND n.article_id = s.article_id) AS near"""
_PARAGRAPH = """(SELECT group_concat(p.stems, ' ') FROM sentences AS p
    WHERE p.article_id = s.article_id AND p.paragraph = s.paragraph) AS wider"""
_LEAD = "(SELECT l.stems FROM sentences AS l WHERE l.article_id = s.article_id AND l.position = 0) AS wider"
_AROUND = """SELECT s.id, s.stems, coalesce(t.title, '') AS title, {wider}, {near}
    FROM sentences AS s LEFT JOIN article_terms AS t ON t.article_id = s.article_id WHERE s.id IN ({values})"""
_AROUND_IN = {
    "paragraph": _AROUND.format(wider=_PARAGRAPH, near=_NEAR, values=VALUES_OF),
    "lead": _AROUND.format(wider=_LEAD, near=_NEAR, values=VALUES_OF),
}

#: Limits of "about": newest mentions of an entity, and newest quotes that contain one of its names.
MAX_MENTIONS = 3000
MAX_RUN = 5  # sentences after the first one in which a quote is searched for a name

_BY_ENTITY = "(q.entity_id = ? OR q.spoken_for = ?)"
_BY_OTHERS = "q.entity_id IS NOT ? AND q.spoken_for IS NOT ?"
_BY_WORDS = f"""q.entity_id IS NULL AND q.id IN (
    SELECT quote_id FROM speaker_words WHERE word IN ({VALUES_OF}) GROUP BY quote_id HAVING count(*) = ?)"""
_MENTIONS = f"""(SELECT article_id, sentence_id, start FROM mentions WHERE entity_id = ?
    ORDER BY article_id DESC LIMIT {MAX_MENTIONS}) AS m"""
#: A mention counts in the sentence in which a quote begins, and anywhere within the quote. The sentences of an article
#: have consecutive rows.
_MENTIONING = f"""
    SELECT n.id FROM {_MENTIONS} JOIN quotes AS n ON n.sentence_id = m.sentence_id
    UNION
    SELECT n.id FROM {_MENTIONS} JOIN quotes AS n
        ON n.sentence_id BETWEEN m.sentence_id - {MAX_RUN} AND m.sentence_id - 1 AND n.article_id = m.article_id
    WHERE EXISTS (
        SELECT 1 FROM json_each(n.spans) AS span WHERE m.start >= span.value ->> 0 AND m.start < span.value ->> 1)"""
_NAMING = f"""
    SELECT n.id FROM (SELECT rowid AS id FROM quote_index WHERE quote_index MATCH ?
        ORDER BY rowid DESC LIMIT {MAX_MENTIONS}) AS found JOIN quotes AS n ON n.id = found.id
    WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(n.content, value) > 0)"""

_QUOTE = f"""SELECT {HEADLINE}, q.id, q.sentence_id, q.content, q.kind, q.manner, q.speaker_as_written, q.cue,
    coalesce(e.name, q.speaker) AS speaker, q.spoken_for, b.name AS body
    FROM quotes AS q JOIN articles AS a ON a.id = q.article_id
    LEFT JOIN entities AS e ON e.id = q.entity_id LEFT JOIN entities AS b ON b.id = q.spoken_for"""


def where(selection: Selection) -> tuple[str, list[int | str]]:
    """A selection as a WHERE clause over ``quotes AS q``, with its parameters."""
    found = [*_whose(selection), *_about(selection), *_when(selection)] or [("TRUE", [])]
    return "WHERE " + " AND ".join(condition for condition, _ in found), [one for _, values in found for one in values]


_Condition = tuple[str, list[int | str]]


def _whose(selection: Selection) -> Iterator[_Condition]:
    row, words = selection.speaker_row, selection.speaker_words
    if row is not None:
        yield _BY_ENTITY, [row, row]
    if words is not None:
        yield _BY_WORDS, [as_values(words), len(words)]


def _about(selection: Selection) -> Iterator[_Condition]:
    row, forms = selection.about_row, selection.about_forms
    if row is None:
        return
    yield _BY_OTHERS, [row, row]
    if not forms:
        yield f"q.id IN ({_MENTIONING})", [row, row]
        return
    match = tuple(clause for _, terms in forms for clause in phrase(terms))
    names = as_values(form for form, _ in forms)
    yield f"q.id IN ({_MENTIONING} UNION {_NAMING})", [row, row, expression(match), names]


def _when(selection: Selection) -> Iterator[_Condition]:
    if selection.since is not None:
        yield "q.sort_time >= ?", [as_text(selection.since)]
    if selection.until is not None:
        yield "q.sort_time < ?", [as_text(selection.until)]
    if selection.article_row is not None:
        yield "q.article_id = ?", [selection.article_row]


def selected_rows(reader: Connection, selection: Selection) -> list[int]:
    """Rows of the selected quotes, newest article first, in text order within an article."""
    clause, values = where(selection)
    return [row["id"] for row in reader.execute(f"SELECT q.id FROM quotes AS q {clause} {_NEWEST_FIRST}", values)]


def is_mentioned(reader: Connection, row: int, since: datetime | None, until: datetime | None) -> bool:
    """Whether somebody else was quoted, in an article of these days, in a sentence that mentions an entity."""
    clause, values = where(Selection(since=since, until=until))
    sql = f"SELECT 1 FROM {_MENTIONS} JOIN quotes AS q ON q.sentence_id = m.sentence_id {clause}"
    return reader.execute(f"{sql} AND {_BY_OTHERS} LIMIT 1", [row, *values, row, row]).fetchone() is not None


def quotes_holding(reader: Connection, selection: Selection, match: Match, *, newest: int) -> list[QuoteTerms]:
    """The selected quotes whose words match, then the ``newest`` of all selected ones. Some may occur twice.

    Both parts are sorted newest first.
    """
    clause, values = where(selection)
    sql = f"SELECT {_TERMS} FROM quotes AS q {clause}"
    holding = f"{sql} AND q.id IN (SELECT rowid FROM quote_index WHERE quote_index MATCH ?) {_NEWEST_FIRST}"
    rows = reader.execute(holding, [*values, expression(match)]).fetchall()
    rows += reader.execute(f"{sql} {_NEWEST_FIRST} LIMIT ?", [*values, newest]).fetchall()
    return list(map(_terms, rows))


def newest_matching(
    reader: Connection,
    selection: Selection,
    index: Literal["quote_index", "sentence_index"],
    match: Match,
    *,
    limit: int,
) -> list[QuoteTerms]:
    """The newest ``limit`` selected quotes that match in their own words or in the sentences where they begin."""
    if not match:
        return []
    clause, values = where(selection)
    sql = f"{_MATCHING[index]} {clause} AND {index} MATCH ? ORDER BY {index}.rowid DESC LIMIT ?"
    return list(map(_terms, reader.execute(sql, [*values, expression(match), limit])))


def surroundings(
    reader: Connection, sentence_rows: Collection[int], wider: Literal["paragraph", "lead"]
) -> dict[int, QuoteSurroundings]:
    """The terms around sentences, by row. ``wider`` selects the paragraph or the first sentence of the article."""
    return {
        row["id"]: QuoteSurroundings(
            sentence=frozenset(row["stems"].split()),
            near=frozenset(row["near"].split()),
            wider=frozenset((row["wider"] or "").split()),
            title=frozenset(row["title"].split()),
        )
        for row in reader.execute(_AROUND_IN[wider], [as_values(sentence_rows)])
    }


def _terms(row: sqlite3.Row) -> QuoteTerms:
    return QuoteTerms(
        row=row["id"],
        sentence_row=row["sentence_id"],
        article_row=row["article_id"],
        terms=tuple(row["stems"].split()),
        content=row["content"],
        time=row["sort_time"],
    )


def newest_of_speaker(
    reader: Connection, selection: Selection, speaker_row: int, limit: int, offset: int
) -> tuple[list[Quote], int]:
    """A page of a speaker's quotes, newest first, and their total number. A ``limit`` of 0 only counts.

    Merges what the speaker said with what spokespersons said for them; each has an index in this order.
    """
    halves: list[_Condition] = []
    for column in ("entity_id", "spoken_for"):
        conditions: list[_Condition] = [(f"q.{column} = ?", [speaker_row]), *_when(selection)]
        clause = "WHERE " + " AND ".join(condition for condition, _ in conditions)
        halves.append((clause, [one for _, values in conditions for one in values]))
    total = sum(
        reader.execute(f"SELECT count(*) FROM quotes AS q {clause}", values).fetchone()[0] for clause, values in halves
    )
    if not limit:
        return [], total
    both = " UNION ALL ".join(
        f"SELECT q.id, q.sort_time, q.article_id FROM quotes AS q {clause}" for clause, _ in halves
    )
    found = reader.execute(
        f"{both} ORDER BY sort_time DESC, article_id DESC, id LIMIT ? OFFSET ?",
        [*(value for _, values in halves for value in values), limit, offset],
    )
    return read_quotes(reader, [row["id"] for row in found], speaker_row), total


def read_quotes(reader: Connection, rows: Sequence[int], speaker_row: int | None = None) -> list[Quote]:
    """Quotes in the order of ``rows``. Words said on behalf of ``speaker_row`` are attributed to that speaker."""
    found = reader.execute(f"{_QUOTE} WHERE q.id IN ({VALUES_OF})", [as_values(rows)])
    quotes = {row["id"]: _quote(row, speaker_row) for row in found}
    return [quotes[row] for row in rows]


def _quote(row: sqlite3.Row, speaker_row: int | None) -> Quote:
    """Build a quote; if somebody spoke for ``speaker_row``, ``voice`` names who did."""
    given = speaker_row is not None and row["spoken_for"] == speaker_row
    return Quote(
        row=row["id"],
        headline=headline(row),
        sentence_row=row["sentence_id"],
        content=row["content"],
        kind=QuoteKind(row["kind"]),
        speaker=row["body"] if given else row["speaker"],
        speaker_as_written=row["speaker_as_written"],
        cue=row["cue"],
        manner=Manner(row["manner"]),
        voice=row["speaker"] if given else "",
    )
