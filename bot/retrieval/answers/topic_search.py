"""Articles about a topic, for lists: gated by real matches, newest first. And the topic of a question, to follow it."""

# ruff: noqa: S608  (conditions are put together from constants only; values are parameters)
from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from bot.retrieval.first_stage.filters import IN_INDEX, between, conditions
from bot.retrieval.first_stage.recall import all_of
from bot.store.rows import VALUES_OF, as_values
from bot.store.term_index import read_frequencies
from bot.text.analyzer import terms
from bot.text.names import fold
from bot.understanding.question import Question

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TOGETHER = re.compile(r"[^\S\n]+")  # what may stand between two words of one topic
_LONGEST_TOPIC = 3  # words
_NAMED = f"a.id IN (SELECT article_id FROM mentions WHERE entity_id IN ({VALUES_OF}))"


def find_articles(connection: sqlite3.Connection, topic: Question, limit: int, offset: int) -> tuple[list[int], int]:
    """Article rows from ``offset`` on and how many match in all; nothing for a topic that says nothing."""
    found = list(_conditions(topic))
    if not found:
        return [], 0
    where = " AND ".join(condition for condition, _ in found)
    values = [value for _, given in found for value in given]
    total: int = connection.execute(f"SELECT count(*) FROM articles AS a WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT a.id FROM articles AS a WHERE {where} ORDER BY a.sort_time DESC, a.id DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [row[0] for row in rows], total


def _conditions(topic: Question) -> Iterator[tuple[str, list[str]]]:
    """SQL conditions on ``articles AS a``, all of which must hold, each with its values."""
    if topic.terms:
        yield _about(topic)
    yield from conditions(topic)
    if topic.window is not None:
        yield from between(topic.window.since, topic.window.until)


def _about(topic: Question) -> tuple[str, list[str]]:
    entities = [row for name in topic.names for row in name.entities]
    whole = len(topic.names) == 1 and fold(topic.names[0].text) == fold(_undated(topic))
    if whole and entities:
        return f"({IN_INDEX.format('')} OR {_NAMED})", [all_of(topic.terms), as_values(entities)]
    return IN_INDEX.format(""), [all_of(topic.terms)]


def _undated(topic: Question) -> str:
    start, end = topic.window.span if topic.window is not None else (0, 0)
    return f"{topic.text[:start]} {topic.text[end:]}"


def worth_following(connection: sqlite3.Connection, question: Question, answered: Sequence[str]) -> str:
    """What to follow for more like this: a name of the question, one of the answer, else its rarest words; "" = none.

    ``answered``: names of question and answer, empty where nothing answers. Names that the archive knows come first.
    """
    asked = sorted(question.names, key=lambda name: not name.entities)
    names = [*(name.text for name in asked), *answered]
    return names[0] if names else _rarest_words(connection, question)


def _rarest_words(connection: sqlite3.Connection, question: Question) -> str:
    """The run of words that the fewest articles have: "chess championship" of "Who won the chess championship?"."""
    runs = [run for run in _runs(question) if run]
    if not runs:
        return ""
    known = read_frequencies(connection, question.terms).articles.frequencies
    return min(runs, key=lambda run: (min(known.get(term, 0) for term in terms(run)), -len(run)))


def _runs(question: Question) -> Iterator[str]:
    """Words of the question, next to each other, that it must match; at most ``_LONGEST_TOPIC`` in a run."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(question.text):
        found = terms(word.group())
        wanted = bool(found) and set(found) <= set(question.terms)
        joined = bool(run) and _TOGETHER.fullmatch(question.text, run[-1].end(), word.start()) is not None
        if run and not (wanted and joined and len(run) < _LONGEST_TOPIC):
            yield question.text[run[0].start() : run[-1].end()]
            run = []
        if wanted:
            run.append(word)
    if run:
        yield question.text[run[0].start() : run[-1].end()]
