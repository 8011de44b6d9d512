"""What the tests of the local server share: a clock, a server, python-telegram-bot on it, and its raw answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from handlers.localchat.server import LocalServer
from handlers.transport.bot import RawUpdatesBot
from tests.support.telegram_user import LocalUser, PeopledServer

Json = dict[str, Any]
App = Application[Any, Any, Any, Any, Any, Any]

#: reading certificates would take most of a test's time, and nothing here is encrypted
PLAIN = {"verify": False}


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2024, 7, 10, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def new_bot(server: LocalServer, *, patience: float = 5.0) -> RawUpdatesBot:
    """A bot on the local server that waits so many seconds for an answer, with the library's own requests."""
    return RawUpdatesBot(
        server.token,
        base_url=server.base_url,
        base_file_url=server.base_file_url,
        request=HTTPXRequest(read_timeout=patience, httpx_kwargs=PLAIN),
        get_updates_request=HTTPXRequest(httpx_kwargs=PLAIN),
    )


@asynccontextmanager
async def running(server: PeopledServer, *register: Callable[[App], None]) -> AsyncIterator[None]:
    """A polling application with handlers, as ``run_polling`` would run it."""
    application = ApplicationBuilder().bot(new_bot(server)).build()
    for function in register:
        function(application)
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        server.settled = application.update_queue.join
        yield
        await application.updater.stop()
        await application.stop()


async def ask(server: LocalServer, method: str, params: Json | None = None) -> Json:
    """The server's own words: python-telegram-bot changes the texts of errors."""
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{server.base_url}{server.token}/{method}", json=params or {})
    assert answer.status_code == answer.json().get("error_code", 200)
    return dict(answer.json())


def keyboard(*rows: list[Json]) -> Json:
    """An argument ``reply_markup`` with rows of buttons."""
    return {"reply_markup": {"inline_keyboard": list(rows)}}


def one(**fields: Any) -> Json:
    """An argument ``reply_markup`` with one button."""
    return keyboard([{"text": "x", **fields}])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[PeopledServer]:
    async with PeopledServer(clock=clock, pace=None) as server:
        yield server


@pytest.fixture
async def bot(server: PeopledServer) -> AsyncIterator[RawUpdatesBot]:
    async with new_bot(server) as bot:
        yield bot


@pytest.fixture
async def asha(server: PeopledServer) -> LocalUser:
    """Somebody who has written to the bot."""
    user = server.user("Asha")
    server.backend.state.chats[user.id].started = True
    return user
