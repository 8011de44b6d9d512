"""Shared code of the local server's tests: a clock, a server, python-telegram-bot connected to it, raw responses."""

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
from tests.support.dialogue import Clock
from tests.support.telegram_user import LocalUser, PeopledServer

Json = dict[str, Any]
App = Application[Any, Any, Any, Any, Any, Any]

#: loading certificates would take most of a test's time, and nothing is encrypted here
PLAIN = {"verify": False}


def new_bot(server: LocalServer, *, patience: float = 5.0) -> RawUpdatesBot:
    """A bot on the local server with a timeout of ``patience`` seconds and the library's own requests."""
    return RawUpdatesBot(
        server.token,
        base_url=server.base_url,
        base_file_url=server.base_file_url,
        request=HTTPXRequest(read_timeout=patience, httpx_kwargs=PLAIN),
        get_updates_request=HTTPXRequest(httpx_kwargs=PLAIN),
    )


@asynccontextmanager
async def running(server: PeopledServer, *register: Callable[[App], None]) -> AsyncIterator[None]:
    """Run a polling application with handlers, as ``run_polling`` does."""
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
    """The server's raw response, because python-telegram-bot changes error texts."""
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{server.base_url}{server.token}/{method}", json=params or {})
    assert answer.status_code == answer.json().get("error_code", 200)
    return dict(answer.json())


def keyboard(*rows: list[Json]) -> Json:
    """A ``reply_markup`` argument with rows of buttons."""
    return {"reply_markup": {"inline_keyboard": list(rows)}}


def one(**fields: Any) -> Json:
    """A ``reply_markup`` argument with one button."""
    return keyboard([{"text": "x", **fields}])


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2024, 7, 10, 9, tzinfo=UTC))


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
    """A user who has written to the bot."""
    user = server.user("Asha")
    server.backend.state.chats[user.id].started = True
    return user
