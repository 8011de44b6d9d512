"""Stored articles in the form that filters read, and the candidates a filter may match."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import sqlite_utils

from bot.following.article.article_on_demand import ArticleOnDemand
from bot.following.article.article_view import ArticleView, view
from bot.following.filters.filters import Filter
from bot.models import Annotation, Headline, Mention, Name, QuoteKind, QuoteSpan, SentenceSpan
from bot.store.base.rows import HEADLINE, as_values, headline
from bot.store.file.database import Database
from bot.store.following.candidates import candidates

_NAMES = """
SELECT e.id, e.name, e.label, l.alias FROM (SELECT DISTINCT entity_id FROM mentions WHERE article_id = ?) AS m
JOIN entities AS e ON e.id = m.entity_id LEFT JOIN aliases AS l ON l.entity_id = e.id ORDER BY e.id
"""
_MENTIONS = """
SELECT m.start, m."end", m.label, coalesce(e.name, '') FROM mentions AS m LEFT JOIN entities AS e ON e.id = m.entity_id
WHERE m.article_id = :row AND (:name = '' OR e.name = :name) ORDER BY m.start
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

    def rows(self, wanted: Filter, since: datetime | None = None) -> list[int]:
        """Candidates for a filter, newest first: a superset of its matches. ``since``: none that are older."""
        with self._database.reading() as reader:
            return candidates(reader, wanted, since)

    def of(self, row: int) -> tuple[Headline, ArticleView]:
        """An article's headline and the view of it that filters read."""
        with self._database.reading() as reader:
            told, text, sentences = _contents(reader, row)
            found = _StoredAnnotation(reader, row)
            annotation = Annotation(
                sentences=tuple(SentenceSpan(start=one[0], end=one[1], paragraph=one[2]) for one in sentences),
                names=found.names,
                mentions=found.mentions,
                quotes=found.quotes,
            )
            stories = stories_of(reader, row)
        stems = [one[3].split() for one in sentences]
        article = view(title=told.title, source=told.source, text=text, annotation=annotation, stems=stems)
        return told, replace(article, stories=stories)

    @contextmanager
    def on_demand(self, row: int, *, stories: bool = False) -> Iterator[tuple[Headline, ArticleView]]:
        """An article's headline and a view of it for a single filter, which is only readable within the block.

        ``stories``: whether the filter asks for a story.
        """
        with self._database.reading() as reader:
            told, text, sentences = _contents(reader, row)
            yield (
                told,
                ArticleOnDemand(
                    title=told.title,
                    source=told.source,
                    text=text,
                    spans=[(one[0], one[1]) for one in sentences],
                    stems=[one[3] for one in sentences],
                    annotated=_StoredAnnotation(reader, row),
                    stories=stories_of(reader, row) if stories else frozenset(),
                ),
            )

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


class _StoredAnnotation:
    """What was found in an article when it was added, each part read from the store when it is first asked for."""

    def __init__(self, reader: sqlite3.Connection, row: int) -> None:
        self._reader, self._row = reader, row

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """See ``Annotation``; every name with every form known in the archive."""
        return tuple(_names(self._reader, self._row))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """See ``Annotation``."""
        return tuple(self._mentions(""))

    def mentions_of(self, name: str) -> Iterator[Mention]:
        """Those of ``mentions`` that belong to a name."""
        return self._mentions(name) if name else (one for one in self.mentions if not one.name)

    def _mentions(self, name: str) -> Iterator[Mention]:
        found = self._reader.execute(_MENTIONS, {"row": self._row, "name": name})
        return (Mention(start=one[0], end=one[1], label=one[2], name=one[3]) for one in found)

    @cached_property
    def quotes(self) -> tuple[QuoteSpan, ...]:
        """See ``Annotation``."""
        return tuple(_quotes(self._reader, self._row))


def _contents(reader: sqlite3.Connection, row: int) -> tuple[Headline, str, list[sqlite3.Row]]:
    """An article's headline, text and sentences with their terms."""
    found = reader.execute(f"SELECT {HEADLINE}, a.text FROM articles AS a WHERE a.id = ?", [row]).fetchone()  # noqa: S608
    sentences = reader.execute(
        'SELECT start, "end", paragraph, stems FROM sentences WHERE article_id = ? ORDER BY position', [row]
    ).fetchall()
    return headline(found), found["text"], sentences


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
