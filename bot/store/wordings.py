"""Articles that may hold a claimed quotation, with their quotes by offsets."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from bot.models import QuotedArticle, QuoteKind, StoredQuote
from bot.store.database import Database
from bot.store.rows import HEADLINE, VALUES_OF, as_values, headline

#: Terms of a claim that are looked for, the rarest; sentences and quotes that hold some of them.
MOST_TERMS = 10
MOST_HITS = 120
MOST_ARTICLES = 25  #: articles whose words are compared one by one
_COMMON = 20_000  # sentences; a term in more of them is looked for only where all are so common
_SMOOTHING = 10  # of ranks, in their fusion

_RARITY = f"SELECT term, sentences FROM terms WHERE term IN ({VALUES_OF})"
_IN_SENTENCES = """SELECT s.article_id FROM sentence_index JOIN sentences AS s ON s.id = sentence_index.rowid
    WHERE sentence_index MATCH ? ORDER BY sentence_index.rank LIMIT ?"""
_IN_QUOTES = """SELECT q.article_id FROM quote_index JOIN quotes AS q ON q.id = quote_index.rowid
    WHERE quote_index MATCH ? ORDER BY quote_index.rank LIMIT ?"""
_ARTICLES = f"SELECT {HEADLINE}, a.text FROM articles AS a WHERE a.id IN ({VALUES_OF})"
_QUOTES = f"""SELECT q.article_id, q.kind, q.spans, coalesce(e.name, q.speaker) AS speaker, q.speaker_as_written,
    q.entity_id, q.spoken_for FROM quotes AS q LEFT JOIN entities AS e ON e.id = q.entity_id
    WHERE q.article_id IN ({VALUES_OF}) ORDER BY q.id"""
_FORMS = f"SELECT entity_id, alias FROM aliases WHERE entity_id IN ({VALUES_OF})"


class Wordings:
    """Finds articles by the words of a claim. Every method may be called from any thread and raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def holding(self, stems: Sequence[str]) -> list[QuotedArticle]:
        """The articles with a sentence or a quote that holds most of the rarer ``stems``, the likeliest first."""
        with self._database.reading() as reader:
            rows = _likeliest(reader, _rarest(reader, stems))
            quotes = _quotes(reader, rows)
            found = {row["article_row"]: row for row in reader.execute(_ARTICLES, [as_values(rows)])}
        return [
            QuotedArticle(headline=headline(found[row]), text=found[row]["text"], quotes=tuple(quotes.get(row, ())))
            for row in rows
            if row in found
        ]


def _rarest(reader: sqlite3.Connection, stems: Sequence[str]) -> list[str]:
    """The terms that the archive has, rare ones first; very common ones only where there are no others."""
    known = {row["term"]: row["sentences"] for row in reader.execute(_RARITY, [as_values(set(stems))])}
    ordered = sorted(known, key=lambda stem: (known[stem], stem))
    rare = [stem for stem in ordered if known[stem] <= _COMMON]
    return (rare or ordered[:3])[:MOST_TERMS]


def _likeliest(reader: sqlite3.Connection, stems: Sequence[str]) -> list[int]:
    """Article rows, those first that come early in both lists (reciprocal rank fusion)."""
    if not stems:
        return []
    match = " OR ".join(f'"{stem}"' for stem in stems)
    scores: dict[int, float] = defaultdict(float)
    for sql in (_IN_SENTENCES, _IN_QUOTES):
        rows = [row[0] for row in reader.execute(sql, (match, MOST_HITS))]
        for rank, row in enumerate(dict.fromkeys(rows)):
            scores[row] += 1 / (_SMOOTHING + rank)
    return sorted(scores, key=lambda row: -scores[row])[:MOST_ARTICLES]


def _quotes(reader: sqlite3.Connection, articles: Sequence[int]) -> dict[int, list[StoredQuote]]:
    rows = reader.execute(_QUOTES, [as_values(articles)]).fetchall()
    wanted = {row[key] for row in rows for key in ("entity_id", "spoken_for") if row[key] is not None}
    forms: dict[int, list[str]] = {}
    for entity, alias in reader.execute(_FORMS, [as_values(wanted)]):
        forms.setdefault(entity, []).append(alias)
    found: dict[int, list[StoredQuote]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(_quote(row, forms))
    return found


def _quote(row: sqlite3.Row, forms: dict[int, list[str]]) -> StoredQuote:
    return StoredQuote(
        spans=tuple((start, end) for start, end in json.loads(row["spans"])),
        kind=QuoteKind(row["kind"]),
        speaker=row["speaker"],
        as_written=row["speaker_as_written"],
        names=(*forms.get(row["entity_id"], ()), *forms.get(row["spoken_for"], ())),
    )
