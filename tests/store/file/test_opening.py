"""Opening the database file: made, migrated, or refused in one clear sentence."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFailed,
    DiskFull,
    NotOurDatabase,
    StoreError,
)
from bot.store.archive.articles import Articles
from bot.store.file.backup import back_up
from bot.store.file.database import Database
from bot.store.file.database_file import uri_to_read
from bot.store.schema.migrations import APPLICATION_ID
from tests.store.file.test_database import ENVIRONMENT, add_entity, names, one

NOBODY = 65534


def test_open_makes_the_file_and_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "news.db"
    with Database.open(path) as database:
        assert one(database, "PRAGMA application_id") == APPLICATION_ID
        assert one(database, "PRAGMA journal_mode") == "wal"
        assert one(database, "PRAGMA foreign_keys") == 1
        assert one(database, "PRAGMA synchronous") == 1
    assert [file.name for file in path.parent.iterdir()] == ["news.db"]  # the log was written back


@pytest.mark.parametrize("mask", [0o022, 0o077, 0])
def test_only_its_owner_reads_the_file(database_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        with Database.open(database_path) as database:
            add_entity(database, "The Courier")
            files = [database_path, *(database_path.with_name(f"news.db{end}") for end in ("-wal", "-shm"))]
            assert [file.stat().st_mode & 0o777 for file in files] == [0o600] * 3
    finally:
        os.umask(before)


def test_a_file_of_an_earlier_newsbot_becomes_private_once(database_path: Path) -> None:
    database_path.touch(0o644)

    Database.open(database_path).close()
    made = database_path.stat().st_mode & 0o777
    database_path.chmod(0o640)
    Database.open(database_path).close()

    assert (made, database_path.stat().st_mode & 0o777) == (0o600, 0o640)


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
        writer.table("_sqlite_migrations").insert({"migration_set": "newsbot", "name": "m999", "applied_at": ""})
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


@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o444), (0o555, 0o600), (0o755, 0o444)])
def test_a_database_that_cannot_be_written_is_read_and_copied(without_rights: Path, folder: int, file: int) -> None:
    path = without_rights / "news.db"
    with Database.open(path) as database:
        add_entity(database, "The Courier")
    path.chmod(file)
    without_rights.chmod(folder)
    try:
        with Database.open(path, to_read=True) as database:
            assert names(database) == ["The Courier"]
            with pytest.raises(DatabaseReadOnly), database.writing():
                pass
        with tempfile.TemporaryDirectory() as elsewhere:
            back_up(path, Path(elsewhere) / "copy.db")
    finally:
        without_rights.chmod(0o755)


def test_a_database_on_a_full_disk_is_read_and_copied_elsewhere(database_path: Path, tmp_path: Path) -> None:
    with Database.open(database_path) as database:
        add_entity(database, "The Courier")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))  # not even the index of the log has room
    try:
        with pytest.raises(DiskFull):
            Database.open(database_path)
        with Database.open(database_path, to_read=True) as database:
            assert names(database) == ["The Courier"]
            with pytest.raises(DatabaseReadOnly), database.writing():
                pass
        address = uri_to_read(database_path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))  # the other disk has room
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(tmp_path / "b")) as copy:
            source.backup(copy)
            assert copy.execute("SELECT name FROM entities").fetchall() == [("The Courier",)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_database_of_an_older_newsbot_that_cannot_be_written(without_rights: Path) -> None:
    path = without_rights / "news.db"
    with Database.open(path) as database, database.writing() as writer:
        writer.execute("DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM _sqlite_migrations)")
    path.chmod(0o444)
    with pytest.raises(DatabaseReadOnly, match="of an older newsbot; copy it"):
        Database.open(path, to_read=True)


def test_no_database_where_none_can_be_made(without_rights: Path) -> None:
    without_rights.chmod(0o555)
    try:
        with pytest.raises(DatabaseReadOnly):
            Database.open(without_rights / "news.db", to_read=True)
    finally:
        without_rights.chmod(0o755)


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
    program = "import sys; from pathlib import Path; from bot.store.file.database import Database\n"
    program += "input(); Database.open(Path(sys.argv[1])).close()"
    command = [sys.executable, "-W", "error", "-c", program, str(database_path)]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env=ENVIRONMENT) for _ in range(3)]
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.close()
    assert [child.wait() for child in children] == [0, 0, 0]


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_written_to_a_file_that_is_gone_or_was_replaced(database_path: Path, *, replaced: bool) -> None:
    """It would be lost with the process, and a new connection would begin an empty database under the old name."""
    with Database.open(database_path) as database:
        database.changes()
        database_path.rename(database_path.with_name("moved.db"))
        if replaced:
            database_path.touch()

        with pytest.raises(StoreError, match="removed or replaced"):
            database.changes()
        with pytest.raises(StoreError, match="removed or replaced"), database.writing():
            pass
        with pytest.raises(StoreError, match="removed or replaced"), database.reading():
            pass
        assert database_path.exists() == replaced

        database_path.with_name("moved.db").replace(database_path)
        with database.writing() as writer:
            assert writer.execute("SELECT count(*) FROM articles").fetchone() == (0,)


def test_a_database_whose_tables_are_not_those_of_its_version_is_damaged(database_path: Path) -> None:
    Database.open(database_path).close()
    with closing(sqlite3.connect(database_path)) as connection:
        connection.execute("DELETE FROM _sqlite_migrations")
        connection.commit()
    before = database_path.read_bytes()

    with pytest.raises(DatabaseDamaged, match="put the last backup"):
        Database.open(database_path)

    assert database_path.read_bytes() == before


def test_a_limit_on_the_size_of_files_is_named(database_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Database.open(database_path) as database:
        resource.setrlimit(resource.RLIMIT_FSIZE, (database_path.stat().st_size, hard))
        try:
            with pytest.raises(DiskFailed, match=r"limit on its size \(ulimit -f\)"):
                add_entity(database, "The Courier" * 100_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
