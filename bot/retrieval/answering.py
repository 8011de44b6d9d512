"""Answering: the thin pipeline over pure parts.

question (+ turns) -> in_context -> rank -> probabilities -> reranked -> excerpts, short answer, or declined
topic              -> understand -> articles that hold all its terms or its name, newest first
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bot.models import Answer, Excerpt, Headline, Turn
from bot.retrieval.conversation import Asked, following, in_context
from bot.retrieval.declining import is_answer, probabilities
from bot.retrieval.index import read_frequencies
from bot.retrieval.question import LONGEST_QUESTION, Question, understand
from bot.retrieval.ranking import Ranked, rank
from bot.retrieval.rerank import Budget, Reranker
from bot.retrieval.reranking import reranked
from bot.retrieval.short import short_answer
from bot.retrieval.terms import terms
from bot.retrieval.topics import find_articles
from bot.store.rows import HEADLINE, VALUES_OF, as_values, headline

MOST_SHOWN = 3  #: excerpts that a reader sees at once
_SAME = 0.8  # share of common terms from which two sentences tell the same
_MOST_NAMES = 8  # kept for a follow-up
_MOST_TERMS = 16
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT")


class Readable(Protocol):
    """What answering needs of the store."""

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection with ``sqlite3.Row`` rows that sees one state of the database."""


class Answering:
    """Answers questions from the store; may be called from any thread.

    ``rerank``: what the reranker may cost a question, None = without it; ``clock``: the time for "yesterday" in
    topics; ``timer``: seconds, for ``Answer.elapsed_ms``.
    """

    def __init__(
        self,
        database: Readable,
        *,
        rerank: Budget | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._database = database
        self._budget = rerank
        self._reranker = Reranker()
        self._clock = clock
        self._timer = timer

    def ask(self, question: str, *, asked: datetime, history: Sequence[Turn] = (), limit: int = 10) -> Answer:
        """The best excerpts, best first, with a short answer where the first names one; or declined with the nearest.

        ``asked``: aware time of asking; ``history``: earlier turns, oldest first; ``limit``: excerpts at most.
        """
        start = self._timer()
        with self._database.reading() as connection:
            found = self._find(connection, question, asked, history)
            shown = _distinct(found.ranked, found.chances, limit)
            excerpts = _excerpts(connection, found.asked.question, shown)
            turn = _turn(connection, question, found.asked, excerpts)
        declined = not found.answered or not excerpts
        highlight = None if declined else excerpts[0].highlight
        return Answer(
            question=question,
            excerpts=excerpts,
            short=excerpts[0].text[slice(*highlight)] if highlight else None,
            abstained=declined,
            elapsed_ms=(self._timer() - start) * 1000,
            turn=turn,
        )

    def search(self, topic: str, *, limit: int, offset: int) -> tuple[list[int], int]:
        """Rows of the articles about ``topic``, newest first, and how many there are in all.

        An article counts when title and body hold every term of the topic, or when it mentions a person,
        organisation or place of that name. ``from:OUTLET``, ``-word``, quoted phrases and dates narrow the choice.
        """
        with self._database.reading() as connection:
            return find_articles(connection, understand(connection, topic, self._clock()), limit, offset)

    def is_ordinary(self, word: str) -> bool:
        """Does the archive use ``word``, in any form?"""
        with self._database.reading() as connection:
            return bool(read_frequencies(connection, terms(word)).articles.frequencies)

    def _find(self, connection: sqlite3.Connection, text: str, asked: datetime, history: Sequence[Turn]) -> _Found:
        """A question without names that nothing answers by itself is tried once more as a follow-up."""
        wanted = in_context(connection, text, asked, history)
        found = self._ranked(connection, wanted)
        if found.answered or not history or wanted.follows_up or wanted.question.names:
            return found
        again = self._ranked(connection, following(connection, wanted.question, history[-1], asked))
        return again if again.answered else found

    def _ranked(self, connection: sqlite3.Connection, wanted: Asked) -> _Found:
        """Whether anything answers is for the lexical evidence to say; the reranker only orders what there is."""
        ranked = rank(connection, wanted.question, wanted.earlier)
        chances = probabilities(wanted.question, ranked)
        if self._budget is not None:
            ranked = reranked(connection, self._reranker, wanted.question.text, ranked, self._budget)
        return _Found(wanted, ranked, chances)


@dataclass(frozen=True, slots=True)
class _Found:
    asked: Asked
    ranked: list[Ranked]
    chances: list[float]

    @property
    def answered(self) -> bool:
        return bool(self.chances) and is_answer(self.chances[0])


def _distinct(ranked: Sequence[Ranked], chances: Sequence[float], limit: int) -> list[tuple[Ranked, float]]:
    """The best, each fact once: agency copy runs in several outlets."""
    shown: list[tuple[Ranked, float]] = []
    for found, chance in zip(ranked, chances, strict=True):
        if len(shown) >= limit:
            break
        if not any(_same(found, other) for other, _ in shown):
            shown.append((found, chance))
    return shown


def _same(one: Ranked, other: Ranked) -> bool:
    here, there = set(one.candidate.line.terms), set(other.candidate.line.terms)
    return len(here & there) > _SAME * max(1, len(here | there))


def _excerpts(
    connection: sqlite3.Connection, question: Question, shown: Sequence[tuple[Ranked, float]]
) -> tuple[Excerpt, ...]:
    headlines = _headlines(connection, {found.candidate.article.row for found, _ in shown})
    return tuple(
        Excerpt(
            headline=headlines[found.candidate.article.row],
            sentence_row=found.candidate.line.row,
            text=found.candidate.text,
            score=chance,
            highlight=short_answer(question, found.candidate) if position == 0 else None,
        )
        for position, (found, chance) in enumerate(shown)
    )


def _headlines(connection: sqlite3.Connection, rows: Iterable[int]) -> dict[int, Headline]:
    query = f"SELECT {HEADLINE} FROM articles AS a WHERE a.id IN ({VALUES_OF})"  # noqa: S608 - constants
    return {row["article_row"]: headline(row) for row in connection.execute(query, (as_values(rows),))}


def _turn(connection: sqlite3.Connection, text: str, asked: Asked, excerpts: Sequence[Excerpt]) -> Turn:
    """What the next question may refer to. "And in April?" hands on the whole question that it stands for."""
    question = asked.question
    first = excerpts[0] if excerpts else None
    names = [name.text for name in question.names]
    if first is not None:
        names += _names_in(connection, first.sentence_row)
    return Turn(
        question=question.text or text[:LONGEST_QUESTION],
        article_row=first.headline.row if first else None,
        sentence_rows=tuple(excerpt.sentence_row for excerpt in excerpts[:MOST_SHOWN]),
        names=tuple(dict.fromkeys(names))[:_MOST_NAMES],
        terms=tuple(dict.fromkeys((*question.terms, *question.background)))[:_MOST_TERMS],
    )


def _names_in(connection: sqlite3.Connection, sentence_row: int) -> list[str]:
    marks = ", ".join("?" * len(_NAMED))
    rows = connection.execute(
        f"""SELECT DISTINCT entities.name FROM mentions JOIN entities ON entities.id = entity_id
            WHERE sentence_id = ? AND entities.label IN ({marks}) ORDER BY mentions.start""",  # noqa: S608 - marks
        (sentence_row, *_NAMED),
    )
    return [row[0] for row in rows]
