"""Candidates by meaning: open articles that mean nearly the same, whoever wrote them and whatever was undone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.store.file.database import Database
from bot.store.reading.passage_vectors import write_vectors
from bot.store.stories.candidates import MeaningIndex
from bot.store.stories.stories import meaning_of
from bot.stories.profile import ArticleProfile, StoryText, profile
from tests.support.storing import store, stored

WIDTH = 64
DAY = datetime(2026, 3, 2, tzinfo=UTC)


def direction(seed: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal((1, WIDTH)).astype(np.float32)


def told(database: Database, name: str, seed: int, *, day: datetime = DAY, encoder: str = "one") -> int:
    """Store an article whose two sentences mean nearly the same."""
    row, sentences = store(database, replace(stored(name, text="It rained. Ana left."), published=day))
    vectors = direction(seed) + 0.1 * np.random.default_rng(row).standard_normal((2, WIDTH)).astype(np.float32)
    with database.writing() as writer:
        write_vectors(writer, row, sentences, vectors, encoder)
    return row


def meaning(seed: int, day: datetime = DAY) -> ArticleProfile:
    """An article of that meaning."""
    meant = meaning_of(direction(seed), "one")
    text = StoryText(title=[], sentences=[["rain"]], sizes=[4], names=[], day=day.date(), dated=True, meaning=meant)
    return profile(text, {}, 0)[0]


def near(database: Database, index: MeaningIndex, row: int, seed: int, day: datetime = DAY) -> list[int]:
    """The articles near one of that meaning, the nearest of them first."""
    with database.writing() as writer:
        return index.by_meaning(writer, row, meaning(seed, day))


def undone(database: Database, index: MeaningIndex) -> None:
    """Write vectors and look for neighbours in a transaction that fails."""
    row, sentences = store(database, stored("b", text="It rained."))
    with database.writing() as writer:
        write_vectors(writer, row, sentences, direction(2), "one")
        index.by_meaning(writer, row, meaning(1))
        raise RuntimeError


def test_the_nearest_come_first_and_not_the_article_itself(database: Database) -> None:
    index, rows = MeaningIndex(), [told(database, f"a{seed}", seed) for seed in range(40)]

    assert near(database, index, 0, 7)[0] == rows[7]
    assert rows[7] not in near(database, index, rows[7], 7)
    assert len(near(database, index, 0, 7)) == 12


def test_articles_written_later_and_by_others_are_found(database: Database) -> None:
    index = MeaningIndex()
    assert near(database, index, 0, 1) == []

    first = told(database, "a", 1)
    assert near(database, index, 0, 1) == [first]
    second = told(database, "b", 1)
    assert sorted(near(database, index, 0, 1)) == [first, second]


def test_an_undone_article_is_replaced_by_the_one_that_takes_its_number(database: Database) -> None:
    index, other = MeaningIndex(), told(database, "a", 1)
    with pytest.raises(RuntimeError):
        undone(database, index)

    later = told(database, "c", 1)

    assert sorted(near(database, index, 0, 1)) == [other, later]


def test_articles_of_other_days_or_models_are_no_candidates(database: Database) -> None:
    told(database, "old", 1, day=DAY - timedelta(days=30))
    told(database, "foreign", 1, encoder="two")
    here = told(database, "new", 1)
    told(database, "last", 1, encoder="two")
    index = MeaningIndex()

    assert near(database, index, 0, 1) == [here]
    assert near(database, index, 0, 1) == [here]


def test_how_many_articles_are_of_the_days_around(database: Database) -> None:
    for at, days in enumerate((0, 0, 1, 2, 30)):
        told(database, f"a{at}", at, day=DAY - timedelta(days=days))
    index = MeaningIndex()
    assert index.around(DAY.toordinal()) == 0  # nothing read yet

    near(database, index, 0, 1)

    assert index.around(DAY.toordinal()) == 3
    assert index.around((DAY - timedelta(days=1)).toordinal()) == 4


def test_an_index_begun_later_finds_what_one_from_the_beginning_finds(database: Database) -> None:
    """A killed process is followed by one that first sees a newer article than those that wait behind it."""
    from_the_beginning, begun_later = MeaningIndex(), MeaningIndex()
    near(database, from_the_beginning, 0, 1)
    for at in range(60):
        told(database, f"a{at}", at % 4, day=DAY - timedelta(days=at))
        if at == 40:
            near(database, begun_later, 0, 1)

    for days in (0, 35, 12, 59, 40, 0, 25):
        day = DAY - timedelta(days=days)
        found = [near(database, index, 0, days % 4, day) for index in (from_the_beginning, begun_later)]
        around = [index.around(day.toordinal()) for index in (from_the_beginning, begun_later)]
        assert found[0] == found[1] != []
        assert around[0] == around[1] > 0


def test_a_revised_article_is_one_of_the_days_around(database: Database) -> None:
    index = MeaningIndex()
    row = told(database, "a", 1)
    near(database, index, 0, 1)
    with database.writing() as writer:
        [(sentences,)] = writer.execute("SELECT json_group_array(id) FROM sentences").fetchall()
        writer.execute("DELETE FROM passage_vectors")
        writer.execute("DELETE FROM passage_codes")
        write_vectors(writer, row, json.loads(sentences), np.tile(direction(1), (2, 1)), "one")

    assert near(database, index, 0, 1)[0] == row
    assert index.around(DAY.toordinal()) == 1
