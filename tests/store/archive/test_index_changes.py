"""What changed in the archive, as its copies are told; contents that only a copy keeps."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from bot.archive.whole import from_json
from bot.store.archive.archive import SqliteArchive
from bot.store.archive.index_changes import IndexChanges, IndexTarget, TargetState
from bot.store.archive.whole_articles import ThinningOut, whole_articles
from bot.store.file.database import Database
from bot.store.reading.passage_vectors import write_vectors
from tests.support.storing import Said, annotation, day, person, stored

MARSH = person("Elena Marsh", "Marsh")
TEXT = "The ferry was late. Elena Marsh said the tide was low."
SAID = Said("the tide was low", "Elena Marsh", "Elena Marsh")
LATER = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture
def archive(database: Database) -> SqliteArchive:
    return SqliteArchive(database)


@pytest.fixture
def changes(database: Database) -> IndexChanges:
    return IndexChanges(database)


def put(archive: SqliteArchive, public_id: str, text: str = TEXT, **values: object) -> int:
    said = [SAID] if text == TEXT else []
    row, _ = archive.add(stored(public_id, text, **values), annotation(text, [MARSH], said))
    return row


def told(changes: IndexChanges, target: IndexTarget) -> list[tuple[int, bool, int]]:
    """Article, whether it was removed, and revision, in the order of the changes."""
    batch = changes.pending(target, 1000)
    return [(one.article, one.removed, one.revision) for one in batch.changes] if batch else []


def test_nothing_is_noted_while_nobody_keeps_a_copy(archive: SqliteArchive, changes: IndexChanges) -> None:
    row = put(archive, "a1")

    target = changes.begin("news")

    assert target.state is TargetState.LIVE
    assert told(changes, target) == [(row, False, 1)]  # what was there before is told of when the copy is begun


def test_every_way_of_changing_an_article_is_told_once(
    database: Database, archive: SqliteArchive, changes: IndexChanges
) -> None:
    target = changes.begin("news")
    first, second = put(archive, "a1"), put(archive, "a2")
    put(archive, "a1", "The ferry sailed.")
    archive.remove(["a2"])
    assert told(changes, target) == [(first, False, 2), (second, True, 1)]
    batch = changes.pending(target, 1000)
    assert batch is not None
    changes.acknowledge(target, batch.last)

    with database.reading() as reader:
        sentences = [one.row for one in whole_articles(reader, [first])[first].sentences]
    with database.writing() as writer:
        write_vectors(writer, first, sentences, np.ones((1, 8), np.float32), "encoder")

    assert told(changes, target) == [(first, False, 2)]


def test_a_transaction_that_fails_tells_nothing(
    database: Database, archive: SqliteArchive, changes: IndexChanges
) -> None:
    target = changes.begin("news")

    with pytest.raises(ValueError, match="shorter"), database.writing() as writer:
        archive.write(writer, stored("a1", TEXT), annotation(TEXT), [["ferri"]], replaced=None)

    assert told(changes, target) == []


def test_changes_are_kept_until_every_copy_knows_them(archive: SqliteArchive, changes: IndexChanges) -> None:
    old = changes.begin("news")
    unknown = put(archive, "a1")  # the old copy has not been told of it, so that it cannot be copied from there
    new = changes.begin("news")
    assert new.state is TargetState.FILLING
    row = put(archive, "a2")
    batch = changes.pending(old, 1000)
    assert batch is not None
    changes.acknowledge(old, batch.last)
    assert (changes.count_pending(old), told(changes, new)) == (0, [(unknown, False, 1), (row, False, 1)])

    changes.acknowledge(new, batch.last)
    changes.promote(new)

    assert [(one.generation, one.state) for one in changes.targets()] == [(new.generation, TargetState.LIVE)]
    changes.forget(new)
    put(archive, "a3")
    assert changes.begin("news").acknowledged >= batch.last  # numbers are versions: they never begin anew


def test_a_whole_article_survives_the_way_through_json(database: Database, archive: SqliteArchive) -> None:
    row = put(archive, "a1", title="Ferry late", source="The Gazette", published=day(2))
    with database.reading() as reader:
        [article] = whole_articles(reader, [row, 999]).values()

    assert from_json(article.as_json()) == article
    assert (article.title, article.source, article.month) == ("Ferry late", "The Gazette", "2026-06")
    assert [article.sentence_text(one) for one in article.sentences] == [
        "The ferry was late.",
        "Elena Marsh said the tide was low.",
    ]
    assert [quote.content for quote in article.quotes] == ["the tide was low"]


def test_only_what_every_copy_knows_is_put_away(
    database: Database, archive: SqliteArchive, changes: IndexChanges
) -> None:
    thinning = ThinningOut(database)
    target = changes.begin("news")
    old, _ = put(archive, "a1", published=day(1)), put(archive, "a2", published=day(9))
    assert thinning.thin_out(day(5), limit=10) == 0
    batch = changes.pending(target, 1000)
    assert batch is not None
    changes.acknowledge(target, batch.last)

    assert thinning.thin_out(day(5), limit=10) == 1

    with database.reading() as reader:
        assert reader.headlines([old])[old].id == "a1"
        assert whole_articles(reader, [old]) == {}
        assert reader.counts()[:2] == (2, 2)
        assert reader.frequencies(["ferri"]).articles.frequencies == {"ferri": 2}  # what was counted stays
    assert told(changes, target) == []
    assert thinning.thin_out(day(5), limit=10) == 0


def test_the_newest_quote_keeps_its_number(database: Database, archive: SqliteArchive, changes: IndexChanges) -> None:
    target = changes.begin("news")
    put(archive, "a1", published=day(1))
    batch = changes.pending(target, 1000)
    assert batch is not None
    changes.acknowledge(target, batch.last)

    assert ThinningOut(database).thin_out(LATER, limit=10) == 0


def test_an_article_that_was_put_away_is_whole_again_when_it_is_revised(
    database: Database, archive: SqliteArchive, changes: IndexChanges
) -> None:
    target = changes.begin("news")
    row, _ = put(archive, "a1", published=day(1)), put(archive, "a2", published=day(9))
    batch = changes.pending(target, 1000)
    assert batch is not None
    changes.acknowledge(target, batch.last)
    ThinningOut(database).thin_out(day(5), limit=10)

    put(archive, "a1", "The ferry sailed.", published=day(1))

    with database.reading() as reader:
        assert whole_articles(reader, [row])[row].text == "The ferry sailed."
        [thin] = reader.execute("SELECT count(*) FROM thin_articles").fetchone()
    assert thin == 0
    assert told(changes, target) == [(row, False, 2)]
