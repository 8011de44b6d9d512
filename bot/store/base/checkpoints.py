"""Checkpoints in a thread of their own: the write-ahead log is copied into the database file while nobody waits.

Left to itself, SQLite checkpoints within every tenth or so commit, which then takes tens of milliseconds longer.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress

from bot.errors import StoreError

PAUSE = 0.25  # seconds to wait for further commits before a checkpoint


class Checkpoints:
    """Runs at most one checkpoint thread, started by a commit.

    It ends when no commit has followed its last checkpoint.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], pause: float = PAUSE) -> None:
        self._connect = connect
        self._pause = pause
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._wanted = False
        self._closed = threading.Event()

    def soon(self) -> None:
        """Schedule a checkpoint. To be called after each commit."""
        with self._lock:
            self._wanted = True
            if self._thread is None and not self._closed.is_set():
                self._thread = threading.Thread(target=self._run, name="checkpoint", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Wait for a running checkpoint and start no further ones."""
        self._closed.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while self._is_wanted():
            self._checkpoint()

    def _is_wanted(self) -> bool:
        """Wait for the pause. False ends the thread: nothing was committed since the last checkpoint."""
        closed = self._closed.wait(self._pause)
        with self._lock:
            wanted, self._wanted = self._wanted and not closed, False
            if not wanted:
                self._thread = None
            return wanted

    def _checkpoint(self) -> None:
        with suppress(sqlite3.Error, StoreError), closing(self._connect()) as connection:  # locked, full: the next will
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
