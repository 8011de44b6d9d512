"""FTS5: expressions for MATCH, and the newest or best rows that match one.

Expressions are built from our own terms in double quotes only; a term holds letters, digits and points, so no text
reaches FTS5's query syntax. FTS5 matches at a tenth of a microsecond a row but takes ten times that to rank one.
"""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from typing import Literal

from bot.models.passages import ArticleFilter
from bot.store.article_filter import conditions
from bot.store.database import Connection

Index = Literal["sentence_index", "article_index", "quote_index"]


def newest_matches(connection: Connection, index: Index, expression: str, limit: int) -> set[int]:
    """Rows of at most ``limit`` units that match, the newest; none for the expression ""."""
    if not expression:
        return set()
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"
    return {row[0] for row in connection.execute(query, (expression, limit))}


def best_articles(
    connection: Connection, expression: str, *, ranked: int, limit: int, within: ArticleFilter | None = None
) -> list[int]:
    """Rows of at most ``limit`` articles that match, best first by FTS5's order of the ``ranked`` newest matches.

    ``within``: only of these articles.
    """
    if not expression:
        return []
    found = list(conditions(within)) if within else []
    where = " AND ".join(condition for condition, _ in found)
    kept = f"AND rowid IN (SELECT a.id FROM articles AS a WHERE {where})" if where else ""
    rows = connection.execute(
        f"""SELECT row FROM (
              SELECT rowid AS row, rank AS score FROM article_index WHERE article_index MATCH ? {kept}
              ORDER BY rowid DESC LIMIT ?
            ) ORDER BY score, row DESC LIMIT ?""",
        (expression, *(value for _, values in found for value in values), ranked, limit),
    )
    return [row[0] for row in rows]
