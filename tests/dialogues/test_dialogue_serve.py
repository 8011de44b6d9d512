"""The bot as a whole: starting, stopping, and what makes it stop by itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import articles
import pytest
from conftest import Clock

from bot.errors import SettingError
from bot.newsroom import Newsroom
from handlers.application import SECOND_POLLER, WRONG_TOKEN, serve
from handlers.localchat import faults
from handlers.localchat.server import LocalServer


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[LocalServer]:
    async with LocalServer(clock=clock, pace=None) as opened:
        yield opened


async def started(newsroom: Newsroom, server: LocalServer, clock: Clock) -> tuple[asyncio.Task[None], asyncio.Event]:
    """``serve`` as a task, ready, and the event that stops it."""
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(
        serve(newsroom, token=server.token, base_url=server.base_url, stop=stop, ready=ready.set, clock=clock)
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
    assert {call.method for call in server.calls} >= {"setmycommands", "setmydescription"} or server.calls_of(
        "setMyCommands"
    )


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
