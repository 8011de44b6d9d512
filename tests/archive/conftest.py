"""Every implementation of the archive, to be held to the same contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.archive import Archive
from bot.store.archive import SqliteArchive
from bot.store.database import Database


@pytest.fixture(params=["sqlite"])
def archive(database_path: Path) -> Iterator[Archive]:
    """An empty archive of each kind."""
    with Database.open(database_path) as database:
        yield SqliteArchive(database)
