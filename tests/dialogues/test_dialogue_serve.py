"""The bot as a whole: starting, stopping, and what makes it stop by itself."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.errors import SettingError
from bot.newsroom import Newsroom
from handlers.application import serve
from handlers.commands.context import TOO_MANY
from handlers.localchat import faults
from handlers.localchat.server import LocalServer
from handlers.transport.connection import SECOND_POLLER, WRONG_TOKEN
from handlers.transport.limits import QuestionLimit
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[LocalServer]:
    async with LocalServer(clock=clock, pace=None) as opened:
        yield opened


async def started(
    newsroom: Newsroom, server: LocalServer, clock: Clock, **more: Any
) -> tuple[asyncio.Task[None], asyncio.Event]:
    """``serve`` as a task, ready, and the event that stops it."""
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(
        serve(
            newsroom,
            token=server.token,
            base_url=server.base_url,
            stop=stop,
            ready=ready.set,
            clock=clock,
            **more,
        )
    )
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    assert ready.is_set()
    return task, stop


async def test_it_answers_delivers_and_stops(newsroom: Newsroom, server: LocalServer, clock: Clock) -> None:
    task, stop = await started(newsroom, server, clock)
    asha = server.user("Asha")

    [followed] = await asha.say("/follow Elena Marsh")
    newsroom.add(articles.FERRY)
    got = await asha.receive()
    stop.set()
    await task

    assert followed.text.startswith("You now follow")
    assert got.text.startswith("First new ferry")
    assert len(server.calls_of("setMyCommands")) == 2


async def test_the_local_chat_may_ask_more_at_once(newsroom: Newsroom, server: LocalServer, clock: Clock) -> None:
    task, stop = await started(newsroom, server, clock, limit=QuestionLimit(per_minute=21))
    asha = server.user("Asha")

    heard = [(await asha.say("hi"))[0].text for _ in range(22)]
    stop.set()
    await task

    assert heard[20].startswith("Hello!")
    assert heard[21] == TOO_MANY


async def test_a_wrong_token_is_one_clear_sentence(newsroom: Newsroom, server: LocalServer) -> None:
    token = "1234:not-the-token"

    with pytest.raises(SettingError) as caught:
        await serve(newsroom, token=token, base_url=server.base_url, stop=asyncio.Event())

    assert str(caught.value) == WRONG_TOKEN
    assert caught.value.__suppress_context__
    assert token not in str(caught.value)


async def test_a_second_program_with_the_same_token_ends_it_loudly(
    newsroom: Newsroom, server: LocalServer, clock: Clock
) -> None:
    task, _stop = await started(newsroom, server, clock)
    server.faults.add("getUpdates", faults.refused(409, "Conflict: terminated by other getUpdates request"))

    with pytest.raises(SettingError, match="Another program"):
        await task

    assert "only one newsbot" in SECOND_POLLER


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_updates_come_by_webhook_too(newsroom: Newsroom, server: LocalServer, clock: Clock) -> None:
    port = free_port()
    task, stop = await started(
        newsroom, server, clock, webhook_url=f"http://127.0.0.1:{port}/hook", webhook_secret="s3cret", webhook_port=port
    )

    [answer] = await server.user("Asha").say("/privacy")
    stop.set()
    await task

    assert answer.text.startswith("What I keep")
    assert server.calls_of("setWebhook")


async def test_a_webhook_that_telegram_refuses_is_one_clear_sentence(newsroom: Newsroom, server: LocalServer) -> None:
    with pytest.raises(SettingError, match="NEWSBOT_WEBHOOK_URL"):
        await serve(
            newsroom,
            token=server.token,
            base_url=server.base_url,
            stop=asyncio.Event(),
            webhook_url="https://elsewhere.example/hook",
            webhook_port=free_port(),
        )


async def test_a_busy_webhook_port_is_one_clear_sentence(newsroom: Newsroom, server: LocalServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy, pytest.raises(SettingError, match="cannot listen on port"):
        await serve(
            newsroom,
            token=server.token,
            base_url=server.base_url,
            stop=asyncio.Event(),
            webhook_url="http://127.0.0.1/hook",
            webhook_port=int(busy.getsockname()[1]),
        )


async def test_a_token_revoked_while_running_ends_it_loudly(
    newsroom: Newsroom, server: LocalServer, clock: Clock
) -> None:
    task, _stop = await started(newsroom, server, clock)
    server.faults.add("getUpdates", faults.refused(401, "Unauthorized"))

    with pytest.raises(SettingError, match="NEWSBOT_TELEGRAM_TOKEN"):
        await task


async def test_a_menu_that_cannot_be_set_stops_nothing(
    newsroom: Newsroom, server: LocalServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.add("setMyCommands", faults.status(500))
    task, stop = await started(newsroom, server, clock)

    [answer] = await server.user("Asha").say("/privacy")
    stop.set()
    await task

    assert answer.text.startswith("What I keep")
    assert "menu and description not set" in caplog.text


async def test_an_unreachable_telegram_is_tried_again(
    newsroom: Newsroom, server: LocalServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.add("getMe", faults.status(502))

    task, stop = await started(newsroom, server, clock)
    stop.set()
    await task

    assert "Telegram cannot be reached" in caplog.text


async def test_the_token_is_never_logged(
    newsroom: Newsroom, server: LocalServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        task, stop = await started(newsroom, server, clock)
        server.faults.add("sendMessage", faults.status(500))
        await server.user("Asha").say("/privacy")
        stop.set()
        await task

    assert caplog.records
    assert server.token not in caplog.text
