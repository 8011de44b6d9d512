"""Articles that may contain a claimed quotation, with their quotes as offsets."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from bot.archive.match import any_of
from bot.models import QuotedArticle, QuoteKind, StoredQuote
from bot.store.base.connection import Connection
from bot.store.base.match import expression
from bot.store.base.rows import HEADLINE, VALUES_OF, as_values, headline

_BY_TERMS = {
    "sentences": """SELECT s.article_id FROM sentence_index JOIN sentences AS s ON s.id = sentence_index.rowid
        WHERE sentence_index MATCH ? ORDER BY sentence_index.rank LIMIT ?""",
    "quotes": """SELECT q.article_id FROM quote_index JOIN quotes AS q ON q.id = quote_index.rowid
        WHERE quote_index MATCH ? ORDER BY quote_index.rank LIMIT ?""",
}
_ARTICLES = f"SELECT {HEADLINE}, a.text FROM articles AS a WHERE a.id IN ({VALUES_OF})"
_QUOTES = f"""SELECT q.article_id, q.kind, q.spans, coalesce(e.name, q.speaker) AS speaker, q.speaker_as_written,
    q.entity_id, q.spoken_for FROM quotes AS q LEFT JOIN entities AS e ON e.id = q.entity_id
    WHERE q.article_id IN ({VALUES_OF}) ORDER BY q.id"""
_FORMS = f"SELECT entity_id, alias FROM aliases WHERE entity_id IN ({VALUES_OF})"


def articles_by_terms(
    reader: Connection, wanted: Collection[str], limit: int, where: Literal["sentences", "quotes"]
) -> list[int]:
    """The articles of the ``limit`` best sentences or quotes that contain a term, best first, without repeats."""
    if not wanted:
        return []
    rows = reader.execute(_BY_TERMS[where], (expression(any_of(wanted)), limit))
    return list(dict.fromkeys(row["article_id"] for row in rows))


def quoted_articles(reader: Connection, rows: Sequence[int]) -> list[QuotedArticle]:
    """Articles with their quotes as offsets, in the order of ``rows``."""
    quotes = _quotes(reader, rows)
    found = {row["article_row"]: row for row in reader.execute(_ARTICLES, [as_values(rows)])}
    return [
        QuotedArticle(headline=headline(found[row]), text=found[row]["text"], quotes=tuple(quotes.get(row, ())))
        for row in rows
        if row in found
    ]


def entity_forms(reader: Connection, rows: Collection[int]) -> dict[int, list[str]]:
    """The names of each entity."""
    forms: dict[int, list[str]] = {}
    for entity, alias in reader.execute(_FORMS, [as_values(rows)]):
        forms.setdefault(entity, []).append(alias)
    return forms


def _quotes(reader: Connection, articles: Sequence[int]) -> dict[int, list[StoredQuote]]:
    rows = reader.execute(_QUOTES, [as_values(articles)]).fetchall()
    forms = entity_forms(reader, {row[key] for row in rows for key in ("entity_id", "spoken_for") if row[key]})
    found: dict[int, list[StoredQuote]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(_quote(row, forms))
    return found


def _quote(row: sqlite3.Row, forms: Mapping[int, Sequence[str]]) -> StoredQuote:
    return StoredQuote(
        spans=tuple((start, end) for start, end in json.loads(row["spans"])),
        kind=QuoteKind(row["kind"]),
        speaker=row["speaker"],
        as_written=row["speaker_as_written"],
        names=(*forms.get(row["entity_id"], ()), *forms.get(row["spoken_for"], ())),
    )
