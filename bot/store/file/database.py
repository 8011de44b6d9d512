"""The database file: opening, migrating, reading from many threads, writing from one at a time.

    Database.open(path) -> created or migrated, ours (application_id), WAL
    reading()           -> a query-only connection from a pool, one snapshot for the block
    writing()           -> the writer connection, one BEGIN IMMEDIATE transaction for the block

A connection must not cross a fork: each process opens its own Database.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType

import sqlite_utils

from bot.errors import DatabaseLocked, DatabaseReadOnly, DatabaseReplaced, DiskFull
from bot.store.base.checkpoints import Checkpoints
from bot.store.base.errors import fixable_errors, is_damage
from bot.store.base.fair_lock import FairLock
from bot.store.base.patience import waiting
from bot.store.file.condition import Condition
from bot.store.file.database_file import (
    FileIdentity,
    adopt,
    identity_of,
    make_private,
    prepare_path,
    require_current,
    switch_to_wal,
    uri_to_read,
)
from bot.store.file.snapshot import Snapshot

BUSY_TIMEOUT = 30.0  # seconds a statement waits for another process's transaction
MMAP_SIZE = 1 << 30  # bytes; saves a third of the CPU time of full-text search beyond a million sentences
WAL_LIMIT = 64 << 20  # size in bytes to which the write-ahead log is cut after a checkpoint
WAL_PAGES = 8_000  # log pages at which a commit checkpoints by itself, because the checkpoint thread lags behind
IDLE_READERS = 16  # connections kept open for later threads
#: The type that ``writing()`` yields, a sqlite-utils database inside a transaction; for rooms that only pass it on.
Writer = sqlite_utils.Database


class Database:
    """One newsbot database file, opened by ``Database.open``. Thread-safe."""

    def __init__(self, path: Path, busy_timeout: float, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._busy_timeout = busy_timeout
        self._turn = FairLock()  # held while writing
        self._turn_owner: int | None = None
        self._writer: sqlite_utils.Database | None = None
        self._idle: list[Snapshot] = []
        self._idle_lock = threading.Lock()
        self._here = threading.local()  # .reader: this thread's connection inside reading()
        self._closed = False
        self._watching = threading.Lock()
        self._watcher: sqlite3.Connection | None = None  # a connection that sees the commits of all others
        self._checkpoints = Checkpoints(self._connect)
        self._identity: FileIdentity | None = None  # of the file that was opened
        self.condition = Condition()  #: what is known to be wrong with the file

    @classmethod
    def open(cls, path: Path, *, busy_timeout: float = BUSY_TIMEOUT, to_read: bool = False) -> Database:
        """Open ``path``, creating it and its parent folders or migrating it as needed.

        ``busy_timeout`` is how many seconds to wait for another process's lock. With ``to_read`` a file that cannot be
        written, or for whose log the disk is too full, is opened as well; ``writing()`` then raises DatabaseReadOnly.
        Raises NotOurDatabase, DatabaseLocked, DatabaseReadOnly, DiskFull or another StoreError.
        """
        try:
            return cls._open_to_write(path, busy_timeout)
        except (DatabaseReadOnly, DiskFull):
            if to_read and os.access(path, os.R_OK):
                return cls._open_to_read(path, busy_timeout)
            raise

    @classmethod
    def _open_to_write(cls, path: Path, busy_timeout: float) -> Database:
        prepare_path(path)
        database = cls(path.absolute(), busy_timeout)
        with fixable_errors():
            connection = database._connect()
            try:
                if adopt(sqlite_utils.Database(connection, execute_plugins=False)):
                    make_private(path)
                switch_to_wal(connection, busy_timeout)
            finally:
                connection.close()
        database._identity = identity_of(path)
        return database

    @classmethod
    def _open_to_read(cls, path: Path, busy_timeout: float) -> Database:
        database = cls(path.absolute(), busy_timeout, read_only=True)
        with fixable_errors(), closing(database._connect()) as connection:
            require_current(sqlite_utils.Database(connection, execute_plugins=False))
        database._identity = identity_of(path)
        return database

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """A query-only connection with ``sqlite3.Row`` rows, on one snapshot of the database for the whole block.

        Nested blocks of a thread share connection and snapshot. Inside ``writing()`` the snapshot does not include what
        the transaction has written so far; use the writer to read that. Raises StoreError for errors that a person can
        fix; other sqlite3 errors pass through.
        """
        nested = getattr(self._here, "reader", None)
        if nested is not None:
            yield nested
            return
        with self.condition.noticing(query_only=True), self._borrowed() as connection:
            yield connection

    @contextmanager
    def writing(self, *, patience: float | None = None) -> Iterator[sqlite_utils.Database]:
        """The writer inside one transaction, committed on success and rolled back on any exception. Not re-entrant.

        Waits first for other threads and then for other processes, up to ``patience`` seconds each (None: the busy
        timeout) and not beyond what ``patient_for`` allows. Give a short one where threads must not queue up behind a
        process that keeps the database locked. Raises StoreError for errors that a person can fix, and RuntimeError if
        this thread is already writing.
        """
        if self._read_only:
            raise DatabaseReadOnly
        with ExitStack() as turn, self.condition.noticing():
            with waiting(self._busy_timeout, patience) as wait:
                turn.enter_context(self._my_turn(wait))
                writer = self._opened_writer()
                self._begin(writer, wait)
            try:
                yield writer
                writer.execute("COMMIT")
            except BaseException as error:
                writer.rollback()
                if is_damage(error):
                    self._close_writer()
                raise
        self.condition.refused = ""
        self._checkpoints.soon()

    def _begin(self, writer: sqlite_utils.Database, wait: float) -> None:
        """Begin the transaction. Only this statement can meet a transaction of another process."""
        if wait == self._busy_timeout:
            writer.execute("BEGIN IMMEDIATE")
            return
        writer.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}").fetchone()
        try:
            writer.execute("BEGIN IMMEDIATE")
        finally:
            writer.execute(f"PRAGMA busy_timeout = {round(self._busy_timeout * 1000)}").fetchone()

    def changes(self) -> int:
        """A number that changes after each commit by any connection, in any process (SQLite's data_version).

        Opens no transaction and reads no table. Raises StoreError, also if the file is gone or was replaced.
        """
        with fixable_errors(), self._watching:
            self._refuse_closed()
            self._refuse_replaced()
            if self._watcher is None:
                self._watcher = self._connect()
            return int(self._watcher.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Checkpoint and close all connections, after waiting for a running transaction. Idempotent."""
        with self._my_turn():
            if self._closed:
                return
            self._closed = True
            self._checkpoints.close()
            with self._idle_lock:
                idle, self._idle = self._idle, []
            for connection in idle:
                connection.close()
            with self._watching:
                if self._watcher is not None:
                    self._watcher.close()
            self._close_writer()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _close_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is None:
            return
        try:
            with suppress(sqlite3.Error):  # another process is checkpointing, or the file was damaged meanwhile
                writer.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            writer.close()

    @contextmanager
    def _my_turn(self, patience: float = -1) -> Iterator[None]:
        """Hold the write lock. Waits ``patience`` seconds, or without limit if it is -1; raises DatabaseLocked."""
        me = threading.get_ident()
        if self._turn_owner == me:
            raise RuntimeError("writing() and close() cannot be used inside writing(): one transaction at a time")
        if not self._turn.acquire(timeout=patience):
            raise DatabaseLocked
        self._turn_owner = me
        try:
            yield
        finally:
            self._turn_owner = None
            self._turn.release()

    def _opened_writer(self) -> sqlite_utils.Database:
        self._refuse_closed()
        self._refuse_replaced()
        if self._writer is None:
            self._writer = sqlite_utils.Database(self._connect(), execute_plugins=False)
        return self._writer

    @contextmanager
    def _borrowed(self) -> Iterator[Snapshot]:
        """A reader for one thread and one snapshot, reused unless it may have kept a damaged page."""
        connection = self._take_reader()
        self._here.reader, damaged = connection, False
        try:
            connection.begin()
            yield connection
        except sqlite3.DatabaseError as error:
            damaged = is_damage(error)
            raise
        finally:
            self._here.reader = None
            if connection.in_transaction:
                connection.rollback()
            if damaged:  # it may keep the wrong page in its memory
                connection.close()
            else:
                self._give_back(connection)

    def _take_reader(self) -> Snapshot:
        with self._idle_lock:
            self._refuse_closed()
            if self._idle:
                return self._idle.pop()
        connection = self._connect()
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _give_back(self, connection: Snapshot) -> None:
        with self._idle_lock:
            if not self._closed and len(self._idle) < IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the database is closed")

    def _refuse_replaced(self) -> None:
        """Raise DatabaseReplaced for another file: what is written to the opened one is lost with this process."""
        if self._identity not in (None, identity_of(self.path)):
            raise DatabaseReplaced

    def _connect(self) -> Snapshot:
        self._refuse_replaced()
        connection = sqlite3.connect(
            uri_to_read(self.path) if self._read_only else self.path,
            uri=self._read_only,
            timeout=self._busy_timeout,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            factory=Snapshot,
        )
        try:
            for pragma in (
                "foreign_keys = ON",
                "synchronous = NORMAL",  # in WAL mode a power cut loses the last commits at most, never part of one
                "temp_store = MEMORY",
                f"mmap_size = {MMAP_SIZE}",
                f"journal_size_limit = {WAL_LIMIT}",
                f"wal_autocheckpoint = {WAL_PAGES}",
            ):
                connection.execute(f"PRAGMA {pragma}").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection
