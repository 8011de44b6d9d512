"""Copies of the database: made while it is used, and put back whole.

A copy is written beside its goal and renamed when it is complete, so that a name never holds half a database.
"""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bot.errors import DatabaseLocked, DatabaseReadOnly, NotOurDatabase, StoreError
from bot.store.database_file import OWNER_ONLY
from bot.store.errors import fixable_errors
from bot.store.migrations import APPLICATION_ID

STEP = 2_000  # pages (of 4 kB) copied between two looks at the progress; the source can be written in between
_ABANDONED = 3600.0  # seconds; a copy that is being made is written to every few moments
_SIDE_FILES = ("-wal", "-shm", "-journal")  # https://www.sqlite.org/tempfiles.html


def back_up(database: Path, target: Path, *, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Copy ``database`` as it is at one moment to the new file ``target``, readable by its owner; its bytes.

    ``progress`` is told pages done and in all. The database may be read and written meanwhile.
    Raises StoreError, also where ``target`` exists already or ``database`` does not.
    """
    if not database.is_file():
        raise StoreError(f"There is no database at {database}.")
    if target.exists():
        raise StoreError(f"{target} exists already; name a new file for the backup.")
    with _completed(target) as unfinished:
        _copy(database, unfinished, progress)
        check(unfinished)
    return target.stat().st_size


def restore(
    backup: Path, database: Path, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> Path | None:
    """Put a copy of ``backup`` in the place of ``database``; what stood there is kept under the returned name.

    Raises StoreError where ``backup`` is missing, damaged or no database of newsbot, and DatabaseLocked where the
    database is in use: nothing is changed then.
    """
    if not backup.is_file():
        raise StoreError(f"There is no file {backup}.")
    check(backup)
    with _completed(database, replace=True) as unfinished:
        _copy(backup, unfinished, progress)
        check(unfinished)
        return _set_aside(database) if database.exists() else None


@contextmanager
def _completed(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A file beside ``target`` that takes its name when the block ends well, and goes otherwise."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=OWNER_ONLY)
        _clear_away(target, younger=unfinished)
    except OSError as error:
        raise DatabaseReadOnly(f"{target.parent} cannot be written; check its permissions.") from error
    try:
        yield unfinished
        if not replace and target.exists():
            raise StoreError(f"{target} exists already; name a new file for the backup.")
        unfinished.replace(target)
    finally:
        for leftover in (unfinished, *_beside(unfinished)):
            leftover.unlink(missing_ok=True)


def _clear_away(target: Path, *, younger: Path) -> None:
    """Remove what copies left whose process was killed, by the clock of the files themselves."""
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.*.tmp*"):
        with suppress(FileNotFoundError):  # another process clears away too
            if younger.stat().st_mtime - leftover.stat().st_mtime > _ABANDONED:
                leftover.unlink()


def _copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    with fixable_errors(), _opened(source) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=STEP, progress=lambda _status, left, total: progress(total - left, total))
        new.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file, without a log beside it


def check(path: Path) -> None:
    """Read the whole file once. Raises NotOurDatabase, StoreError for a damaged one."""
    with fixable_errors(), _opened(path) as connection:
        [application_id] = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise NotOurDatabase(f"{path} is not a newsbot database.")
        [found] = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise StoreError(f"{path} is damaged: {found}.")


def _set_aside(database: Path) -> Path:
    """Give a database that nobody uses a second name, its log written into it before.

    Its own name is kept too where the disk has links, so that killing the process never leaves nothing under it.
    """
    with fixable_errors(), closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError as error:
            raise DatabaseLocked(f"{database} is in use; stop newsbot, then restore again.") from error
    kept = _free_name(database)
    try:
        os.link(database, kept)
    except OSError:  # FAT and some network disks have none
        database.rename(kept)
    for leftover in _beside(database):
        with suppress(FileNotFoundError):
            leftover.unlink()
    return kept


def _free_name(database: Path) -> Path:
    plain = database.with_name(f"{database.name}.before-restore")
    numbered = (plain.with_name(f"{plain.name}-{number}") for number in range(2, 1_000))
    return next(name for name in (plain, *numbered) if not name.exists())


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in _SIDE_FILES]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """For reading; not ``immutable``, so that a log beside it counts."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection
