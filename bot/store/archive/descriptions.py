"""Descriptions: words in articles that say who somebody is.

Databases of older versions are filled article by article.
"""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database as Writer

from bot.archive.match import Match
from bot.models import Headline
from bot.store.base.connection import Connection
from bot.store.base.rows import HEADLINE, VALUES_OF, as_values, headline
from bot.store.file.database import Database
from bot.store.reading.fts import newest_matches

_INSERT = "INSERT OR IGNORE INTO descriptions VALUES (?, ?, ?, ?, ?, ?)"
_NEWEST = f"""
SELECT d.said, substr(s.text, d.start - s.start + 1, d."end" - d.start) AS words, s.id AS sentence_row, {HEADLINE}
FROM (SELECT * FROM descriptions WHERE entity_id = ? ORDER BY article_id DESC LIMIT ?) AS d
JOIN sentences AS s ON s.id = d.sentence_id JOIN articles AS a ON a.id = d.article_id
"""
_BESIDE = f"""
SELECT d.entity_id, d.said, substr(s.text, d.start - s.start + 1, d."end" - d.start) AS words, s.text AS sentence,
    {HEADLINE}
FROM descriptions AS d JOIN sentences AS s ON s.id = d.sentence_id JOIN articles AS a ON a.id = d.article_id
WHERE d.sentence_id IN ({VALUES_OF})
"""
_MENTIONS = """
SELECT m.entity_id, m.sentence_id, e.label, m.start, m."end", s.start AS sentence_start, s.text
FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id JOIN sentences AS s ON s.id = m.sentence_id
WHERE m.article_id = ? ORDER BY m.start
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredDescription:
    """Words of an article that say who an entity is."""

    text: str  #: verbatim
    said: frozenset[str]  #: see bot.models.Description
    headline: Headline
    sentence_row: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedSpeaker:
    """Who is described in a sentence, and how."""

    entity_row: int
    text: str  #: verbatim
    said: tuple[str, ...]  #: its words without the name
    sentence: str
    headline: Headline


class DescriptionIndex:
    """Full-text search over descriptions. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beside(self, match: Match, *, limit: int) -> list[DescribedSpeaker]:
        """The descriptions in the newest ``limit`` sentences that match."""
        with self._database.reading() as reader:
            sentences = newest_matches(reader, "sentence_index", match, limit)
            rows = reader.execute(_BESIDE, (as_values(sentences),)).fetchall()
        return [
            DescribedSpeaker(
                entity_row=row["entity_id"],
                text=row["words"],
                said=tuple(row["said"].split()),
                sentence=row["sentence"],
                headline=headline(row),
            )
            for row in rows
        ]


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedEntity:
    """A mention of an entity, located within its sentence."""

    entity_row: int
    sentence_row: int
    label: str
    sentence_start: int  #: in the article
    sentence: str
    start: int  #: offsets in the sentence
    end: int


#: A stored description: entity, article, sentence, start and end in the article, its words.
DescriptionRow = tuple[int, int, int, int, int, str]


def write_descriptions(writer: Writer, article_row: int, rows: Iterable[DescriptionRow]) -> None:
    """Store the descriptions of an article and mark it as described."""
    writer.conn.executemany(_INSERT, list(rows))
    writer.execute("DELETE FROM undescribed_articles WHERE article_id = ?", (article_row,))


def newest_descriptions(reader: Connection, entity_row: int, *, limit: int) -> list[StoredDescription]:
    """An entity's ``limit`` most recently added descriptions."""
    return [
        StoredDescription(
            text=row["words"],
            said=frozenset(row["said"].split()),
            headline=headline(row),
            sentence_row=row["sentence_row"],
        )
        for row in reader.execute(_NEWEST, (entity_row, limit))
    ]


def undescribed_articles(reader: Connection, limit: int) -> list[int]:
    """Up to ``limit`` articles from an older version that have no descriptions yet, newest first."""
    rows = reader.execute("SELECT article_id FROM undescribed_articles ORDER BY article_id DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


def count_undescribed(reader: Connection) -> int:
    """Number of articles without descriptions."""
    return int(reader.execute("SELECT count(*) FROM undescribed_articles").fetchone()[0])


def named_in(writer: Writer, article_row: int) -> list[NamedEntity]:
    """The article's mentions of entities, in text order."""
    return [
        NamedEntity(
            entity_row=entity,
            sentence_row=sentence,
            label=label,
            sentence_start=sentence_start,
            sentence=text,
            start=start - sentence_start,
            end=end - sentence_start,
        )
        for entity, sentence, label, start, end, sentence_start, text in writer.execute(_MENTIONS, (article_row,))
    ]
