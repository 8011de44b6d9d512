"""Checkpoints happen beside the writer, some time after a commit, and end with the database."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.base.checkpoints import Checkpoints


def logged(path: Path) -> sqlite3.Connection:
    """A database whose writer does no checkpoints; its main file holds no table until somebody does one."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY)")
    return connection


def wait() -> None:
    for thread in threading.enumerate():
        if thread.name == "checkpoint":
            thread.join()


def test_a_commit_is_followed_by_one(tmp_path: Path) -> None:
    writer = logged(tmp_path / "some.db")
    before = (tmp_path / "some.db").read_bytes()
    checkpoints = Checkpoints(lambda: sqlite3.connect(tmp_path / "some.db"), pause=0.01)

    checkpoints.soon()
    wait()

    assert b"CREATE TABLE articles" in (tmp_path / "some.db").read_bytes()
    assert b"CREATE TABLE articles" not in before
    writer.close()


def test_none_starts_once_closed(tmp_path: Path) -> None:
    opened: list[int] = []

    def connect() -> sqlite3.Connection:
        opened.append(1)
        return sqlite3.connect(tmp_path / "some.db")

    checkpoints = Checkpoints(connect, pause=60)
    checkpoints.soon()
    checkpoints.close()
    checkpoints.soon()
    wait()

    assert opened == []


@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk I/O error"), StoreError("the file is gone")])
def test_one_that_fails_is_left_to_the_next(tmp_path: Path, error: Exception) -> None:
    def connect() -> sqlite3.Connection:
        raise error

    checkpoints = Checkpoints(connect, pause=0.01)
    checkpoints.soon()
    wait()
    checkpoints.close()
