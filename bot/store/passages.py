"""What ranking looks at, read in a few bounded queries: articles as terms first, then sentences in full."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.models import Excerpt, Headline
from bot.models.passages import ArticleFacts, EntityMention, Line, SentenceDetails
from bot.store.database import Connection
from bot.store.rows import HEADLINE, VALUES_OF, as_values, headline

SENTENCES_OF_ARTICLE = 60  #: from its start; sentences that are named are read wherever they stand
BETWEEN = " \n "  #: sentences of ``joined_terms``; every term has a blank on either side


def articles_of(connection: Connection, sentence_rows: Sequence[int]) -> dict[int, int]:
    """Sentence row -> article row, in the given order; unknown sentences are left out."""
    query = f"SELECT id, article_id FROM sentences WHERE id IN ({VALUES_OF})"
    found = {row[0]: row[1] for row in connection.execute(query, (as_values(sentence_rows),))}
    return {row: found[row] for row in sentence_rows if row in found}


def read_articles(connection: Connection, rows: Iterable[int], sentence_rows: Iterable[int] = ()) -> list[ArticleFacts]:
    """Facts of the articles that still exist; ``sentence_rows`` are read wherever in an article they stand."""
    wanted = as_values(rows)
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for article, row, position, stems in connection.execute(
        f"""SELECT article_id, id, position, stems FROM sentences
            WHERE article_id IN ({VALUES_OF}) AND (position < ? OR id IN ({VALUES_OF}))
            ORDER BY article_id, position""",
        (wanted, SENTENCES_OF_ARTICLE, as_values(sentence_rows)),
    ):
        lines[article].append(Line(row, position, tuple(stems.split())))
    found = connection.execute(
        f"""SELECT id, source, published, article_terms.title, length
            FROM articles JOIN article_terms ON article_id = id WHERE id IN ({VALUES_OF})""",
        (wanted,),
    )
    return [
        ArticleFacts(
            row,
            outlet,
            date.fromisoformat(published[:10]) if published else None,
            tuple(title.split()),
            tuple(lines[row]),
            length,
            frozenset(title.split()).union(*(line.terms for line in lines[row])),
        )
        for row, outlet, published, title, length in found
    ]


def read_sentences(connection: Connection, rows: Collection[int]) -> dict[int, SentenceDetails]:
    """The sentences in full, by row; unknown ones are missing."""
    wanted = as_values(rows)
    query = f"SELECT id, text, start FROM sentences WHERE id IN ({VALUES_OF})"
    sentences = {row[0]: (row[1], row[2]) for row in connection.execute(query, (wanted,))}
    mentions, speakers = _mentions(connection, wanted), _speakers(connection, wanted)
    return {
        row: SentenceDetails(
            text,
            tuple(EntityMention(one.start - start, one.end - start, one.label, one.entity) for one in mentions[row]),
            tuple(speakers[row]),
        )
        for row, (text, start) in sentences.items()
    }


def joined_terms(connection: Connection, rows: Collection[int]) -> tuple[list[int], str]:
    """The rows that exist, newest first, and the terms of those sentences in that order, joined by ``BETWEEN``."""
    found = connection.execute(
        f"""SELECT group_concat(id, ' '), group_concat(stems, ?) FROM (
              SELECT id, stems FROM sentences WHERE id IN ({VALUES_OF}) ORDER BY id DESC)""",
        (BETWEEN, as_values(sorted(rows))),
    ).fetchone()
    return ([], "") if found[0] is None else (list(map(int, found[0].split())), found[1])


def titles_and_previous(connection: Connection, rows: Collection[int]) -> dict[int, tuple[str, str]]:
    """Sentence row -> title of its article, text of the sentence before it ("" for the first)."""
    query = f"""SELECT sentences.id, articles.title, coalesce(before.text, '')
                FROM sentences JOIN articles ON articles.id = sentences.article_id
                LEFT JOIN sentences AS before
                ON before.article_id = sentences.article_id AND before.position = sentences.position - 1
                WHERE sentences.id IN ({VALUES_OF})"""
    return {row[0]: (row[1], row[2]) for row in connection.execute(query, (as_values(rows),))}


def previous_texts(connection: Connection, rows: Collection[int]) -> dict[int, str]:
    """Sentence row -> text of the sentence before it; the first of an article is missing."""
    if not rows:
        return {}
    query = f"""SELECT s.id, before.text FROM sentences AS s JOIN sentences AS before
                ON before.article_id = s.article_id AND before.position = s.position - 1 WHERE s.id IN ({VALUES_OF})"""
    return dict(map(tuple, connection.execute(query, (as_values(rows),))))


def read_again(connection: Connection, rows: Sequence[int]) -> list[Excerpt]:
    """Sentences shown earlier, without score; those of revised or removed articles are missing."""
    found = connection.execute(
        f"""SELECT s.id AS sentence_row, s.text, {HEADLINE}
            FROM sentences AS s JOIN articles AS a ON a.id = s.article_id WHERE s.id IN ({VALUES_OF})""",
        (as_values(rows),),
    )
    return [
        Excerpt(headline=headline(row), sentence_row=row["sentence_row"], text=row["text"], score=0.0) for row in found
    ]


def read_headlines(connection: Connection, rows: Iterable[int]) -> dict[int, Headline]:
    """The articles' headlines by row; those that are gone are missing."""
    query = f"SELECT {HEADLINE} FROM articles AS a WHERE a.id IN ({VALUES_OF})"
    return {row["article_row"]: headline(row) for row in connection.execute(query, (as_values(rows),))}


def _mentions(connection: Connection, wanted: str) -> defaultdict[int, list[EntityMention]]:
    found: defaultdict[int, list[EntityMention]] = defaultdict(list)
    for sentence, start, end, label, entity in connection.execute(
        f"""SELECT sentence_id, start, "end", label, entity_id FROM mentions
            WHERE sentence_id IN ({VALUES_OF}) ORDER BY start""",
        (wanted,),
    ):
        found[sentence].append(EntityMention(start, end, label, entity))
    return found


def _speakers(connection: Connection, wanted: str) -> defaultdict[int, list[int | None]]:
    found: defaultdict[int, list[int | None]] = defaultdict(list)
    query = f"SELECT sentence_id, entity_id FROM quotes WHERE sentence_id IN ({VALUES_OF})"
    for sentence, entity in connection.execute(query, (wanted,)):
        found[sentence].append(entity)
    return found
