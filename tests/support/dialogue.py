"""Shared code of the dialogues over HTTP: clock, running bot, waiting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.newsroom import Newsroom
from handlers.application import build_application
from handlers.options import BotOptions
from handlers.transport import connection
from handlers.transport.delivery import Courier
from handlers.transport.ending import Ending
from handlers.transport.pace import UNPACED
from handlers.transport.rate_limit import RateLimit
from handlers.transport.sender import Sender
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.webhook import Webhook
from tests.support.ports import free_port
from tests.support.telegram_user import PeopledServer


@dataclass
class Clock:
    """A clock that only moves when told to."""

    now: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        """Move the clock; takes the arguments of timedelta."""
        self.now += timedelta(**amount)


@dataclass
class Room:
    """Everything a dialogue needs."""

    newsroom: Newsroom
    server: PeopledServer
    app: TelegramApplication
    clock: Clock
    sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        self.sender = Sender(self.app.bot, RateLimit(UNPACED))

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[Courier]:
        """Run the delivery loop during the block."""
        stop = asyncio.Event()
        courier = Courier(self.newsroom, self.sender, self.clock, pause=0.02)
        running = asyncio.create_task(courier.run(stop))
        try:
            yield courier
        finally:
            stop.set()
            await running


async def until(met: Callable[[], bool], patience: float = 120) -> None:
    """Wait for a condition that another task fulfils, at most ``patience`` seconds."""
    async with asyncio.timeout(patience):
        while not met():  # noqa: ASYNC110 - it shows only in the server's records
            await asyncio.sleep(0.01)


@asynccontextmanager
async def running(
    newsroom: Newsroom,
    clock: Clock,
    admins: frozenset[int] = frozenset(),
    starters: Mapping[str, bytes] | None = None,
    *,
    listed: bool = False,
    by_webhook: bool = False,
    private_topics: bool = False,
) -> AsyncIterator[Room]:
    """Run the bot with a local server without rate limits.

    ``by_webhook``: whether the server calls it; ``private_topics``: whether it may open topics in private chats.
    """
    async with PeopledServer(clock=clock, pace=None) as server:
        server.backend.state.private_topics = private_topics
        options = BotOptions(
            token=server.token,
            base_url=server.base_url,
            admins=admins,
            clock=clock,
            rates=UNPACED,
            starters=starters or {},
            listed=listed,
        )
        app = build_application(newsroom, options)
        webhook = Webhook(f"http://127.0.0.1:{port}/hook", port) if by_webhook and (port := free_port()) else None
        async with app, connection.running(app, Ending(asyncio.Event()), newsroom.inbox, clock, webhook=webhook):
            server.settled = app.update_queue.join
            yield Room(newsroom, server, app, clock)
