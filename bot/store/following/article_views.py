"""Stored articles in the form that filters read, and the candidates a filter may match."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import sqlite_utils

from bot.following.article_view import ArticleView, view
from bot.models import Annotation, Headline, Mention, Name, QuoteKind, QuoteSpan, SentenceSpan
from bot.store.base.rows import HEADLINE, as_text, as_values, headline
from bot.store.file.database import Database
from bot.text.analyzer import terms
from bot.text.compounds import parts

_NAMES = """
SELECT e.id, e.name, e.label, l.alias FROM (SELECT DISTINCT entity_id FROM mentions WHERE article_id = ?) AS m
JOIN entities AS e ON e.id = m.entity_id LEFT JOIN aliases AS l ON l.entity_id = e.id ORDER BY e.id
"""
_MENTIONS = """
SELECT m.start, m."end", m.label, coalesce(e.name, '') FROM mentions AS m LEFT JOIN entities AS e ON e.id = m.entity_id
WHERE m.article_id = ? ORDER BY m.start
"""
_QUOTES = """
SELECT coalesce(e.name, q.speaker), coalesce(e.label, ''), q.spans, coalesce(b.name, '') FROM quotes AS q
LEFT JOIN entities AS e ON e.id = q.entity_id LEFT JOIN entities AS b ON b.id = q.spoken_for
WHERE q.article_id = ? ORDER BY q.id
"""
_STORIES = """
WITH RECURSIVE told (number) AS (
    SELECT story_id FROM story_articles WHERE article_id = ? UNION SELECT value FROM json_each(?)
    UNION SELECT s.id FROM told JOIN stories AS s ON s.merged_into = told.number
)
SELECT number FROM told
"""
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
_BY_WORDS = """
SELECT a.id FROM articles AS a WHERE a.sort_time >= :since AND (a.id IN (
    SELECT rowid FROM article_index WHERE article_index MATCH :query
) OR a.id IN (
    SELECT m.article_id FROM alias_words AS w CROSS JOIN mentions AS m ON m.entity_id = w.entity_id
    WHERE w.word IN (SELECT value FROM json_each(:names))
)) ORDER BY a.sort_time DESC, a.id DESC
"""
_BEARERS = """
SELECT e.name, e.label, (SELECT count(*) FROM mentions WHERE entity_id = e.id) AS mentions
FROM entities AS e WHERE e.id IN (SELECT entity_id FROM alias_words WHERE word = ?) ORDER BY mentions DESC, e.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity of the archive whose name contains a given word."""

    name: str
    label: str
    mentions: int


class ArticleViews:
    """Reads article views. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, keys: Iterable[str], since: datetime | None) -> list[int]:
        """Candidates for a filter with these keys (index_keys.keys), newest first: a superset of its matches.

        ``since``: leave out articles that are older.
        """
        start = as_text(since) if since else ""
        kinds = [key.partition(":")[::2] for key in keys]
        words = [value for kind, value in kinds if kind in ("name", "word", "ask")]
        story = next((int(value) for kind, value in kinds if kind == "story"), 0)
        with self._database.reading() as reader:
            if story:
                return [row[0] for row in reader.execute(_BY_STORY, [start, story])]
            if len(words) < len(kinds) or not all(map(terms, words)):
                sql = "SELECT id FROM articles WHERE sort_time >= ? ORDER BY sort_time DESC, id DESC"
                return [row[0] for row in reader.execute(sql, [start])]
            stems = {stem for kind, value in kinds for stem in (terms(value) if kind == "name" else [value])}
            names = [value for kind, value in kinds if kind == "name"]
            apart = (part for kind, value in kinds if kind == "word" for part in parts(value))
            query = " OR ".join(f'"{stem}"' for stem in sorted(stems.union(map(" ".join, apart))))
            values = {"since": start, "query": query, "names": json.dumps(names)}
            return [row[0] for row in reader.execute(_BY_WORDS, values)]

    def of(self, row: int) -> tuple[Headline, ArticleView]:
        """An article's headline and the view of it that filters read."""
        with self._database.reading() as reader:
            found = reader.execute(f"SELECT {HEADLINE}, a.text FROM articles AS a WHERE a.id = ?", [row]).fetchone()  # noqa: S608
            sentences = reader.execute(
                'SELECT start, "end", paragraph, stems FROM sentences WHERE article_id = ? ORDER BY position', [row]
            ).fetchall()
            annotation = Annotation(
                sentences=tuple(SentenceSpan(start=one[0], end=one[1], paragraph=one[2]) for one in sentences),
                names=tuple(_names(reader, row)),
                mentions=tuple(
                    Mention(start=one[0], end=one[1], label=one[2], name=one[3])
                    for one in reader.execute(_MENTIONS, [row])
                ),
                quotes=tuple(_quotes(reader, row)),
            )
            stories = stories_of(reader, row)
        told = headline(found)
        stems = [one[3].split() for one in sentences]
        article = view(title=told.title, source=told.source, text=found["text"], annotation=annotation, stems=stems)
        return told, replace(article, stories=stories)

    def row_of(self, public_id: str) -> int | None:
        """The row of the article with that public id, or None."""
        with self._database.reading() as reader:
            found = reader.execute("SELECT id FROM articles WHERE public_id = ?", [public_id]).fetchone()
        return int(found[0]) if found else None

    def bearers(self, word: str, limit: int) -> list[Bearer]:
        """The entities whose names contain a folded word, most mentioned first."""
        with self._database.reading() as reader:
            return [Bearer(*row) for row in reader.execute(_BEARERS, [word, limit])]


def stories_of(
    connection: sqlite3.Connection | sqlite_utils.Database, row: int, beside: Iterable[int] = ()
) -> frozenset[int]:
    """The number of the article's story and those of the stories ``beside`` it, with the stories merged into them."""
    return frozenset(number for (number,) in connection.execute(_STORIES, [row, as_values(beside)]))


def _quotes(reader: sqlite3.Connection, row: int) -> Iterator[QuoteSpan]:
    for speaker, label, spans, body in reader.execute(_QUOTES, [row]):
        content = tuple((start, end) for start, end in json.loads(spans))
        yield QuoteSpan(
            spans=content,
            kind=QuoteKind.INDIRECT,
            source=None,
            cue=None,
            speaker=speaker,
            speaker_label=label,
            spoken_for=body,
        )


def _names(reader: sqlite3.Connection, row: int) -> list[Name]:
    """The article's names with every form known in the archive."""
    forms: dict[tuple[int, str, str], list[str]] = {}
    for entity, name, label, alias in reader.execute(_NAMES, [row]):
        forms.setdefault((entity, name, label), []).extend([alias] if alias else [])
    return [Name(name=name, label=label, aliases=tuple(aliases)) for (_, name, label), aliases in forms.items()]
