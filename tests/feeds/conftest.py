"""A fault server and a desk with a movable clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.fault_server import FaultServer
from tests.support.newsfeed import Desk


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer() as running:
        yield running


@pytest.fixture
def desk(database_path: Path) -> Iterator[Desk]:
    made = Desk(database_path)
    yield made
    made.database.close()
