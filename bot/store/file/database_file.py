"""Check and prepare a database file: accessible, created by newsbot, up to date, readable by its owner only."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeAlias

import sqlite_utils

from bot.errors import DatabaseDamaged, DatabaseReadOnly, NotOurDatabase, StoreError
from bot.store.schema.migrations import APPLICATION_ID, migrations

OWNER_ONLY = 0o600
FileIdentity: TypeAlias = tuple[int, int]  #: device and inode
_PRIMARY = 0xFF  # of a result code, without what extends it
#: What SQLite says where it cannot write the index of the log.
_UNWRITABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
#: A migration that fails found the tables of another version than the file says it has.
_OTHER_TABLES = (
    "The database is damaged: its tables are not those of its version ({error}). Stop newsbot, then put the last "
    "backup in its place: newsbot restore FILE."
)
_WAL_PAUSE = 0.01  # seconds between two attempts to switch to WAL


def prepare_path(path: Path) -> None:
    """Create the parent folders of ``path``. Raises StoreError if a database cannot be opened or created there."""
    if str(path) == ":memory:":
        raise StoreError("The database must be a file, because several threads and processes share it; name one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        exists = path.exists()
    except OSError as error:
        raise DatabaseReadOnly from error
    if exists and not path.is_file():
        raise NotOurDatabase(f"{path} is a folder or device, not a newsbot database; name a file.")
    if not os.access(path.parent, os.W_OK | os.X_OK) or (exists and not os.access(path, os.R_OK | os.W_OK)):
        raise DatabaseReadOnly


def uri_to_read(path: Path) -> str:
    """The address under which SQLite reads the database without writing to it, for ``sqlite3.connect(..., uri=True)``.

    SQLite normally writes an index of the write-ahead log next to the file. Where it cannot, as on a read-only file
    system or a full disk, and no log is left to be read, nobody else uses the file, and it is read without one.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    log = path.with_name(path.name + "-wal")
    try:
        with closing(sqlite3.connect(address, uri=True)) as probe:
            probe.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        unwritable = error.sqlite_errorcode & _PRIMARY in _UNWRITABLE
        if unwritable and not (log.exists() and log.stat().st_size):
            return address + "&immutable=1"
    except sqlite3.DatabaseError:
        pass  # it will be met again, and said, where the file is read
    return address


def identity_of(path: Path) -> FileIdentity | None:
    """What tells the file from another one that takes its name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make_private(path: Path) -> None:
    """Restrict the file to its owner, because it holds what people ask and follow.

    Done when a file is created or migrated from an older version. Permissions granted later are taken as intended
    (``newsbot doctor`` reports them).
    """
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        with suppress(OSError):  # missing, or owned by somebody else
            file.chmod(OWNER_ONLY)


def adopt(writer: sqlite_utils.Database) -> bool:
    """Check that the file is ours or blank and migrate it in one transaction; return whether anything was to be done.

    Raises NotOurDatabase, and StoreError for a database of a newer newsbot.
    """
    if _is_ours(writer) and not migrations.pending(writer):
        return False
    writer.execute("BEGIN IMMEDIATE")
    try:
        if not _is_ours(writer):  # checked again: another process may have been first
            writer.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(writer)
        writer.execute("COMMIT")
    except BaseException as error:
        writer.rollback()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise DatabaseDamaged(_OTHER_TABLES.format(error=error)) from error
        raise
    return True


def _is_ours(writer: sqlite_utils.Database) -> bool:
    """Whether newsbot created the file; False for a blank one.

    Raises NotOurDatabase for a foreign file and StoreError for one of a newer newsbot.
    """
    (application_id,) = writer.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        (tables,) = writer.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application_id or tables:
            raise NotOurDatabase
        return False
    refuse_newer(writer)
    return True


def require_current(reader: sqlite_utils.Database) -> None:
    """Check that a file that cannot be written is ours and up to date. Only reads.

    Raises NotOurDatabase, and StoreError for a database of another version of newsbot.
    """
    if not _is_ours(reader):
        raise NotOurDatabase
    if migrations.pending(reader):
        raise DatabaseReadOnly(
            "The database is of an older newsbot; copy it to where it can be written, then try again."
        )


def refuse_newer(database: sqlite_utils.Database) -> None:
    """Raise StoreError for a database of a newer newsbot. Only reads."""
    if unknown := {migration.name for migration in migrations.applied(database)} - _known_migrations():
        raise StoreError(f"The database was made by a newer newsbot ({min(unknown)}); update newsbot.")


def lost_tables(database: sqlite_utils.Database) -> set[str]:
    """Tables that the migrations of an up-to-date database made and that it lacks. Only reads.

    Of one with tables the record of its migrations, without which nobody knows its version.
    """
    if not migrations.applied(database):
        return {migrations.migrations_table} if database.table_names() else set()
    if migrations.pending(database):
        return set()
    with sqlite_utils.Database(memory=True, execute_plugins=False) as blank:
        migrations.apply(blank)
        return {*blank.table_names()} - {*database.table_names()}


def _known_migrations() -> set[str]:
    with sqlite_utils.Database(memory=True, execute_plugins=False) as blank:
        return {migration.name for migration in migrations.pending(blank)}


def switch_to_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Turn on write-ahead logging, retrying for ``patience`` seconds. Raises sqlite3.OperationalError.

    Two processes creating the same file collide here, and SQLite does not wait by itself.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(_WAL_PAUSE)
