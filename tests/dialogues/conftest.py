"""Fixtures of the dialogues: a filled database, the running bot, two people."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, open_newsroom
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock, Room, running
from tests.support.fault_server import FaultServer
from tests.support.telegram_user import LocalUser


@pytest.fixture(scope="session")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all articles of the dialogues."""
    path = tmp_path_factory.mktemp("dialogues") / "news.db"
    with closing(open_newsroom(path, clock=Clock())) as newsroom:
        for _ in newsroom.add_many(articles.ALL):
            pass
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def newsroom(annotated: Path, tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    path = tmp_path / "news.db"
    shutil.copy(annotated, path)
    with closing(open_newsroom(path, clock=clock)) as opened:
        yield opened


@pytest.fixture
def fetching_newsroom(database_path: Path, clock: Clock) -> Iterator[Newsroom]:
    """An empty newsroom that may fetch from loopback."""
    tuning = Tuning(allow_hosts=frozenset({"127.0.0.1"}))
    with closing(open_newsroom(database_path, tuning, clock=clock)) as opened:
        yield opened


@pytest.fixture
async def feed_server() -> AsyncIterator[FaultServer]:
    async with FaultServer() as running_server:
        yield running_server


@pytest.fixture(params=["polling", "webhook"])
def by_webhook(request: pytest.FixtureRequest) -> bool:
    """Every dialogue is held twice: the bot asks for updates, or is called with them."""
    return bool(request.param == "webhook")


@pytest.fixture
async def room(newsroom: Newsroom, clock: Clock, by_webhook: bool) -> AsyncIterator[Room]:
    async with running(newsroom, clock, by_webhook=by_webhook) as opened:
        yield opened


@pytest.fixture
def asha(room: Room) -> LocalUser:
    return room.server.user("Asha")


@pytest.fixture
def ben(room: Room) -> LocalUser:
    return room.server.user("Ben")
