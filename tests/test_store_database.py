"""Opening the database file, reading and writing it: real files, threads and processes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from storing import store, stored

from bot.errors import DatabaseLocked, DatabaseReadOnly, DiskFull, NotOurDatabase, StoreError
from bot.store.articles import Articles
from bot.store.database import Database
from bot.store.migrations import APPLICATION_ID

NOBODY = 65534
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


# -- opening --


def test_open_makes_the_file_and_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "news.db"
    with Database.open(path) as database:
        assert one(database, "PRAGMA application_id") == APPLICATION_ID
        assert one(database, "PRAGMA journal_mode") == "wal"
        assert one(database, "PRAGMA foreign_keys") == 1
        assert one(database, "PRAGMA synchronous") == 1
    assert [file.name for file in path.parent.iterdir()] == ["news.db"]  # the log was written back


def test_what_was_written_is_there_after_opening_again(database_path: Path) -> None:
    with Database.open(database_path) as database:
        add_entity(database, "The Courier")
    with Database.open(database_path) as database:
        assert names(database) == ["The Courier"]


def test_an_empty_file_becomes_a_database(database_path: Path) -> None:
    database_path.touch()
    with Database.open(database_path) as database:
        assert Articles(database).is_empty()


def foreign_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def foreign_id(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA application_id = 7")


def text_file(path: Path) -> None:
    path.write_text("NEW DELHI: It rained.\n" * 100)


def short_text(path: Path) -> None:
    path.write_text("Hi")


@pytest.mark.parametrize("make", [foreign_tables, foreign_id, text_file, short_text, Path.mkdir])
def test_a_foreign_file_is_refused_and_left_as_it_is(database_path: Path, make: Callable[[Path], None]) -> None:
    make(database_path)
    before = database_path.read_bytes() if database_path.is_file() else b""
    with pytest.raises(NotOurDatabase):
        Database.open(database_path)
    after = database_path.read_bytes() if database_path.is_file() else b""
    assert after == before


def test_a_database_of_a_newer_newsbot_is_refused(database_path: Path) -> None:
    with Database.open(database_path) as database, database.writing() as writer:
        writer["_sqlite_migrations"].insert({"migration_set": "newsbot", "name": "m999", "applied_at": ""})
    with pytest.raises(StoreError, match=r"newer newsbot \(m999\)"):
        Database.open(database_path)


def test_memory_is_no_file() -> None:
    with pytest.raises(StoreError, match="must be a file"):
        Database.open(Path(":memory:"))


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseReadOnly):
        Database.open(tmp_path / "file" / "news.db")


@pytest.fixture
def without_rights() -> Iterator[Path]:
    """An empty folder that others may look into, and this process without root's rights."""
    if os.getuid() != 0:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield Path(folder)
        finally:
            os.setresuid(0, 0, 0)


def test_a_read_only_folder(without_rights: Path) -> None:
    without_rights.chmod(0o555)
    try:
        with pytest.raises(DatabaseReadOnly):
            Database.open(without_rights / "news.db")
    finally:
        without_rights.chmod(0o755)


def test_a_read_only_file(without_rights: Path) -> None:
    path = without_rights / "news.db"
    Database.open(path).close()
    path.chmod(0o444)
    with pytest.raises(DatabaseReadOnly):
        Database.open(path)


def test_a_file_that_becomes_read_only_later(without_rights: Path) -> None:
    path = without_rights / "news.db"
    with Database.open(path) as database:
        path.chmod(0o444)
        with pytest.raises(DatabaseReadOnly):
            add_entity(database, "The Courier")


def test_a_locked_file_cannot_be_opened(database_path: Path) -> None:
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseLocked):
            Database.open(database_path, busy_timeout=0)


def test_two_processes_can_make_one_file(database_path: Path) -> None:
    program = "import sys; from pathlib import Path; from bot.store.database import Database\n"
    program += "input(); Database.open(Path(sys.argv[1])).close()"
    command = [sys.executable, "-W", "error", "-c", program, str(database_path)]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env=ENVIRONMENT) for _ in range(3)]
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.close()
    assert [child.wait() for child in children] == [0, 0, 0]


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
    with pytest.raises(sqlite3.OperationalError, match="no such table"), database.reading() as reader:
        reader.execute("SELECT * FROM recipes")
    with pytest.raises(sqlite3.IntegrityError), database.writing() as writer:
        writer.execute("INSERT INTO aliases (key, entity_id, alias) VALUES ('a', 99, 'A')")


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
from bot.store.database import Database
from storing import ADDED, stored, store, person, annotation, stems
from bot.store.articles import Articles

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
