"""Every implementation of the archive, to be held to the same contract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.archive import Archive
from bot.store.archive.archive import SqliteArchive
from bot.store.file.database import Database
from tests.support.opensearch import OpenSearchNode, following_archive


@pytest.fixture
def sqlite_archive(database: Database) -> Archive:
    """An empty archive in SQLite."""
    return SqliteArchive(database)


@pytest.fixture
def opensearch_archive(database: Database, opensearch: OpenSearchNode, prefix: str) -> Iterator[Archive]:
    """An empty archive in OpenSearch; what is added is carried over before anything is read."""
    with closing(following_archive(database, opensearch.address(prefix))) as archive:
        yield archive


@pytest.fixture(params=["sqlite", "opensearch"])
def archive(request: pytest.FixtureRequest) -> Archive:
    """An empty archive of each kind."""
    found: Archive = request.getfixturevalue(f"{request.param}_archive")
    return found
