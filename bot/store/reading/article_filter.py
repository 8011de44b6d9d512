"""Translate an ArticleFilter into SQL conditions, and select the articles that pass."""

# ruff: noqa: S608  (conditions are put together from constants only; values are parameters)
from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.archive.match import all_of, any_of, phrase
from bot.models.passages import ArticleFilter
from bot.store.base.connection import Connection
from bot.store.base.match import expression
from bot.store.base.rows import VALUES_OF, as_text, as_values

_IN_INDEX = "a.id {}IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"
_NAMED = f"a.id IN (SELECT article_id FROM mentions WHERE entity_id IN ({VALUES_OF}))"


def conditions(wanted: ArticleFilter) -> Iterator[tuple[str, list[str]]]:
    """The conditions on ``articles AS a``, to be joined by AND, each with its parameters."""
    if wanted.terms and wanted.entities:
        yield f"({_IN_INDEX.format('')} OR {_NAMED})", [expression(all_of(wanted.terms)), as_values(wanted.entities)]
    elif wanted.terms:
        yield _IN_INDEX.format(""), [expression(all_of(wanted.terms))]
    for spellings in wanted.either:
        yield _IN_INDEX.format(""), [expression(any_of(spellings))]
    for words in wanted.phrases:
        yield _IN_INDEX.format(""), [expression(phrase(words))]
    if wanted.excluded:
        yield _IN_INDEX.format("NOT "), [expression(any_of(wanted.excluded))]
    if wanted.outlet:
        yield "instr(lower(a.source), ?) > 0", [wanted.outlet.lower()]
    for since, until in wanted.spans:
        if since is not None:
            yield "a.sort_time >= ?", [as_text(since)]
        if until is not None:
            yield "a.sort_time < ?", [as_text(until)]
        if since is not None or until is not None:  # an article without a date cannot be placed within any span
            yield "a.published IS NOT NULL", []


def newest_articles(
    connection: Connection, wanted: ArticleFilter, *, limit: int, offset: int = 0
) -> tuple[list[int], int]:
    """Rows of the articles that pass, from ``offset`` on, and their total number.

    Newest first, undated ones last. An empty filter selects nothing.
    """
    found = list(conditions(wanted))
    if not found:
        return [], 0
    where = " AND ".join(condition for condition, _ in found)
    values = [value for _, given in found for value in given]
    total: int = connection.execute(f"SELECT count(*) FROM articles AS a WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT a.id FROM articles AS a WHERE {where} ORDER BY a.published IS NULL, a.sort_time DESC, a.id DESC"
        " LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [row[0] for row in rows], total


def kept_articles(connection: Connection, wanted: ArticleFilter, rows: Sequence[int]) -> list[int]:
    """Those of the articles ``rows`` that pass, without repeats and in the given order."""
    found = [(f"a.id IN ({VALUES_OF})", [as_values(rows)]), *conditions(wanted)]
    where = " AND ".join(condition for condition, _ in found)
    values = [value for _, given in found for value in given]
    left = {row[0] for row in connection.execute(f"SELECT a.id FROM articles AS a WHERE {where}", values)}
    return [row for row in dict.fromkeys(rows) if row in left]
