"""The index and its statistics: exact after any adding and removing."""

from __future__ import annotations

import math
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from bot.models.passages import Statistics
from bot.retrieval.first_stage.bm25 import K1, B, CorpusBM25, best_possible, inverse_frequency
from bot.store.archive.articles import Articles
from bot.store.archive.term_index import Index
from bot.store.file.database import Database
from bot.store.reading.terms import read_frequencies
from bot.text.analyzer import terms
from tests.support.storing import store, stored

WORDS = ("ferry", "harbour", "minister", "budget", "Tilsen", "12", "1.2bn", "北京")
TABLES = (
    "SELECT * FROM terms ORDER BY term",
    "SELECT * FROM corpus",
    "SELECT * FROM article_terms ORDER BY article_id",
)


def add(database: Database, identity: str, title: str, text: str) -> int:
    row, rows = store(database, stored(identity, text, title=title))
    with database.writing() as writer:
        lines = writer.execute("SELECT text FROM sentences WHERE article_id = ? ORDER BY position", (row,)).fetchall()
        Index().add(writer, row, title, rows, [terms(line[0]) for line in lines])
    return row


def remove(database: Database, row: int) -> None:
    with database.writing() as writer:
        Index().remove(writer, row)
        writer.execute("DELETE FROM articles WHERE id = ?", (row,))


def statistics(database: Database) -> list[list[tuple[object, ...]]]:
    with database.reading() as reader:
        return [[tuple(row) for row in reader.execute(query)] for query in TABLES]


def matches(database: Database, index: str, expression: str) -> list[int]:
    with database.reading() as reader:
        found = reader.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid", (expression,))
        return [row[0] for row in found]


texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4)
articles = st.tuples(st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join), texts.map(". ".join))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(articles, min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_statistics_equal_a_rebuild(
    tmp_path_factory: pytest.TempPathFactory, added: list[tuple[str, str]], gone: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    with Database.open(folder / "worn.db") as worn, Database.open(folder / "fresh.db") as fresh:
        rows = [add(worn, f"a{number}", *fields) for number, fields in enumerate(added)]
        for number in sorted(gone & set(range(len(added)))):
            remove(worn, rows[number])
        kept = [number for number in range(len(added)) if number not in gone]
        for number in kept:
            add(fresh, f"a{number}", *added[number])

        assert statistics(worn)[:2] == statistics(fresh)[:2]
        for word in WORDS:
            for term in terms(word):
                expression = f'"{term}"'
                assert len(matches(worn, "sentence_index", expression)) == len(
                    matches(fresh, "sentence_index", expression)
                )
                assert len(matches(worn, "article_index", expression)) == len(
                    matches(fresh, "article_index", expression)
                )


def test_full_text_integrity_after_a_revision(database: Database) -> None:
    row = add(database, "a1", "Ferry", "The ferry left. The harbour is empty.")
    with database.writing() as writer:
        Index().remove(writer, row)
        Articles(database).revise(writer, row, stored("a1", "A budget passed.", title="Budget"))
    with database.writing() as writer:
        writer.execute("INSERT INTO sentence_index(sentence_index, rank) VALUES ('integrity-check', 1)")

    assert matches(database, "sentence_index", '"ferri"') == []
    assert matches(database, "article_index", '"ferri"') == []


def test_removing_an_unknown_article_changes_nothing(database: Database) -> None:
    add(database, "a1", "Ferry", "The ferry left.")
    before = statistics(database)
    with database.writing() as writer:
        Index().remove(writer, 99)

    assert statistics(database) == before


def test_adding_twice_is_refused(database: Database) -> None:
    row = add(database, "a1", "Ferry", "The ferry left.")
    with pytest.raises(sqlite3.IntegrityError), database.writing() as writer:
        Index().add(writer, row, "Ferry", [], [])


def test_as_many_stems_as_sentences(database: Database) -> None:
    with pytest.raises(ValueError, match="zip"), database.writing() as writer:
        Index().add(writer, 1, "Ferry", [1, 2], [["ferri"]])


def test_frequencies_count_sentences_and_articles(database: Database) -> None:
    add(database, "a1", "Ferry", "The ferry left. A ferry is a ferry.")
    add(database, "a2", "Budget", "No budget. The ferry costs.")
    with database.reading() as reader:
        found = read_frequencies(reader, ["ferri", "budget", "unknown"])

    assert found.sentences == Statistics(4, 2.0, {"ferri": 3, "budget": 1})
    assert found.articles.frequencies == {"ferri": 2, "budget": 1}
    assert found.articles.units == 2


# ---- ranking with the store's statistics ----

LINES = ("ferri harbour", "ferri ferri tilsen", "budget pass", "budget harbour budget", "rain")
DOCUMENTS = [line.split() for line in LINES]


def whole_corpus() -> Statistics:
    counts = {term: sum(term in document for document in DOCUMENTS) for document in DOCUMENTS for term in document}
    return Statistics(len(DOCUMENTS), sum(map(len, DOCUMENTS)) / len(DOCUMENTS), counts)


def test_scores_of_candidates_are_those_of_the_whole_corpus() -> None:
    query = ["ferri", "harbour"]
    exhaustive = BM25Okapi(DOCUMENTS, k1=K1, b=B)
    exhaustive.idf = {term: inverse_frequency(5, whole_corpus().frequencies[term]) for term in query}
    candidates = [DOCUMENTS[1], DOCUMENTS[0]]

    scores = CorpusBM25(query, candidates, whole_corpus()).scores()

    assert scores == pytest.approx([exhaustive.get_scores(query)[number] for number in (1, 0)])


def test_no_candidates_no_scores() -> None:
    assert CorpusBM25(["ferri"], [], whole_corpus()).scores() == []


@pytest.mark.parametrize("holding", [0, 1, 5, 9, 10])
def test_rarity_is_never_negative(holding: int) -> None:
    assert inverse_frequency(10, holding) > 0


def test_unknown_terms_score_nothing_but_count_in_the_scale() -> None:
    scores = CorpusBM25(["unknown"], DOCUMENTS, whole_corpus()).scores()

    assert scores == [0.0] * len(DOCUMENTS)
    assert best_possible(["ferri", "unknown"], whole_corpus()) > best_possible(["ferri"], whole_corpus())


def test_no_unit_scores_more_than_the_best_possible() -> None:
    query = ["ferri", "harbour", "tilsen"]
    scores = CorpusBM25(query, [["ferri"] * 50 + ["harbour"] * 50 + ["tilsen"] * 50], whole_corpus()).scores()

    assert 0 < scores[0] < best_possible(query, whole_corpus())
    assert math.isclose(best_possible(query, whole_corpus()), best_possible([*query, "ferri"], whole_corpus()))
