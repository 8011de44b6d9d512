"""Term statistics of the whole archive, and terms by initial."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from bot.models.passages import Frequencies, Statistics
from bot.store.base.connection import Connection
from bot.store.base.rows import VALUES_OF, as_values


def read_frequencies(connection: Connection, wanted: Iterable[str]) -> Frequencies:
    """Statistics of the ``wanted`` terms over sentences and articles, read as one snapshot."""
    found = connection.execute(
        f"""SELECT corpus.sentences, corpus.sentence_terms, corpus.articles, corpus.article_terms,
                   t.term, t.sentences, t.articles
            FROM corpus LEFT JOIN terms AS t ON t.term IN ({VALUES_OF})""",
        (as_values(sorted(set(wanted))),),
    )
    units, length, articles, article_length, *counts = found.fetchone()
    in_sentences: dict[str, int] = {}
    in_articles: dict[str, int] = {}
    for term, sentences_with, articles_with in chain([counts], (tuple(row)[4:] for row in found)):
        if term is not None:
            in_sentences[term], in_articles[term] = sentences_with, articles_with
    return Frequencies(
        Statistics(units, length / units if units else 0.0, in_sentences),
        Statistics(articles, article_length / articles if articles else 0.0, in_articles),
    )


def terms_beginning(connection: Connection, letter: str, *, shortest: int, longest: int) -> dict[str, int]:
    """Number of sentences for each term that begins with ``letter`` and has ``shortest`` to ``longest`` characters."""
    rows = connection.execute(
        "SELECT term, sentences FROM terms WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (letter, chr(ord(letter) + 1), shortest, longest),
    )
    return {row[0]: row[1] for row in rows}
