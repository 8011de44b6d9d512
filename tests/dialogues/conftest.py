"""The whole bot for dialogues: the real newsroom on a real file, the real application, HTTP on this machine.

Articles are annotated once; every test gets a copy of that file.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import articles
import pytest

from bot.newsroom import Newsroom, open_newsroom
from handlers import connecting
from handlers.application import build_application
from handlers.delivery import Courier
from handlers.desk import TelegramApplication
from handlers.localchat.client import LocalUser
from handlers.localchat.server import LocalServer
from handlers.sending import Sender


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        """As timedelta takes it."""
        self.now += timedelta(**amount)


@dataclass
class Room:
    """Everything that a dialogue needs."""

    newsroom: Newsroom
    server: LocalServer
    app: TelegramApplication
    clock: Clock
    sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        self.sender = Sender(self.app.bot)

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        """The delivery loop, while the body runs."""
        stop = asyncio.Event()
        courier = Courier(self.newsroom, self.sender, self.clock, pause=0.02)
        running = asyncio.create_task(courier.run(stop))
        try:
            yield
        finally:
            stop.set()
            await running


async def until(met: Callable[[], bool]) -> None:
    """Wait for something that another task does."""
    async with asyncio.timeout(20):
        while not met():  # noqa: ASYNC110 - it shows only in the server's records
            await asyncio.sleep(0.01)


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


@asynccontextmanager
async def running(newsroom: Newsroom, clock: Clock) -> AsyncIterator[Room]:
    """The bot, running, at a local server without limits of pace."""
    async with LocalServer(clock=clock, pace=None) as server:
        app = build_application(newsroom, token=server.token, base_url=server.base_url, clock=clock)
        async with app, connecting.running(app, connecting.Ending(asyncio.Event())):
            server.settled = app.update_queue.join
            yield Room(newsroom, server, app, clock)


@pytest.fixture
async def room(newsroom: Newsroom, clock: Clock) -> AsyncIterator[Room]:
    async with running(newsroom, clock) as opened:
        yield opened


@pytest.fixture
def asha(room: Room) -> LocalUser:
    return room.server.user("Asha")


@pytest.fixture
def ben(room: Room) -> LocalUser:
    return room.server.user("Ben")
