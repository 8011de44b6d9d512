"""What ranking looks at, read in a few bounded queries: articles as terms first, then the best sentences in full."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from bot.retrieval.ranking.answer_span import Marked

SENTENCES_AN_ARTICLE = 60  #: from its start; recalled sentences further down are looked at as well


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as terms."""

    row: int
    position: int  #: 0-based in its article
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article as terms."""

    row: int
    outlet: str
    published: date | None
    title: tuple[str, ...]
    lines: tuple[Line, ...]  #: in order
    length: int  #: terms in title and body
    vocabulary: frozenset[str]  #: of title and lines

    def terms(self) -> list[str]:
        """Title and body in one; the title counts twice, as it says what the article is about."""
        return list(chain(self.title, self.title, chain.from_iterable(line.terms for line in self.lines)))


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity, number or date inside a sentence, with offsets into the sentence's text."""

    start: int
    end: int
    label: str
    entity: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, in full."""

    line: Line
    article: ArticleFacts
    text: str
    previous: tuple[str, ...]  #: terms of the sentence before
    mentions: tuple[Mention, ...] = ()
    speakers: tuple[int | None, ...] = ()  #: of the quotes in it; None = not resolved
    marked: Marked | None = None  #: the words that answer, where the reranker has read it


def article_of(connection: sqlite3.Connection, sentence_rows: Sequence[int]) -> dict[int, int]:
    """Sentence row -> article row, in the given order; unknown sentences are left out."""
    query = "SELECT id, article_id FROM sentences WHERE id IN (SELECT value FROM json_each(?))"
    found = {row[0]: row[1] for row in connection.execute(query, (json.dumps(list(sentence_rows)),))}
    return {row: found[row] for row in sentence_rows if row in found}


def read_articles(
    connection: sqlite3.Connection, rows: Iterable[int], sentence_rows: Iterable[int]
) -> list[ArticleFacts]:
    """Facts of the articles that still exist; ``sentence_rows`` are read wherever in an article they stand."""
    wanted = json.dumps(list(rows))
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for article, row, position, stems in connection.execute(
        """SELECT article_id, id, position, stems FROM sentences
           WHERE article_id IN (SELECT value FROM json_each(?))
           AND (position < ? OR id IN (SELECT value FROM json_each(?))) ORDER BY article_id, position""",
        (wanted, SENTENCES_AN_ARTICLE, json.dumps(list(sentence_rows))),
    ):
        lines[article].append(Line(row, position, tuple(stems.split())))
    found = connection.execute(
        """SELECT id, source, published, article_terms.title, length
           FROM articles JOIN article_terms ON article_id = id WHERE id IN (SELECT value FROM json_each(?))""",
        (wanted,),
    )
    return [
        ArticleFacts(
            row,
            outlet,
            _day(published),
            tuple(title.split()),
            tuple(lines[row]),
            length,
            frozenset(title.split()).union(*(line.terms for line in lines[row])),
        )
        for row, outlet, published, title, length in found
    ]


def read_candidates(connection: sqlite3.Connection, chosen: Sequence[tuple[ArticleFacts, Line]]) -> list[Candidate]:
    """The chosen sentences in full, in the given order."""
    wanted = json.dumps([line.row for _, line in chosen])
    sentences = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            "SELECT id, text, start FROM sentences WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
        )
    }
    mentions, speakers = _mentions(connection, wanted), _speakers(connection, wanted)
    found = []
    for article, line in chosen:
        text, start = sentences[line.row]
        inside = tuple(Mention(m.start - start, m.end - start, m.label, m.entity) for m in mentions[line.row])
        found.append(Candidate(line, article, text, _previous(article, line), inside, tuple(speakers[line.row])))
    return found


def _previous(article: ArticleFacts, line: Line) -> tuple[str, ...]:
    before = (other.terms for other in article.lines if other.position == line.position - 1)
    return next(before, ())


def _mentions(connection: sqlite3.Connection, wanted: str) -> defaultdict[int, list[Mention]]:
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for sentence, start, end, label, entity in connection.execute(
        """SELECT sentence_id, start, "end", label, entity_id FROM mentions
           WHERE sentence_id IN (SELECT value FROM json_each(?)) ORDER BY start""",
        (wanted,),
    ):
        found[sentence].append(Mention(start, end, label, entity))
    return found


def _speakers(connection: sqlite3.Connection, wanted: str) -> defaultdict[int, list[int | None]]:
    found: defaultdict[int, list[int | None]] = defaultdict(list)
    query = "SELECT sentence_id, entity_id FROM quotes WHERE sentence_id IN (SELECT value FROM json_each(?))"
    for sentence, entity in connection.execute(query, (wanted,)):
        found[sentence].append(entity)
    return found


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None
