"""Recall: the gate, quoting, and the bound on work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from bot.archive import all_of, phrase
from bot.models.passages import Statistics
from bot.retrieval.first_stage import recall
from bot.retrieval.first_stage.recall import gate, recall_articles, recall_sentences
from bot.store.base.match import expression, quoted
from bot.store.file.snapshot import Snapshot

FEW = Statistics(100_000, 14.0, {"kittiwak": 3, "virta": 40})
COMMON = {"say": 30_000, "year": 9_000, "minist": 5_000, "budget": 2_000, "crown": 1_500}
MANY = Statistics(100_000, 14.0, COMMON)


@pytest.mark.parametrize(
    ("wanted", "statistics", "expected"),
    [
        ([], FEW, ""),
        (["unknown"], FEW, ""),
        (["kittiwak"], FEW, '"kittiwak"'),
        (["say"], MANY, '"say"'),
        (["virta", "kittiwak"], FEW, '"kittiwak" OR "virta"'),
        (["say", "year"], Statistics(3_000, 14.0, {"say": 900, "year": 500}), '"year" OR "say"'),
        (
            ["virta", "year", "say"],
            Statistics(100_000, 14.0, {"virta": 40, **COMMON}),
            '"virta" OR ("year" AND ("say"))',
        ),
        (["say", "year"], MANY, '("year" AND ("say"))'),
        (
            ["say", "budget", "crown", "minist"],
            MANY,
            '("crown" AND ("budget" OR "minist")) OR ("budget" AND ("minist"))',
        ),
    ],
)
def test_rare_terms_count_alone_and_common_ones_in_pairs(
    wanted: list[str], statistics: Statistics, expected: str
) -> None:
    """Rare terms alone; common ones in pairs; the commonest of four or more are no partner."""
    assert expression(gate(wanted, statistics)) == expected


@pytest.mark.parametrize("text", ["", 'a"b', "a b", "a*", "NEAR(", "a-b", "a:b", "x\x00", "^a"])
def test_only_terms_are_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="not a term"):
        quoted(text)


def test_expressions_for_topics() -> None:
    assert expression(all_of(["port", "arven", "port"])) == '("port" AND "arven")'
    assert expression(phrase(["port", "arven"])) == '"port" + "arven"'
    assert (expression(all_of([])), expression(phrase([]))) == ("", "")


@pytest.fixture(scope="module")
def large() -> Iterator[Snapshot]:
    """Ten thousand sentences "common ..." of which every hundredth is about a whale, in the shape of the schema."""
    connection = sqlite3.connect(":memory:", factory=Snapshot)
    connection.executescript(
        """CREATE TABLE sentences (id INTEGER PRIMARY KEY, stems TEXT);
        CREATE VIRTUAL TABLE sentence_index USING fts5(
            stems, content = 'sentences', content_rowid = 'id', tokenize = "ascii tokenchars '.'");
        CREATE VIRTUAL TABLE article_index USING fts5(
            title, body, content = '', tokenize = "ascii tokenchars '.'");"""
    )
    rows = [(row, f"common word {row}" + (" whale" if row % 100 == 0 else "")) for row in range(1, 10_001)]
    connection.executemany("INSERT INTO sentences VALUES (?, ?)", rows)
    connection.execute("INSERT INTO sentence_index(sentence_index) VALUES ('rebuild')")
    connection.executemany("INSERT INTO article_index(rowid, title, body) VALUES (?, 'titl', ?)", rows[:500])
    yield connection
    connection.close()


LARGE = Statistics(10_000, 3.0, {"common": 10_000, "word": 10_000, "whale": 100})


def test_common_words_rank_the_newest_matches_only(large: Snapshot) -> None:
    rows = recall_sentences(large, ["common"], LARGE)

    assert len(rows) == recall.SENTENCES
    assert min(rows) > 10_000 - recall.MOST_SCORED


def test_rare_words_are_found_however_old(large: Snapshot) -> None:
    rows = recall_sentences(large, ["common", "whale"], LARGE)

    assert len(rows) == 100
    assert all(row % 100 == 0 for row in rows)


def test_articles_are_recalled_by_title_or_body(large: Snapshot) -> None:
    articles = Statistics(500, 4.0, {"titl": 500, "whale": 5})

    assert sorted(recall_articles(large, ["whale"], articles)) == [100, 200, 300, 400, 500]
    assert len(recall_articles(large, ["titl"], articles, limit=7)) == 7


def test_work_is_bounded(large: Snapshot) -> None:
    """The virtual machine's steps for a hostile query stay below a fixed number, far from a full ranking."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    large.set_progress_handler(count, 1_000)
    recall_sentences(large, ["common", "word"] * 50, LARGE)
    large.set_progress_handler(None, 0)

    assert steps < 200
