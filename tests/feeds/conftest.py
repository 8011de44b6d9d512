"""A fault server and feeds with a movable clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.fault_server import FaultServer
from tests.support.newsfeed import Services


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer() as running:
        yield running


@pytest.fixture
def services(database_path: Path) -> Iterator[Services]:
    made = Services(database_path)
    yield made
    made.database.close()
