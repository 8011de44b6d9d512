"""Migrations on a blank file and on an old one with rows in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlite_utils

from bot.archive import by_anybody, by_entity
from bot.errors import DatabaseDamaged
from bot.profiles.describing import DescriptionFilling
from bot.profiles.profiles import Portraying
from bot.quotes.phrase_ranking import Topic
from bot.quotes.quotations import Quotations
from bot.store.archive.articles import Articles
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.store.schema.migrations import APPLICATION_ID, migrations

#: Rows as the first schema held them, written out so that later code cannot change them.
OLD_ROWS = """
INSERT INTO articles VALUES (1, 'old', 'Rain in Lisbon', 'The Courier', '', '2026-05-01T00:00:00+00:00',
    '2026-05-02T10:00:00+00:00', '2026-05-01T00:00:00+00:00', 'It rained, Ana Sol said.', 'It rained, Ana Sol said.',
    'digest', 1);
INSERT INTO sentences VALUES (1, 1, 0, 0, 0, 24, 'It rained, Ana Sol said.', 'rain ana sol');
INSERT INTO entities VALUES (1, 'Ana Sol', 'PERSON', 'ana sol');
INSERT INTO aliases VALUES ('ana sol', 1, 'Ana Sol');
INSERT INTO alias_words VALUES ('ana', 'ana sol', 1), ('sol', 'ana sol', 1);
INSERT INTO mentions VALUES (1, 1, 1, 1, 'PERSON', 11, 18);
INSERT INTO quotes VALUES (1, 1, 1, 1, 'Ana Sol', 'Ana Sol', 'said', 'indirect', '2026-05-01T00:00:00+00:00',
    'It rained', '[[0, 9]]', 'rain');
INSERT INTO chats (chat_id) VALUES (5);
INSERT INTO turns (chat_id, user_id, asked, turn) VALUES (5, 5, '2026-05-02T10:00:00+00:00', '{"question": "Rain?"}');
"""


@pytest.fixture
def old_path(database_path: Path) -> Path:
    """A file as the very first version left it: only the first migration has run, then rows were written."""
    with closing(sqlite3.connect(database_path)) as connection:
        writer = sqlite_utils.Database(connection)
        migrations.apply(writer, stop_before=[migration.name for migration in migrations.pending(writer)][1:])
        connection.executescript(OLD_ROWS)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()
        assert [migration.name for migration in migrations.applied(writer)] == ["m001_initial"]
    return database_path


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def pending(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [migration.name for migration in migrations.pending(sqlite_utils.Database(connection))]


def test_a_blank_file_gets_everything(database_path: Path) -> None:
    Database.open(database_path).close()
    assert pending(database_path) == []
    assert {"articles", "sentences", "quotes", "deliveries"} <= {name for name, _ in schema(database_path)}


def test_opening_again_changes_nothing(database_path: Path) -> None:
    Database.open(database_path).close()
    before = schema(database_path)
    Database.open(database_path).close()
    assert schema(database_path) == before


def test_articles_of_an_old_file_are_no_blurbs(old_path: Path) -> None:
    with closing(Database.open(old_path)) as database:
        assert [headline.blurb for headline in Articles(database).headlines(limit=9)] == [False]


def test_an_old_file_ends_with_the_schema_of_a_blank_one(old_path: Path, tmp_path: Path) -> None:
    Database.open(old_path).close()
    Database.open(tmp_path / "blank.db").close()
    assert schema(old_path) == schema(tmp_path / "blank.db")


def test_the_rows_of_an_old_file_can_be_read(old_path: Path) -> None:
    with Database.open(old_path) as database:
        articles, speakers = Articles(database), Speakers(database)
        (headline,) = articles.headlines(limit=5)
        assert (headline.id, headline.published) == ("old", datetime(2026, 5, 1, tzinfo=UTC))
        with database.reading() as reader:
            texts = reader.execute("SELECT text FROM sentences WHERE article_id = ?", [headline.row]).fetchall()
        assert [text for (text,) in texts] == ["It rained, Ana Sol said."]
        (speaker,) = speakers.matching("Sol")
        (quote,), total = Quotations(database).page(by_entity(speaker.row), limit=5)
        assert (quote.content, quote.voice, total) == ("It rained", "", 1)
        assert Quotations(database).search(Topic(stems=("rain",)), by_anybody(), limit=5) == ([quote], 1)


def test_old_quotes_are_spoken_for_nobody_else(old_path: Path) -> None:
    with Database.open(old_path) as database, database.reading() as reader:
        assert [tuple(row) for row in reader.execute("SELECT entity_id, spoken_for FROM quotes")] == [(1, None)]


def test_old_articles_are_described_in_the_background(old_path: Path) -> None:
    with Database.open(old_path) as database:
        filling = DescriptionFilling(database)
        with database.writing() as writer:
            writer.execute("UPDATE sentences SET text = 'It rained, minister Ana Sol said.'")
            writer.execute('UPDATE mentions SET start = 20, "end" = 27')
        assert filling.waiting() == 1
        assert [filling.describe_some(), filling.describe_some(), filling.waiting()] == [1, 0, 0]

        (speaker,) = Speakers(database).matching("Sol")
        portrait = Portraying(database).of(speaker.row).portrait
        assert portrait is not None
        assert [(one.text, one.headline.id) for one in portrait.defined] == [("minister Ana Sol", "old")]


def test_old_interrupted_quotations_open_their_marks_again(old_path: Path) -> None:
    with closing(sqlite3.connect(old_path)) as connection:
        connection.execute("UPDATE articles SET text = '“It rained,” she said. “It pours.”'")
        connection.execute(
            "UPDATE quotes SET kind = 'direct', content = 'It rained … It pours.', spans = '[[1, 10], [24, 33]]'"
        )
        connection.commit()

    with Database.open(old_path) as database, database.reading() as reader:
        assert reader.execute("SELECT content FROM quotes").fetchone()[0] == "It rained” “It pours."


def test_an_unfinished_migration_leaves_the_file_as_it_was(old_path: Path) -> None:
    with closing(sqlite3.connect(old_path)) as connection:
        connection.execute("CREATE TABLE corpus (in_the_way)")  # the second migration makes a table of that name
    before = schema(old_path)
    with pytest.raises(DatabaseDamaged, match=r"not those of its version \(.*corpus"):
        Database.open(old_path)
    assert schema(old_path) == before


FOLLOWED_ALIKE = """
INSERT INTO subscriptions VALUES
    (3, 5, 0, 'word', 'Flood, storm',
     '{"from": "", "any": [[["Flood", false]], [["storm", false]]], "not": []}', 't', NULL),
    (4, 6, 0, 'word', 'storm or flood',
     '{"from": "", "any": [[["storm", false]], [["flood", false]]], "not": []}', 't', 'm'),
    (7, 6, 0, 'name', 'Sol', '{"from": "", "any": [[["Sol", true]]], "not": []}', 't', NULL);
INSERT INTO deliveries (id, chat_id, article_id, sentence, subscription_id, status, due, created) VALUES
    (1, 5, 1, 'It rained.', 3, 'pending', 't', 't'), (2, 6, 1, 'It rained.', NULL, 'sent', 't', 't');
"""


def test_old_subscriptions_that_ask_the_same_share_an_interest(old_path: Path) -> None:
    with closing(sqlite3.connect(old_path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        writer = sqlite_utils.Database(connection)
        migrations.apply(writer, stop_before=["m070_interests"])
        connection.executescript("INSERT INTO chats (chat_id) VALUES (6);" + FOLLOWED_ALIKE)
        connection.commit()

    with Database.open(old_path) as database, database.writing() as writer:
        (flood, also_flood, sol) = writer.execute("SELECT interest_id, muted_until FROM subscriptions ORDER BY id")
        owed = writer.execute("SELECT id, subscription_id FROM deliveries ORDER BY id").fetchall()
        keys = writer.execute("SELECT key FROM interest_keys WHERE interest_id = ?", [flood[0]]).fetchall()
        writer.execute("DELETE FROM subscriptions WHERE id = 3")
        kept = writer.execute("SELECT count(*) FROM interests").fetchone()
        writer.execute("DELETE FROM subscriptions WHERE id >= 4")
        left = writer.execute("SELECT count(*) FROM interests").fetchone()

    assert flood == (also_flood[0], None)
    assert also_flood[1] == "m"
    assert sol[0] != flood[0]
    assert owed == [(1, 3), (2, None)]
    assert keys == [("word:flood",), ("word:storm",)]
    assert (kept, left) == ((2,), (0,))


def steps() -> list[str]:
    with sqlite_utils.Database(memory=True) as blank:
        return [migration.name for migration in migrations.pending(blank)]


STEPS = steps()


@pytest.mark.parametrize("step", STEPS)
def test_a_file_of_every_earlier_version_ends_with_the_newest_schema_and_its_rows(
    database_path: Path, tmp_path: Path, step: str
) -> None:
    """Rows written by the first version, then each later version in turn was the last one to run."""
    with closing(sqlite3.connect(database_path)) as connection:
        writer = sqlite_utils.Database(connection)
        migrations.apply(writer, stop_before=STEPS[1:])
        connection.executescript(OLD_ROWS)
        migrations.apply(writer, stop_before=STEPS[STEPS.index(step) + 1 :])
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()

    with Database.open(database_path) as database:
        found = Articles(database).headlines(limit=5)
        _, quotes = Quotations(database).page(by_entity(1), limit=5)
    Database.open(tmp_path / "blank.db").close()

    assert [one.title for one in found] == ["Rain in Lisbon"]
    assert quotes == 1
    assert schema(database_path) == schema(tmp_path / "blank.db")
