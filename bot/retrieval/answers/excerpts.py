"""Sentences as a reader sees them: verbatim, with their origin, and with the one before where they lean on it."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.models import Excerpt, Headline
from bot.retrieval.answers.duplicates import Fact
from bot.store.rows import HEADLINE, VALUES_OF, as_values, headline

#: A beginning that points to the sentence before: a pronoun, a joining word, somebody called by an office only.
_LEANS = re.compile(
    r"\W*(?:(?:he|she|it|they|his|her|its|their|hers|theirs|these|those|both|neither|but|however|and|so|instead"
    r"|nevertheless|still|then|otherwise|therefore|also|meanwhile|afterwards|later|as a result|by contrast"
    r"|(?:this|that)(?! (?:week|month|year|morning|afternoon|evening|day|time)\b))\b"
    r"|the (?:\d\d-year-old|(?:prime |foreign |finance |former )?(?:minister|president|premier|leader|chief"
    r"|governor|mayor|judge|court|company|firm|bank|agency|club|team|side|player|man|woman|couple|pair|two|group"
    r"|union|party|spokes(?:man|woman|person)|official|report|ban|deal|move|decision|measure|figure)s?\b"
    r"(?! (?:of|for|that|who)\b)))",
    re.IGNORECASE,
)


def leans(sentence: str) -> bool:
    """Does a sentence begin with a word that points to the one before it?"""
    return _LEANS.match(sentence) is not None


def read_excerpts(
    connection: sqlite3.Connection, facts: Sequence[Fact], highlights: Sequence[tuple[int, int] | None]
) -> tuple[Excerpt, ...]:
    """The facts as excerpts, in their order; ``highlights``: the short answers, one a fact."""
    rows = {fact.candidate.article.row for fact in facts}
    rows |= {twin.article.row for fact in facts for twin in fact.twins}
    headlines = read_headlines(connection, rows)
    found = [
        Excerpt(
            headline=headlines[fact.candidate.article.row],
            sentence_row=fact.candidate.line.row,
            text=fact.candidate.text,
            score=fact.chance,
            highlight=highlight,
            also=_elsewhere(fact, headlines),
        )
        for fact, highlight in zip(facts, highlights, strict=True)
    ]
    return tuple(with_neighbours(connection, found))


def read_again(connection: sqlite3.Connection, sentence_rows: Sequence[int]) -> dict[int, Excerpt]:
    """Sentences shown earlier, by row; those of revised or removed articles are missing."""
    rows = connection.execute(
        f"""SELECT s.id AS sentence_row, s.text, {HEADLINE}
            FROM sentences AS s JOIN articles AS a ON a.id = s.article_id WHERE s.id IN ({VALUES_OF})""",
        (as_values(sentence_rows),),
    )
    found = [
        Excerpt(headline=headline(row), sentence_row=row["sentence_row"], text=row["text"], score=0.0) for row in rows
    ]
    return {one.sentence_row: one for one in with_neighbours(connection, found)}


def read_headlines(connection: sqlite3.Connection, rows: Iterable[int]) -> dict[int, Headline]:
    """The articles' headlines by row; those that are gone are missing."""
    query = f"SELECT {HEADLINE} FROM articles AS a WHERE a.id IN ({VALUES_OF})"
    return {row["article_row"]: headline(row) for row in connection.execute(query, (as_values(rows),))}


def with_neighbours(connection: sqlite3.Connection, excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """The excerpts, those that lean on the sentence before together with it."""
    leaning = [one.sentence_row for one in excerpts if leans(one.text)]
    query = f"""SELECT s.id, before.text FROM sentences AS s JOIN sentences AS before
                ON before.article_id = s.article_id AND before.position = s.position - 1 WHERE s.id IN ({VALUES_OF})"""
    found = dict(map(tuple, connection.execute(query, (as_values(leaning),)))) if leaning else {}
    return [replace(one, before=found.get(one.sentence_row, "")) for one in excerpts]


def _elsewhere(fact: Fact, headlines: dict[int, Headline]) -> tuple[Headline, ...]:
    """The other articles that tell the fact, best first."""
    rows = dict.fromkeys(twin.article.row for twin in fact.twins)
    return tuple(headlines[row] for row in rows if row != fact.candidate.article.row)
