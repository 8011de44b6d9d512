"""What an answer costs the database: statements counted, and each question ranked once for each of its readings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.models import Turn
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, Reply, ReplyKind, open_newsroom
from bot.retrieval.answers import pipeline
from bot.retrieval.ranking import ranker
from tests.support import dialogue_articles as articles

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUESTION, FOLLOW_UP, UNSURE = 12, 16, 22  #: statements at most
#: FTS5 reads its own tables by statements of its own, which are traced too.
OURS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")
FTS5 = ("SELECT k, v FROM 'main'",)


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Newsroom, list[str]]]:
    """A newsroom and what it runs; the reranker reads too."""
    run: list[str] = []
    connect = sqlite3.connect

    def traced(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)
        connection.set_trace_callback(run.append)
        return connection

    path: Path = tmp_path_factory.mktemp("cost") / "news.db"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sqlite3, "connect", traced)
        with closing(open_newsroom(path, Tuning(rerank_ms=300), clock=lambda: NOW)) as newsroom:
            for _ in newsroom.add_many(articles.ALL):
                pass
            yield newsroom, run


def asked(newsroom: Newsroom, run: list[str], words: str, *turns: Turn) -> tuple[Reply, int]:
    """The reply, and how many statements it took."""
    run.clear()
    reply = newsroom.reply(newsroom.route(words, asked=NOW, turns=turns), turns, asked=NOW)
    return reply, sum(one.lstrip().startswith(OURS) and not one.startswith(FTS5) for one in run)


@pytest.mark.parametrize(
    "question",
    [
        "How many homes lost power in the storm?",
        "Who owns a bakery?",
        "what will the repairs of the harbour bridge cost",
        "Who won the chess championship in Zanzibar?",
    ],
)
def test_a_plain_question(statements: tuple[Newsroom, list[str]], question: str) -> None:
    _, count = asked(*statements, question)

    assert 0 < count <= QUESTION


@pytest.mark.parametrize(
    "follow_up",
    ["And how many cars?", "Why?", "Who said that?", "Tell me more", "What about Elena Marsh?", "When will it close?"],
)
def test_a_follow_up(statements: tuple[Newsroom, list[str]], follow_up: str) -> None:
    turn = asked(*statements, "How many cracked bolts were found in the harbour bridge?")[0].turn
    assert turn

    _, count = asked(*statements, follow_up, turn)

    assert 0 < count <= FOLLOW_UP


@pytest.mark.parametrize(
    ("follow_up", "readings", "most"),
    [("which zebra swallowed it?", 1, FOLLOW_UP), ("which zebra swallowed the saxophone?", 2, UNSURE)],
)
def test_an_unanswerable_follow_up_is_ranked_once_for_each_of_its_readings(
    statements: tuple[Newsroom, list[str]], monkeypatch: pytest.MonkeyPatch, follow_up: str, readings: int, most: int
) -> None:
    turn = asked(*statements, "Who owns a bakery?")[0].turn
    ranked: list[str] = []
    rank = ranker.rank

    def counted(connection: Any, question: Any, *rest: Any) -> Any:
        ranked.append(question.text)
        return rank(connection, question, *rest)

    monkeypatch.setattr(pipeline, "rank", counted)
    assert turn

    reply, count = asked(*statements, follow_up, turn)

    assert reply.kind is ReplyKind.DECLINED
    assert len(ranked) == readings
    assert count <= most


def test_words_in_vain_are_not_ranked(statements: tuple[Newsroom, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "rank", None)

    reply, _ = asked(*statements, "What did Priya Nair say about ferries?")

    assert reply.kind is ReplyKind.DECLINED
