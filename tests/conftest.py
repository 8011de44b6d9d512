"""Fixtures for all tests; the environment's own newsbot settings are out of the way before anything runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.database import Database

for variable in [name for name in os.environ if name.startswith("NEWSBOT_")]:
    del os.environ[variable]


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    """Where a database may be made; nothing is there yet."""
    return tmp_path / "news.db"


@pytest.fixture
def database(database_path: Path) -> Iterator[Database]:
    """An empty database file, migrated."""
    with Database.open(database_path) as opened:
        yield opened
