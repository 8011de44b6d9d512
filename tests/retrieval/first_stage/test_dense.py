"""Recall by meaning: the scan over signs gives what comparing all vectors gives, whatever was added or removed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.archive import code_table
from bot.ingestion import Adding
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.retrieval.first_stage import dense
from bot.retrieval.first_stage.dense import DenseIndex
from bot.store.file.database import Database
from bot.store.reading.passage_vectors import write_vectors
from tests.support.encoder_model import WIDTH, tiny_encoder
from tests.support.retrieval_archive import ARTICLES, NOW, Plain, article
from tests.support.storing import store, stored


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return tiny_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture
def archive(tmp_path: Path, encoder: SentenceEncoder) -> Iterator[Database]:
    with Database.open(tmp_path / "news.db") as database:
        adding = Adding(database, Plain(), lambda: NOW, encoder)
        list(adding.add_many(article(*fields) for fields in ARTICLES))
        yield database


def random_vectors(count: int, seed: int) -> NDArray[np.float32]:
    """As real ones are: a few directions matter more than the rest."""
    found = np.random.default_rng(seed).standard_normal((count, WIDTH)).astype(np.float32)
    found[:, :8] *= 3
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def fill(database: Database, encoder: SentenceEncoder, articles: int, sentences: int, seed: int = 0) -> list[int]:
    """Articles with made-up vectors; the rows of all sentences."""
    rows: list[int] = []
    for number in range(articles):
        text = " ".join(f"Sentence {place}." for place in range(sentences))
        row, found = store(database, stored(f"{seed}-{number}", text=text))
        with database.writing() as writer:
            write_vectors(writer, row, found, random_vectors(sentences, seed * 1000 + number), encoder.name)
        rows += found
    return rows


def texts(database: Database, index: DenseIndex, question: str, limit: int = 3) -> list[str]:
    query = index.query(question)
    assert query is not None
    with database.reading() as reader:
        rows = [neighbour.row for neighbour in query.nearest(reader, limit)]
        known = {row[0]: row[1] for row in reader.execute("SELECT id, text FROM sentences")}
    return [known[row] for row in rows]


def test_other_words_are_found(archive: Database, encoder: SentenceEncoder) -> None:
    """Nothing in it is called a gale, and no electricity fails."""
    assert "A storm cut the power in Sandholm for three days." in texts(
        archive, DenseIndex(encoder), "gale electricity"
    )


def test_a_small_archive_is_compared_exactly(database: Database, encoder: SentenceEncoder) -> None:
    rows = fill(database, encoder, 10, 7)
    wanted = random_vectors(1, 77)[0]
    exact = np.concatenate([random_vectors(7, number) for number in range(10)]) @ wanted

    with database.reading() as reader:
        found = DenseIndex(encoder).nearest(reader, wanted, 5)

    assert [neighbour.row for neighbour in found] == [rows[place] for place in np.argsort(-exact)[:5]]
    assert np.allclose([neighbour.cosine for neighbour in found], np.sort(exact)[::-1][:5], atol=0.01)


def test_the_scan_of_signs_misses_little(
    database: Database, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2,000 sentences in blocks of 300, of which 100 are compared by their vectors."""
    monkeypatch.setattr(dense, "COMPARED", 100)
    monkeypatch.setattr(code_table, "_BLOCK", 300)
    rows = fill(database, encoder, 20, 100)
    everything = np.concatenate([random_vectors(100, number) for number in range(20)])
    index, chance, kept = DenseIndex(encoder), np.random.default_rng(8), 0

    with database.reading() as reader:
        for place in range(0, 2000, 50):
            wanted = everything[place] + 0.1 * chance.standard_normal(WIDTH).astype(np.float32)
            best = int(np.argmax(everything @ wanted))
            kept += index.nearest(reader, wanted / np.linalg.norm(wanted), 1)[0].row == rows[best]

    assert kept >= 36


def test_what_is_added_later_is_found(archive: Database, encoder: SentenceEncoder) -> None:
    index = DenseIndex(encoder)
    texts(archive, index, "whale")
    added = article("late", "Chart sold", "The Courier", 18, "A chart of the travellers was sold.")
    list(Adding(archive, Plain(), lambda: NOW, encoder).add_many([added]))

    assert texts(archive, index, "map passengers", 1) == ["A chart of the travellers was sold."]


def test_growing_keeps_what_was_there(database: Database, encoder: SentenceEncoder) -> None:
    """More than the first room of 1,024 sentences, read in several steps."""
    index, rows = DenseIndex(encoder), []
    for seed in range(1, 5):
        rows += fill(database, encoder, 4, 100, seed)
        with database.reading() as reader:
            for number in (0, 3):
                wanted = random_vectors(100, seed * 1000 + number)[50]
                assert index.nearest(reader, wanted, 1)[0].cosine > 0.99
    with database.reading() as reader:
        assert index.nearest(reader, random_vectors(100, 1000)[0], 1)[0].row == rows[0]


def test_removed_articles_are_not_found_and_make_it_read_anew(database: Database, encoder: SentenceEncoder) -> None:
    gone, kept = fill(database, encoder, 3, 10), fill(database, encoder, 2, 10, seed=1)
    index = DenseIndex(encoder)
    wanted = random_vectors(10, 0)[0]
    with database.reading() as reader:
        assert index.nearest(reader, wanted, 1)[0].row == gone[0]
    with database.writing() as writer:
        writer.execute("DELETE FROM articles WHERE public_id LIKE '0-%'")

    with database.reading() as reader:
        first = index.nearest(reader, wanted, 30)
        second = index.nearest(reader, wanted, 30)

    assert {neighbour.row for neighbour in first} == set(kept) == {neighbour.row for neighbour in second}


def test_vectors_of_another_model_are_not_compared(archive: Database, tmp_path: Path) -> None:
    other = tiny_encoder(tmp_path / "other", name="another")

    assert texts(archive, DenseIndex(other), "whale") == []


def test_without_model_or_words_there_is_no_query(encoder: SentenceEncoder, tmp_path: Path) -> None:
    assert DenseIndex(SentenceEncoder(tmp_path)).query("whale") is None
    assert DenseIndex(encoder).query(" \n") is None


def test_an_empty_archive_has_no_neighbours(database: Database, encoder: SentenceEncoder) -> None:
    assert texts(database, DenseIndex(encoder), "whale") == []


def test_a_sentence_without_a_vector_means_as_much_as_the_others(archive: Database, encoder: SentenceEncoder) -> None:
    query = DenseIndex(encoder).query("whale")
    assert query is not None
    with archive.reading() as reader:
        rows = [row[0] for row in reader.execute("SELECT id FROM sentences ORDER BY id LIMIT 4")]
        known = query.cosines(reader, rows)
        with_unknown = query.cosines(reader, [*rows, 99_999])
        none = query.cosines(reader, [99_998, 99_999])

    assert with_unknown[:4] == known
    assert with_unknown[4] == pytest.approx(sum(known) / 4)
    assert none == [0.0, 0.0]


def test_threads_share_it(archive: Database, encoder: SentenceEncoder) -> None:
    index = DenseIndex(encoder)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: texts(archive, index, "gale electricity"), range(32)))

    assert found == [found[0]] * 32
