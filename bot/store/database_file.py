"""A database file as it is found: whether it can be opened, is ours, is up to date, and nobody else's to read."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

import sqlite_utils

from bot.errors import DatabaseReadOnly, NotOurDatabase, StoreError
from bot.store.migrations import APPLICATION_ID, migrations

OWNER_ONLY = 0o600
_WAL_PAUSE = 0.01  # seconds between two tries to switch to WAL


def prepare_path(path: Path) -> None:
    """Make the parents of ``path``. Raises StoreError where no database can be or be made."""
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


def make_private(path: Path) -> None:
    """Nobody but its owner reads what people asked and follow. Done when a file is made or taken over from an older
    version: rights that somebody gives it afterwards are meant (``newsbot doctor`` names them)."""
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        with suppress(OSError):  # not there, or somebody else's
            file.chmod(OWNER_ONLY)


def adopt(writer: sqlite_utils.Database) -> bool:
    """Check that the file is ours or blank, and bring its schema up to date in one transaction; whether it was not.

    Raises NotOurDatabase, StoreError for a database of a newer newsbot.
    """
    if _is_ours(writer) and not migrations.pending(writer):
        return False
    writer.execute("BEGIN IMMEDIATE")
    try:
        if not _is_ours(writer):  # asked again: another process may have been first
            writer.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(writer)
        writer.execute("COMMIT")
    except BaseException:
        writer.rollback()
        raise
    return True


def _is_ours(writer: sqlite_utils.Database) -> bool:
    """False for a blank file; raises NotOurDatabase for a foreign one, StoreError for one of a newer newsbot."""
    (application_id,) = writer.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        (tables,) = writer.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application_id or tables:
            raise NotOurDatabase
        return False
    if unknown := {migration.name for migration in migrations.applied(writer)} - _known_migrations():
        raise StoreError(f"The database was made by a newer newsbot ({min(unknown)}); update newsbot.")
    return True


def _known_migrations() -> set[str]:
    with sqlite_utils.Database(memory=True, execute_plugins=False) as blank:
        return {migration.name for migration in migrations.pending(blank)}


def switch_to_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Turn on write-ahead logging. Two processes that create one file meet here, and SQLite does not wait by itself.

    ``patience``: seconds. Raises sqlite3.OperationalError.
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
