"""Fixtures for all tests; the environment's own newsbot settings are out of the way before anything runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest

from bot.store.file.database import Database
from tests.support import opensearch as support

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


def pytest_configure(config: pytest.Config) -> None:
    """The process that leads the session says where all of them meet. No test is timed: the machine may be busy."""
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
    if not hasattr(config, "workerinput"):
        os.environ[support.STATE] = tempfile.mkdtemp(prefix="newsbot-opensearch-")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End what the session's processes shared."""
    if not hasattr(session.config, "workerinput"):
        support.end_shared_node(Path(os.environ[support.STATE]))


@pytest.fixture(scope="session")
def opensearch() -> support.OpenSearchNode:
    """A real OpenSearch, one for all tests of the session."""
    if reason := support.missing():
        pytest.skip(reason)
    return support.shared_node(Path(os.environ[support.STATE]))


@pytest.fixture
def prefix(opensearch: support.OpenSearchNode) -> Iterator[str]:
    """A prefix of indices that no other test has; they are gone afterwards."""
    name = f"test-{uuid4().hex[:12]}"
    yield name
    support.remove_indices([opensearch.address(name)])
