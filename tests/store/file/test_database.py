"""Reading and writing the database file: real files, threads and processes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import DatabaseDamaged, DatabaseLocked, DiskFailed, DiskFull, StoreError
from bot.store.archive.articles import Articles
from bot.store.base.errors import fixable_errors
from bot.store.file.database import Database
from tests.support.storing import store, stored

#: Child processes find the same modules as this one.
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def one(database: Database, sql: str) -> object:
    with database.reading() as reader:
        return reader.execute(sql).fetchone()[0]


def names(database: Database) -> list[str]:
    with database.reading() as reader:
        return [row["name"] for row in reader.execute("SELECT name FROM entities ORDER BY id")]


def add_entity(database: Database, name: str) -> None:
    with database.writing() as writer:
        writer.execute("INSERT INTO entities (name, label, key) VALUES (?, 'ORG', ?)", [name, name])


def add_and_interrupt(database: Database) -> None:
    with database.writing() as writer:
        writer.execute("INSERT INTO entities (name, label, key) VALUES ('lost', 'ORG', 'lost')")
        raise KeyboardInterrupt


# -- writing --


def test_a_transaction_is_committed_whole_or_not_at_all(database: Database) -> None:
    add_entity(database, "kept")
    with pytest.raises(KeyboardInterrupt):
        add_and_interrupt(database)
    add_entity(database, "kept too")
    assert names(database) == ["kept", "kept too"]


def test_writing_inside_writing_is_a_clear_error(database: Database) -> None:
    with database.writing(), pytest.raises(RuntimeError, match="inside writing"), database.writing():
        pass
    with database.writing(), pytest.raises(RuntimeError, match="inside writing"):
        database.close()
    add_entity(database, "works again")
    assert names(database) == ["works again"]


def test_programming_errors_pass_through(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax error"), database.reading() as reader:
        reader.execute("SELECT FROM WHERE")
    with pytest.raises(sqlite3.IntegrityError), database.writing() as writer:
        writer.execute("INSERT INTO aliases (key, entity_id, alias) VALUES ('a', 99, 'A')")


def test_a_table_that_somebody_dropped_is_damage(database: Database) -> None:
    with database.writing() as writer:
        writer.execute("DROP TABLE descriptions")

    with pytest.raises(DatabaseDamaged), database.reading() as reader:
        reader.execute("SELECT * FROM descriptions")


def test_a_full_disk_stores_nothing_by_halves(database: Database) -> None:
    store(database, stored("a1"))
    with database.writing() as writer:
        (pages,) = writer.execute("PRAGMA page_count").fetchone()
        writer.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull):
        store(database, stored("a2", "It rained. " * 5000))
    assert one(database, "SELECT count(*) FROM articles") == 1
    assert one(database, "SELECT count(*) FROM sentences") == 1


def test_a_lock_by_another_program(database_path: Path) -> None:
    with (
        Database.open(database_path, busy_timeout=0) as database,
        closing(sqlite3.connect(database_path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked):
            add_entity(database, "too early")
        other.execute("ROLLBACK")
        add_entity(database, "in time")
        assert names(database) == ["in time"]


def test_threads_write_one_after_the_other(database: Database) -> None:
    def add(number: int) -> None:
        for part in range(5):
            add_entity(database, f"{number}.{part}")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(database)) == 20


KILLED = """
import sys
from pathlib import Path
from bot.store.file.database import Database
from tests.support.storing import ADDED, stored, store, person, annotation, stems
from bot.store.archive.articles import Articles

database = Database.open(Path(sys.argv[1]))
modi = [person("Narendra Modi")]
store(database, stored("whole", "Narendra Modi spoke."), modi)
articles = Articles(database)
half = stored("half", "Narendra Modi spoke. He left. " * 2000)
with database.writing() as writer:
    writer.execute("PRAGMA cache_size = 10")  # the pages go to the log before the commit
    row = articles.insert(writer, half)
    found = annotation(half.text, modi)
    articles.annotate(writer, row, found, half.text, *stems(half.text, found))
    print("in the middle", flush=True)
    input()
"""


def test_a_kill_in_the_middle_of_a_transaction_leaves_nothing_half_stored(database_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(database_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=ENVIRONMENT) as child:
        assert child.stdout
        assert child.stdout.readline() == "in the middle\n"
        child.send_signal(signal.SIGKILL)
    with Database.open(database_path) as database:
        assert one(database, "SELECT group_concat(public_id) FROM articles") == "whole"
        assert one(database, "SELECT count(*) FROM sentences") == 1
        assert one(database, "PRAGMA integrity_check") == "ok"
        with database.reading() as reader:
            assert reader.execute("PRAGMA foreign_key_check").fetchall() == []
        store(database, stored("next"))
        assert Articles(database).count() == 2


# -- reading --


def test_readers_see_the_state_before_a_running_transaction(database: Database) -> None:
    seen: list[list[str]] = []
    add_entity(database, "before")
    with database.writing() as writer:
        writer.execute("INSERT INTO entities (name, label, key) VALUES ('during', 'ORG', 'during')")
        readers = [threading.Thread(target=lambda: seen.append(names(database))) for _ in range(4)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert seen == [["before"]] * 4
    assert names(database) == ["before", "during"]


def test_a_block_sees_one_state_even_when_nested(database: Database) -> None:
    with database.reading() as reader:
        assert names(database) == []
        add_entity(database, "meanwhile")
        with database.reading() as nested:
            assert nested is reader
        assert names(database) == []
    assert names(database) == ["meanwhile"]


def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"), database.reading() as reader:
        reader.execute("DELETE FROM articles")


def test_a_failed_block_leaves_a_usable_connection(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.reading():
        raise ZeroDivisionError
    assert names(database) == []


# -- closing --


def test_closing_twice_is_fine_and_using_it_then_is_an_error(database: Database) -> None:
    add_entity(database, "written")
    database.close()
    database.close()
    with pytest.raises(RuntimeError, match="closed"), database.reading():
        pass
    with pytest.raises(RuntimeError, match="closed"), database.writing():
        pass


def test_closing_while_a_thread_reads_lets_it_finish(database: Database) -> None:
    reading, closed = threading.Event(), threading.Event()
    seen: list[list[str]] = []

    def read() -> None:
        with database.reading():
            reading.set()
            closed.wait()
            seen.append(names(database))

    add_entity(database, "still there")
    thread = threading.Thread(target=read)
    thread.start()
    reading.wait()
    database.close()
    closed.set()
    thread.join()
    assert seen == [["still there"]]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_IOERR_SHMSIZE, DiskFull),
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseLocked),
        (sqlite3.SQLITE_CORRUPT_INDEX, DatabaseDamaged),
        (sqlite3.SQLITE_IOERR_READ, DiskFailed),
        (sqlite3.SQLITE_IOERR_FSYNC, DiskFailed),
    ],
)
def test_errors_that_a_person_can_fix_have_their_own_kind(code: int, kind: type[StoreError]) -> None:
    failed = sqlite3.OperationalError("failed")
    failed.sqlite_errorcode = code

    with pytest.raises(kind), fixable_errors():
        raise failed


def test_letters_that_nobody_can_read_are_damage(database: Database) -> None:
    with pytest.raises(DatabaseDamaged), database.reading() as reader:
        reader.execute("SELECT CAST(x'FF' AS TEXT)").fetchone()


def test_a_schema_of_damaged_letters_is_damage(database: Database) -> None:
    with database.writing() as writer:
        writer.conn.execute("PRAGMA writable_schema = ON")
        writer.conn.execute(
            "UPDATE sqlite_master SET sql = CAST(x'435245415445FFFFFF' AS TEXT) WHERE name = 'articles'"
        )
    path = database.path
    database.close()

    with pytest.raises(DatabaseDamaged):
        Database.open(path, to_read=True)


@pytest.mark.parametrize("kept", [0, 4096, 40_000])
def test_a_file_that_was_cut_short_can_be_closed(database_path: Path, kept: int) -> None:
    database = Database.open(database_path)
    add_entity(database, "before")
    with database_path.open("r+b") as file:
        file.truncate(kept)

    database.close()
