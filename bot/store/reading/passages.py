"""The data for ranking, read in a few bounded queries: articles as terms first, then sentences in full."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.models import Excerpt, Headline
from bot.models.passages import ArticleFacts, EntityMention, Line, SentenceDetails
from bot.store.base.connection import Connection
from bot.store.base.rows import HEADLINE, VALUES_OF, as_values, headline

SENTENCES_OF_ARTICLE = 60  #: sentences from its start; those asked for by row are read at any position
BETWEEN = " \n "  #: sentences in ``joined_terms``; every term has a space on both sides


def articles_of(connection: Connection, sentence_rows: Sequence[int]) -> dict[int, int]:
    """The article row of each sentence, in the given order. Unknown sentences are left out."""
    query = f"SELECT id, article_id FROM sentences WHERE id IN ({VALUES_OF})"
    found = {row[0]: row[1] for row in connection.execute(query, (as_values(sentence_rows),))}
    return {row: found[row] for row in sentence_rows if row in found}


def read_articles(connection: Connection, rows: Iterable[int], sentence_rows: Iterable[int] = ()) -> list[ArticleFacts]:
    """Facts of those articles that still exist, with their first sentences and any of ``sentence_rows``."""
    found: dict[int, tuple[str, str | None, str, int, list[Line]]] = {}
    for article, outlet, published, title, length, row, position, stems in connection.execute(
        f"""SELECT a.id, a.source, a.published, t.title, t.length, s.id, s.position, s.stems
            FROM articles AS a JOIN article_terms AS t ON t.article_id = a.id
            LEFT JOIN sentences AS s ON s.article_id = a.id AND (s.position < ? OR s.id IN ({VALUES_OF}))
            WHERE a.id IN ({VALUES_OF}) ORDER BY a.id, s.position""",
        (SENTENCES_OF_ARTICLE, as_values(sentence_rows), as_values(rows)),
    ):
        if article not in found:
            found[article] = (outlet, published, title, length, [])
        if row is not None:
            found[article][-1].append(Line(row, position, tuple(stems.split())))
    return [_facts(row, *told) for row, told in found.items()]


def _facts(
    row: int, outlet: str, published: str | None, title: str, length: int, lines: Sequence[Line]
) -> ArticleFacts:
    vocabulary = frozenset(title.split()).union(*[line.terms for line in lines])
    day = date.fromisoformat(published[:10]) if published else None
    return ArticleFacts(row, outlet, day, tuple(title.split()), tuple(lines), length, vocabulary)


def read_sentences(connection: Connection, rows: Collection[int]) -> dict[int, SentenceDetails]:
    """Full details of sentences, by row. Unknown rows are left out."""
    found = connection.execute(
        f"""SELECT s.id, s.text, s.start, coalesce(b.text, ''), a.title,
            (SELECT json_group_array(json_array(m.start, m."end", m.label, m.entity_id, coalesce(e.name, '')))
             FROM mentions AS m LEFT JOIN entities AS e ON e.id = m.entity_id WHERE m.sentence_id = s.id),
            (SELECT json_group_array(q.entity_id) FROM quotes AS q WHERE q.sentence_id = s.id)
            FROM sentences AS s JOIN articles AS a ON a.id = s.article_id
            LEFT JOIN sentences AS b ON b.article_id = s.article_id AND b.position = s.position - 1
            WHERE s.id IN ({VALUES_OF})""",
        (as_values(rows),),
    )
    return {
        row: SentenceDetails(text, _mentions(mentions, start), tuple(json.loads(speakers)), before, title)
        for row, text, start, before, title, mentions, speakers in found
    }


def joined_terms(connection: Connection, rows: Collection[int]) -> tuple[list[int], str]:
    """The existing rows, newest first, and the terms of those sentences in that order, joined by ``BETWEEN``."""
    found = connection.execute(
        f"""SELECT group_concat(id, ' '), group_concat(stems, ?) FROM (
              SELECT id, stems FROM sentences WHERE id IN ({VALUES_OF}) ORDER BY id DESC)""",
        (BETWEEN, as_values(sorted(rows))),
    ).fetchone()
    return ([], "") if found[0] is None else (list(map(int, found[0].split())), found[1])


def previous_texts(connection: Connection, rows: Collection[int]) -> dict[int, str]:
    """The text of the sentence before each sentence, by row. The first sentence of an article has none."""
    if not rows:
        return {}
    query = f"""SELECT s.id, before.text FROM sentences AS s JOIN sentences AS before
                ON before.article_id = s.article_id AND before.position = s.position - 1 WHERE s.id IN ({VALUES_OF})"""
    return dict(map(tuple, connection.execute(query, (as_values(rows),))))


def read_again(connection: Connection, rows: Sequence[int]) -> list[Excerpt]:
    """Sentences shown earlier, with score 0. Those of revised or deleted articles are left out."""
    found = connection.execute(
        f"""SELECT s.id AS sentence_row, s.text, {HEADLINE}
            FROM sentences AS s JOIN articles AS a ON a.id = s.article_id WHERE s.id IN ({VALUES_OF})""",
        (as_values(rows),),
    )
    return [
        Excerpt(headline=headline(row), sentence_row=row["sentence_row"], text=row["text"], score=0.0) for row in found
    ]


def read_headlines(connection: Connection, rows: Iterable[int]) -> dict[int, Headline]:
    """Headlines by article row. Deleted articles are left out."""
    wanted = set(rows)
    query = f"SELECT {HEADLINE} FROM articles AS a WHERE a.id IN ({VALUES_OF})"
    found = connection.execute(query, (as_values(wanted),)) if wanted else ()
    return {row["article_row"]: headline(row) for row in found}


def _mentions(listed: str, start: int) -> tuple[EntityMention, ...]:
    """Parse a JSON list of mentions; sort them, with offsets relative to ``start``, the beginning of the sentence."""
    found = sorted(json.loads(listed), key=lambda one: one[0])
    return tuple(EntityMention(first - start, end - start, label, row, name) for first, end, label, row, name in found)
