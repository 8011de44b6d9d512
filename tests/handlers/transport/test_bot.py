"""The library's bot with our changes: what is read of what Telegram answers."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram.error import NetworkError

from handlers.transport.bot import RawUpdatesBot
from handlers.transport.request import AiohttpRequest

SENT = {
    "message_id": 5,
    "date": 1_790_000_000,
    "chat": {"id": 7, "type": "private", "first_name": "Ann"},
    "text": "News",
    "entities": [{"type": "bold", "offset": 0, "length": 4}],
    "reply_markup": {"inline_keyboard": [[{"text": "More", "callback_data": "m"}]]},
}


@asynccontextmanager
async def answering(result: object) -> AsyncIterator[RawUpdatesBot]:
    """A bot whose requests are all answered like this, over HTTP."""

    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": result})

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    listener = socket.create_server(("127.0.0.1", 0))
    await web.SockSite(runner, listener).start()
    request = AiohttpRequest(pool=1)
    await request.initialize()
    base = f"http://127.0.0.1:{listener.getsockname()[1]}/bot"
    try:
        yield RawUpdatesBot("123:token", base_url=base, request=request, get_updates_request=request)
    finally:
        await request.shutdown()
        await runner.cleanup()


async def test_of_a_message_that_was_sent_the_number_is_read() -> None:
    async with answering(SENT) as bot:
        assert await bot.post_message(7, "News") == 5


async def test_a_message_that_the_library_sent_has_its_number_chat_and_day_only() -> None:
    async with answering(SENT) as bot:
        message = await bot.send_message(7, "News")
    assert (message.message_id, message.chat.id, message.date.year) == (5, 7, 2026)
    assert message.text is None
    assert message.reply_markup is None
    assert not message.entities


async def test_a_copy_has_its_number() -> None:
    async with answering({"message_id": 9}) as bot:
        assert (await bot.copy_message(7, 8, 4)).message_id == 9


async def test_a_change_that_telegram_only_confirms_is_true() -> None:
    async with answering(True) as bot:
        assert await bot.edit_message_text("News", inline_message_id="x") is True


async def test_what_is_no_message_is_read_whole() -> None:
    async with answering({"id": 1, "is_bot": True, "first_name": "newsbot", "username": "newsbot"}) as bot:
        assert (await bot.get_me()).username == "newsbot"


@pytest.mark.parametrize("result", [{"id": 1}, {"username": "lamp_bot"}, [], [1], "lamp_bot", 5, None])
async def test_a_bot_that_cannot_be_read_is_a_failed_connection(result: object) -> None:
    async with answering(result) as bot:
        with pytest.raises(NetworkError):
            await bot.get_me()
