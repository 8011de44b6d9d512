"""Online backups of the database, and restoring one.

A copy is written next to its target and renamed once complete, so a file under the target's name is always whole. Who
writes it holds a lock on it, so what a killed process left is told from what another one is writing.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import sqlite_utils

from bot.errors import DatabaseDamaged, DatabaseLocked, DatabaseReadOnly, NotOurDatabase, StoreError
from bot.store.base.errors import DAMAGED, fixable_errors
from bot.store.file.database_file import OWNER_ONLY, lost_tables, refuse_newer, uri_to_read
from bot.store.schema.migrations import APPLICATION_ID

STEP = 2_000  # pages (of 4 kB) copied per step; the source can be written to between steps
_UNFINISHED = ".newsbot.tmp"  # at the end of the names of copies that are being written
_BEGUN = 5.0  # seconds within which it may not be locked yet
_ABANDONED = 3600.0  # seconds without a write after which one counts as abandoned where files cannot be locked
_SIDE_FILES = ("-wal", "-shm", "-journal")  # https://www.sqlite.org/tempfiles.html


def back_up(database: Path, target: Path, *, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Copy a snapshot of ``database`` to the new file ``target``, readable by its owner only; return its size in bytes.

    The database may be read and written meanwhile. ``progress`` receives the pages copied so far and their total.
    Raises StoreError, also if ``target`` already exists or ``database`` does not.
    """
    if not database.is_file():
        raise StoreError(f"There is no database at {database}.")
    if target.exists():
        raise StoreError(f"{target} exists already; name a new file for the backup.")
    with _completed(target) as unfinished:
        _copy(database, unfinished, progress)
        check(unfinished, name=database)
    return target.stat().st_size


def restore(
    backup: Path, database: Path, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> Path | None:
    """Replace ``database`` by a copy of ``backup``; return the name under which the old file is kept.

    Returns None if there was no old file. Raises StoreError if ``backup`` is missing, damaged, not a newsbot database,
    one of a newer newsbot or ``database`` itself, and DatabaseLocked if ``database`` is in use; in either case nothing
    is changed.
    """
    if not backup.is_file():
        raise StoreError(f"{backup} is no file; name one that newsbot backup made.")
    database = database.resolve()  # a link stays, and what it leads to is replaced
    if database.exists() and not database.is_file():
        raise NotOurDatabase(f"{database} is a folder or device, not a newsbot database; name a file.")
    if database.exists() and backup.samefile(database):
        raise StoreError(f"{backup} is the database itself; name a backup of it.")
    try:
        check(backup, newer=False)
    except NotOurDatabase as error:  # whose advice is about the database, as is the next one's
        raise NotOurDatabase(f"{backup} is not a newsbot database; name a file that newsbot backup made.") from error
    except DatabaseDamaged as error:
        raise DatabaseDamaged(f"{backup} is damaged; name another backup. {database} is as it was.") from error
    with _completed(database, replace=True) as unfinished:
        _copy(backup, unfinished, progress)
        check(unfinished, name=backup)
        return _set_aside(database) if database.exists() else None


@contextmanager
def _completed(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A temporary file next to ``target``, renamed to it if the block succeeds and removed otherwise."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}{_UNFINISHED}")
    with ExitStack() as held:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.touch(mode=OWNER_ONLY)
            held.callback(os.close, _locked(unfinished))
            _clear_away(target.parent, younger=unfinished)
        except OSError as error:
            raise DatabaseReadOnly(f"{target.parent} cannot be written; check its permissions.") from error
        try:
            yield unfinished
            if not replace and target.exists():
                raise StoreError(f"{target} exists already; name a new file for the backup.")
            unfinished.replace(target)
        finally:
            for leftover in (unfinished, *_side_files(unfinished)):
                leftover.unlink(missing_ok=True)


def _locked(unfinished: Path) -> int:
    """A descriptor of the file that holds a lock on it, until it is closed or the process ends."""
    descriptor = os.open(unfinished, os.O_RDONLY | os.O_CLOEXEC)
    with suppress(OSError):  # some network file systems have no locks
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def _clear_away(folder: Path, *, younger: Path) -> None:
    """Remove copies left by processes that were killed, whatever their target was."""
    for leftover in folder.glob(f".*{_UNFINISHED}"):
        with suppress(FileNotFoundError):  # another process is removing them too
            if leftover != younger and _is_abandoned(leftover, younger):
                for path in (leftover, *_side_files(leftover)):
                    path.unlink(missing_ok=True)


def _is_abandoned(unfinished: Path, younger: Path) -> bool:
    """Whether nobody writes a copy any more. Ages are compared by the file system's own clock."""
    age = younger.stat().st_mtime - unfinished.stat().st_mtime
    descriptor = os.open(unfinished, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return age > _ABANDONED
    else:
        return age > _BEGUN
    finally:
        os.close(descriptor)


def _copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    with fixable_errors(), _opened(source) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=STEP, progress=lambda _status, left, total: progress(total - left, total))
        new.execute("PRAGMA journal_mode = DELETE").fetchone()  # a single file, without a log next to it


def check(path: Path, *, newer: bool = True, name: Path | None = None) -> None:
    """Read the whole file once. ``name``: the file that errors name, if it is another: that of which it is a copy.

    Raises NotOurDatabase for a foreign file and StoreError for a damaged one; without ``newer`` also for one of a newer
    newsbot, which this one could not open.
    """
    with fixable_errors(), _opened(path) as connection:
        [application_id] = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise NotOurDatabase(f"{name or path} is not a newsbot database.")
        [found] = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise DatabaseDamaged(DAMAGED.format(path=name or path, damage=str(found).splitlines()[-1].rstrip(".")))
        database = sqlite_utils.Database(connection, execute_plugins=False)
        if lost := lost_tables(database):
            raise DatabaseDamaged(DAMAGED.format(path=name or path, damage=f"it has no table {min(lost)}"))
        if not newer:
            refuse_newer(database)


def _set_aside(database: Path) -> Path:
    """Give a database that is not in use a second name, its write-ahead log merged into it first.

    Where the file system has hard links, its own name is kept as well, so that a killed process never leaves that name
    without a file. Raises DatabaseLocked.
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
    except OSError:  # FAT and some network file systems have no hard links
        database.rename(kept)
    for leftover in _side_files(database):
        with suppress(FileNotFoundError):
            leftover.unlink()
    return kept


def _free_name(database: Path) -> Path:
    plain = database.with_name(f"{database.name}.before-restore")
    numbered = (plain.with_name(f"{plain.name}-{number}") for number in range(2, 1_000))
    return next(name for name in (plain, *numbered) if not name.exists())


def _side_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in _SIDE_FILES]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection. It is not ``immutable``, so that a write-ahead log next to the file is read too."""
    with closing(sqlite3.connect(uri_to_read(path), uri=True)) as connection:
        yield connection
