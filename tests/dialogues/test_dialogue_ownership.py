"""A database holds the chats of one bot, and no other sends what is followed in them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.models import ChatKey
from bot.newsroom import Newsroom, open_newsroom
from handlers.application import serve
from handlers.options import BotOptions
from handlers.transport.pace import UNPACED
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock, until
from tests.support.telegram_user import PeopledServer

TELEGRAM_BOT = 5_551_212  # not the id of the local server's bot
SUBSCRIBER = ChatKey(chat_id=77)  # known to that bot alone


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[PeopledServer]:
    async with PeopledServer(clock=clock, pace=None) as opened:
        yield opened


@asynccontextmanager
async def run(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, *, local: bool
) -> AsyncIterator[asyncio.Task[None]]:
    stop, ready = asyncio.Event(), asyncio.Event()
    options = BotOptions(token=server.token, base_url=server.base_url, clock=clock, rates=UNPACED, afresh=local)
    task = asyncio.create_task(serve(newsroom, options, stop=stop, ready=ready.set))
    waiting = asyncio.create_task(ready.wait())
    try:
        await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
        yield task
    finally:
        stop.set()
        waiting.cancel()
        await asyncio.gather(task, waiting, return_exceptions=True)


def follow_and_add(newsroom: Newsroom, clock: Clock) -> None:
    newsroom.subscriptions.follow(SUBSCRIBER, "Elena Marsh", now=clock())
    newsroom.add(articles.FERRY)


def is_owed(newsroom: Newsroom, clock: Clock) -> bool:
    return bool(newsroom.deliveries.due(clock()))


async def test_a_local_chat_on_the_database_of_a_bot_answers_but_delivers_nothing(
    newsroom: Newsroom, server: PeopledServer, clock: Clock
) -> None:
    newsroom.inbox.own(TELEGRAM_BOT)
    follow_and_add(newsroom, clock)

    async with run(newsroom, server, clock, local=True) as task:
        [answer] = await server.user("Asha").say("/privacy")
        assert not task.done()

    assert answer.text.startswith("What I keep")
    assert is_owed(newsroom, clock)
    assert newsroom.inbox.owner() == TELEGRAM_BOT
    assert SUBSCRIBER.chat_id not in {call.params.get("chat_id") for call in server.calls_of("sendMessage")}


async def test_a_local_chat_stops_delivering_when_a_bot_takes_the_database(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.transport.ownership.EVERY", 0.05)
    with closing(open_newsroom(tmp_path / "news.db")) as other:
        async with run(newsroom, server, clock, local=True):
            asha = server.user("Asha")
            await asha.say("/follow Elena Marsh")
            newsroom.add(articles.FERRY)
            await asha.receive()
            assert not other.claim.acquire()
            other.inbox.own(TELEGRAM_BOT)
            await until(other.claim.acquire)
        other.claim.release()


async def test_another_bot_on_a_database_in_use_is_one_clear_sentence(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, tmp_path: Path
) -> None:
    newsroom.inbox.own(TELEGRAM_BOT)
    with closing(open_newsroom(tmp_path / "news.db")) as other:
        assert other.claim.acquire()

        with pytest.raises(SettingError, match="Another bot is running on this database"):
            async with run(newsroom, server, clock, local=False) as task:
                await task
        other.claim.release()

    assert newsroom.inbox.owner() == TELEGRAM_BOT


async def test_a_bot_that_takes_over_from_one_that_is_gone_says_so(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.inbox.own(TELEGRAM_BOT)

    async with run(newsroom, server, clock, local=False):
        [answer] = await server.user("Asha").say("/privacy")

    assert answer.text.startswith("What I keep")
    assert "held the chats of another bot (5551212)" in caplog.text
    assert newsroom.inbox.owner() == int(server.token.partition(":")[0])
