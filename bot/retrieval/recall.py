"""Recall: which sentences and articles are worth ranking. Bounded work, whatever the question and the size.

"Pair-gated": a sentence must hold two of the query's terms, one of them among the three rarest; terms that few
sentences hold count alone, and where all matches together are few, all terms do. FTS5 pays for ranking, not for
matching, so at most ``MOST_RANKED`` matches, the newest, are ranked by it. MATCH strings are built from our own terms
in double quotes only; a term holds letters, digits and points, so no text reaches FTS5's query syntax.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.retrieval.index import Statistics

RARE_ENOUGH = 100  #: sentences; a term in no more of them counts alone
MOST_RANKED = 1_500  #: matches of one query that FTS5 ranks
SENTENCES = 150
ARTICLES = 30
_LEADERS = 3  # rarest terms, one of which a match must hold
_COMMON_SHARE = 0.1  # of all units; with four or more terms, commoner ones are no partner


def recall_sentences(
    connection: sqlite3.Connection, wanted: Sequence[str], statistics: Statistics, *, limit: int = SENTENCES
) -> list[int]:
    """Rows of at most ``limit`` sentences for the query terms ``wanted``, best first by FTS5's own order."""
    return _recall(connection, "sentence_index", gate(wanted, statistics), limit)


def recall_articles(
    connection: sqlite3.Connection, wanted: Sequence[str], statistics: Statistics, *, limit: int = ARTICLES
) -> list[int]:
    """The same for articles: title and body together must pass the gate."""
    return _recall(connection, "article_index", gate(wanted, statistics), limit)


def gate(wanted: Sequence[str], statistics: Statistics) -> str:
    """The MATCH expression for the terms that the corpus has; "" when it has none."""
    frequency = statistics.frequencies
    known = sorted({term for term in wanted if term in frequency}, key=lambda term: (frequency[term], term))
    if len(known) < 2 or sum(frequency[term] for term in known) <= MOST_RANKED:
        return " OR ".join(map(quoted, known))
    common = _COMMON_SHARE * statistics.units
    partners = [term for term in known if len(known) < 4 or frequency[term] <= common]
    clauses = [quoted(term) for term in known if frequency[term] <= RARE_ENOUGH]
    for position, leader in enumerate(known[:_LEADERS]):
        others = [term for term in partners if term not in known[: position + 1]]
        if frequency[leader] > RARE_ENOUGH and others:
            clauses.append(f"({quoted(leader)} AND ({' OR '.join(map(quoted, others))}))")
    return " OR ".join(clauses) or quoted(known[0])


def all_of(wanted: Sequence[str]) -> str:
    """The MATCH expression for units that hold every term; "" without terms."""
    return " AND ".join(map(quoted, dict.fromkeys(wanted)))


def phrase(wanted: Sequence[str]) -> str:
    """The MATCH expression for the terms side by side; "" without terms."""
    return " + ".join(map(quoted, wanted))


def quoted(term: str) -> str:
    """An FTS5 string. Raises ValueError for what is no term of ours."""
    if not term or not all(char.isalnum() or char == "." for char in term):
        raise ValueError(f"not a term: {term!r}")
    return f'"{term}"'


def _recall(connection: sqlite3.Connection, index: str, expression: str, limit: int) -> list[int]:
    if not expression:
        return []
    rows = connection.execute(
        f"""SELECT row FROM (
              SELECT rowid AS row, rank AS score FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?
            ) ORDER BY score, row DESC LIMIT ?""",  # noqa: S608 - the index is one of two constants
        (expression, MOST_RANKED, limit),
    )
    return [row[0] for row in rows]
