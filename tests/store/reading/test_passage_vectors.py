"""Vectors in the database: they come and go with their sentences, and readers learn what is new."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.archive.codes import quantized, signs
from bot.store.archive.articles import Articles
from bot.store.file.database import Database
from bot.store.reading.passage_vectors import (
    count_unencoded,
    read_codes,
    read_unencoded,
    read_vectors,
    sentences_stand,
    write_vectors,
)
from tests.support.storing import store, stored

WIDTH = 64


def vectors(count: int, seed: int = 0) -> NDArray[np.float32]:
    found = np.random.default_rng(seed).standard_normal((count, WIDTH)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def write(database: Database, row: int, rows: list[int], *, seed: int = 0, encoder: str = "one") -> None:
    with database.writing() as writer:
        write_vectors(writer, row, rows, vectors(len(rows), seed), encoder)


def test_eight_bits_keep_the_direction() -> None:
    exact = vectors(200)
    small = quantized(exact).astype(np.float32)

    cosines = (exact * small).sum(1) / np.linalg.norm(small, axis=1)

    assert cosines.min() > 0.999
    assert np.abs(small).max(axis=1).tolist() == [127] * 200
    assert quantized(np.zeros((1, WIDTH), np.float32)).tolist() == [[0] * WIDTH]


def test_signs_are_packed_first_bit_first() -> None:
    assert signs(np.array([[1, -1, 0, 2, -3, 4, 5, -6]], np.int8)).tolist() == [[0b10010110]]


def test_vectors_are_read_by_sentence(database: Database) -> None:
    row, sentences = store(database, stored(text="It rained. Ana left. The end."))
    write(database, row, sentences)

    with database.reading() as reader:
        rows, found = read_vectors(reader, [sentences[2], 999, sentences[0]])

    assert rows.tolist() == [sentences[0], sentences[2]]
    assert found.tolist() == quantized(vectors(3))[[0, 2]].tolist()


def test_codes_are_read_once_each(database: Database) -> None:
    first, second = (store(database, stored(name, text="It rained. Ana left.")) for name in ("a", "b"))
    write(database, *first)
    write(database, *second, seed=1)

    with database.reading() as reader:
        batch = read_codes(reader, "one", 0, 10)
        rest = read_codes(reader, "one", batch.last, 10)
        small = read_codes(reader, "one", 0, 1)

    assert batch.sentences.tolist() == first[1] + second[1]
    assert batch.codes.tolist() == [*signs(quantized(vectors(2))).tolist(), *signs(quantized(vectors(2, 1))).tolist()]
    assert (rest.last, rest.sentences.tolist()) == (0, [])
    assert small.sentences.tolist() == first[1]


def test_a_revised_article_is_new_to_readers_and_its_old_vectors_are_gone(database: Database) -> None:
    row, before = store(database, stored(text="It rained."))
    write(database, row, before)
    with database.reading() as reader:
        last = read_codes(reader, "one", 0, 10).last
    with database.writing() as writer:
        Articles(database).revise(writer, row, stored(text="It snowed."))
        writer.execute(
            'INSERT INTO sentences (article_id, position, paragraph, start, "end", text, stems)'
            " VALUES (?, 0, 0, 0, 10, 'It snowed.', 'snow')",
            (row,),
        )
        after = [found[0] for found in writer.execute("SELECT id FROM sentences WHERE article_id = ?", (row,))]
    write(database, row, after, seed=1)

    with database.reading() as reader:
        batch = read_codes(reader, "one", last, 10)
        gone, _ = read_vectors(reader, before)

    assert batch.sentences.tolist() == after
    assert gone.tolist() == []


def test_vectors_go_with_their_article(database: Database) -> None:
    row, sentences = store(database, stored(text="It rained."))
    write(database, row, sentences)
    with database.writing() as writer:
        writer.execute("DELETE FROM articles WHERE id = ?", (row,))

    with database.reading() as reader:
        assert read_codes(reader, "one", 0, 10).last == 0
        assert read_vectors(reader, sentences)[0].tolist() == []


def test_sentences_without_a_vector_of_their_own_get_zeros(database: Database) -> None:
    row, sentences = store(database, stored(text="It rained. Ana left. The end."))
    with database.writing() as writer:
        write_vectors(writer, row, sentences, vectors(1), "one")

    with database.reading() as reader:
        rows, found = read_vectors(reader, sentences)
        assert count_unencoded(reader, "one")[0] == 0

    assert rows.tolist() == sentences
    assert found.any(axis=1).tolist() == [True, False, False]


@pytest.mark.parametrize("spoiled", [lambda rows: rows[:1], lambda rows: rows[::-1], lambda rows: [*rows, 99]])
def test_sentences_and_vectors_must_match(database: Database, spoiled: object) -> None:
    row, sentences = store(database, stored(text="It rained. Ana left."))
    with pytest.raises(ValueError, match="one vector"), database.writing() as writer:
        write_vectors(writer, row, spoiled(sentences), vectors(2), "one")  # type: ignore[operator]

    with database.reading() as reader:
        assert read_codes(reader, "one", 0, 10).last == 0


def test_who_waits_for_vectors(database: Database) -> None:
    old, (row, sentences), new = (store(database, stored(name, text="It rained. Ana left.")) for name in "abc")
    write(database, row, sentences)

    with database.reading() as reader:
        waiting = read_unencoded(reader, "one", 10)
        assert count_unencoded(reader, "one") == (2, 3)
        assert count_unencoded(reader, "another") == (3, 3)
        assert [article.row for article in read_unencoded(reader, "another", 2)] == [new[0], row]

    assert [article.row for article in waiting] == [new[0], old[0]]
    assert waiting[0].sentences == ("It rained.", "Ana left.")
    assert waiting[0].sentence_rows == tuple(new[1])


def test_whether_sentences_stand(database: Database) -> None:
    row, sentences = store(database, stored(text="It rained. Ana left."))

    with database.writing() as writer:
        assert sentences_stand(writer, row, sentences)
        assert not sentences_stand(writer, row, sentences[:1])
        assert not sentences_stand(writer, row + 1, sentences)
