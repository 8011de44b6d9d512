"""Read one article: its text, a sentence in context, the entities it names."""

from __future__ import annotations

import sqlite3

from bot.models import Article, ArticleEntity, Context
from bot.store.base.rows import HEADLINE, headline
from bot.store.reading.paragraph_context import paragraph_context

_ARTICLE = f"SELECT {HEADLINE}, a.text, a.revision FROM articles AS a WHERE a.id = ?"  # noqa: S608 - constants
_CONTEXT = f"""SELECT {HEADLINE}, a.text, s.start, s."end" FROM sentences AS s
    JOIN articles AS a ON a.id = s.article_id WHERE s.id = ?"""  # noqa: S608 - constants
_NAMED = """SELECT e.id, e.name, e.label, count(*) AS mentions
    FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id
    WHERE m.article_id = ? AND e.label IN ('PERSON', 'ORG') GROUP BY e.id
    ORDER BY e.label = 'PERSON' DESC, mentions DESC, min(m.start) LIMIT ?"""


def read_article(connection: sqlite3.Connection, row: int) -> Article | None:
    """The article at ``row``, or None."""
    found = connection.execute(_ARTICLE, (row,)).fetchone()
    return Article(headline=headline(found), text=found["text"], revision=found["revision"]) if found else None


def read_context(connection: sqlite3.Connection, sentence_row: int) -> Context | None:
    """A sentence with its paragraph and the paragraphs around it, or None if its article has been revised since."""
    found = connection.execute(_CONTEXT, (sentence_row,)).fetchone()
    return paragraph_context(headline(found), *found[-3:]) if found else None


def read_named(connection: sqlite3.Connection, article_row: int, limit: int) -> list[ArticleEntity]:
    """The people an article names most often, then the organisations."""
    rows = connection.execute(_NAMED, (article_row, limit)).fetchall()
    return [
        ArticleEntity(row=row["id"], name=row["name"], label=row["label"], mentions=row["mentions"]) for row in rows
    ]
