"""The newest and the best full-text matches.

FTS5 needs a tenth of a microsecond per row to match and ten times that to rank.
"""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from typing import Literal

from bot.archive.match import Match
from bot.models.passages import ArticleFilter
from bot.store.base.connection import Connection
from bot.store.base.match import expression
from bot.store.reading.article_filter import conditions

Index = Literal["sentence_index", "article_index", "quote_index"]


def newest_matches(connection: Connection, index: Index, match: Match, limit: int) -> set[int]:
    """Rows of the newest ``limit`` units that match. An empty match finds nothing."""
    if not match:
        return set()
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"
    return {row[0] for row in connection.execute(query, (expression(match), limit))}


def best_articles(
    connection: Connection, match: Match, *, ranked: int, limit: int, within: ArticleFilter | None = None
) -> list[int]:
    """Rows of the best ``limit`` articles among the ``ranked`` newest matches, ordered by FTS5's rank.

    ``within``: only articles that pass this filter.
    """
    if not match:
        return []
    found = list(conditions(within)) if within else []
    where = " AND ".join(condition for condition, _ in found)
    kept = f"AND rowid IN (SELECT a.id FROM articles AS a WHERE {where})" if where else ""
    rows = connection.execute(
        f"""SELECT row FROM (
              SELECT rowid AS row, rank AS score FROM article_index WHERE article_index MATCH ? {kept}
              ORDER BY rowid DESC LIMIT ?
            ) ORDER BY score, row DESC LIMIT ?""",
        (expression(match), *(value for _, values in found for value in values), ranked, limit),
    )
    return [row[0] for row in rows]
