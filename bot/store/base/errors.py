"""Turn sqlite3 errors that a person can fix into StoreErrors. Programming errors pass through unchanged."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFailed,
    DiskFull,
    NotOurDatabase,
    StoreError,
)

#: Primary result codes, https://www.sqlite.org/rescode.html
_FIXABLE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_PROTOCOL: DatabaseLocked,  # lost the race for the WAL's locks too often
    sqlite3.SQLITE_NOTADB: NotOurDatabase,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_CANTOPEN: DatabaseReadOnly,
    sqlite3.SQLITE_PERM: DatabaseReadOnly,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskFailed,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
}
#: What to do about a damaged file, with its path and what is wrong with it.
DAMAGED = (
    "{path} is damaged ({damage}). Stop newsbot, then put the last backup in its place: newsbot restore FILE. "
    "Without a backup, docs/operation.md says what can be saved."
)
#: Extended codes that mean something else than their primary one.
_EXTENDED: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,  # not a byte is left for the index of the write-ahead log
}
_LIMITED = (
    "The database could not be read or written: a file may have reached the limit on its size (ulimit -f), "
    "or the disk failed; raise the limit or check the disk, then try again."
)
_MISSING = "no such table"  # all were there when the file was opened or migrated: somebody dropped one
_UNDECODABLE = "Could not decode to UTF-8"  # a text that newsbot did not write so
_PRIMARY = 0xFF  # extended result codes carry the primary one in their lowest byte


@contextmanager
def fixable_errors(*, query_only: bool = False) -> Iterator[None]:
    """Raise the StoreError that corresponds to a sqlite3 error in the block, if a person can fix it.

    ``query_only``: the connection itself refuses writes, so "read-only" is a programming error and passes through.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes the damaged schema in what it says
        raise DatabaseDamaged from error
    except sqlite3.Error as error:
        wrapped = _store_error(error, query_only)
        if wrapped is None:
            raise
        raise wrapped from error


def is_damage(error: BaseException) -> bool:
    """Whether SQLite met a page or an index that is not what it should be."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_CORRUPT


def _store_error(error: sqlite3.Error, query_only: bool) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", 0)
    if str(error).startswith((_MISSING, _UNDECODABLE)):
        return DatabaseDamaged()
    if query_only and code == sqlite3.SQLITE_READONLY:
        return None
    found = _EXTENDED.get(code) or _FIXABLE.get(code & _PRIMARY)
    if found is DiskFailed and _is_limited():
        return DiskFailed(_LIMITED)
    return found() if found else None


def _is_limited() -> bool:
    """Whether files of this process may only grow to a size: SQLite does not tell that limit from a fault."""
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
