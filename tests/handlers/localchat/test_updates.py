"""Integration: long polling, webhooks and scripted failures, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import Conflict, NetworkError, TimedOut

from handlers.localchat import people
from handlers.localchat.faults import dropped, late, refused, status, too_many
from tests.support import localchat as support
from tests.support.dialogue import until
from tests.support.localchat import Json, ask, new_bot, one
from tests.support.telegram_user import LocalUser, PeopledServer

asha, bot, clock, server = support.asha, support.bot, support.clock, support.server


async def write(user: LocalUser, *texts: str) -> None:
    state = user.server.backend.state
    for text in texts:
        await people.say(user.server.backend, user.user, state.chats[user.id], text)


async def texts(bot: Bot, *, offset: int = 0, limit: int = 100) -> list[str | None]:
    updates = await bot.get_updates(offset=offset, limit=limit, timeout=0)
    return [update.message.text for update in updates if update.message]


async def polling(server: PeopledServer, bot: Bot) -> asyncio.Task[tuple[Update, ...]]:
    """A long poll that has arrived at the server."""
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: server.backend.updates.polled)
    return poll


# ---- polling -------------------------------------------------------------------------------


async def test_updates_stay_until_they_are_confirmed(bot: Bot, asha: LocalUser) -> None:
    await write(asha, "1", "2", "3")
    first, *_ = await bot.get_updates(timeout=0)

    assert await texts(bot) == ["1", "2", "3"]
    assert await texts(bot, limit=2) == ["1", "2"]
    assert await texts(bot, offset=first.update_id + 1) == ["2", "3"]
    assert await texts(bot) == ["2", "3"]


async def test_a_negative_offset_keeps_the_last_ones(bot: Bot, asha: LocalUser) -> None:
    await write(asha, "1", "2", "3")

    assert await texts(bot, offset=-1) == ["3"]
    assert await texts(bot) == ["3"]


async def test_a_long_poll_ends_when_something_happens(server: PeopledServer, bot: Bot, asha: LocalUser) -> None:
    poll = await polling(server, bot)

    await write(asha, "hello")

    [update] = await poll
    assert update.message is not None
    assert update.message.text == "hello"


async def test_a_second_poller_ends_the_first(server: PeopledServer, bot: Bot) -> None:
    first = await polling(server, bot)

    answer = await ask(server, "getUpdates")

    assert answer == {"ok": True, "result": []}
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_stopping_answers_a_waiting_poll(server: PeopledServer, bot: Bot) -> None:
    poll = await polling(server, bot)

    await server.stop()

    assert await poll == ()


@pytest.mark.parametrize(
    ("allowed", "kinds"),
    [
        (None, ["message", "callback_query", "my_chat_member"]),
        ([], ["message", "callback_query", "my_chat_member"]),
        (["callback_query"], ["callback_query"]),
    ],
)
async def test_only_wanted_updates_arrive(
    server: PeopledServer, asha: LocalUser, allowed: list[str] | None, kinds: list[str]
) -> None:
    await ask(server, "getUpdates", {"allowed_updates": allowed} if allowed is not None else {})
    await ask(server, "sendMessage", {"chat_id": asha.id, "text": "x", **one(callback_data="x")})

    await write(asha, "hello")
    [said] = asha.history()
    await people.press(server.backend, asha.user, said.message, said.button("x"))
    await people.block(server.backend, asha.user)

    updates = (await ask(server, "getUpdates"))["result"]
    assert [kind for update in updates for kind in update if kind != "update_id"] == kinds


async def test_an_update_can_arrive_twice(server: PeopledServer, bot: Bot, asha: LocalUser) -> None:
    server.faults.repeat_update()
    await write(asha, "once", "twice?")
    first, second = await bot.get_updates(timeout=0)

    assert await texts(bot, offset=second.update_id + 1) == ["once"]
    assert await texts(bot, offset=second.update_id + 1) == []
    assert first.update_id < second.update_id


# ---- webhook ---------------------------------------------------------------------------------


class Hook:
    """A bot's own HTTP server; ``answers`` are the coming status codes, then 200."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[str, Json]] = []
        self.arrived = asyncio.Semaphore(0)
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), await request.json()))
        self.arrived.release()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook, app = Hook(), web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret(bot: Bot, asha: LocalUser, hook: Hook) -> None:
    await bot.set_webhook(hook.url, secret_token="s3cret-token")

    await write(asha, "hello")
    await asyncio.wait_for(hook.arrived.acquire(), 10)

    [(secret, update)] = hook.got
    assert (secret, update["message"]["text"]) == ("s3cret-token", "hello")


async def test_a_refused_update_is_sent_again(server: PeopledServer, bot: Bot, asha: LocalUser, hook: Hook) -> None:
    hook.answers = [500]
    await bot.set_webhook(hook.url)

    await write(asha, "hello")
    await asyncio.wait_for(hook.arrived.acquire(), 10)
    await asyncio.wait_for(hook.arrived.acquire(), 10)

    assert hook.got[0][1] == hook.got[1][1]
    assert server.backend.webhook.last_error == "Wrong response from the webhook: 500 Internal Server Error"


async def test_polling_and_webhook_exclude_each_other(server: PeopledServer, bot: Bot, hook: Hook) -> None:
    poll = await polling(server, bot)
    await bot.set_webhook(hook.url)

    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()


async def test_webhook_info_and_dropping_what_is_pending(bot: Bot, asha: LocalUser) -> None:
    await write(asha, "1", "2")
    before = await bot.get_webhook_info()
    await bot.delete_webhook(drop_pending_updates=True)
    after = await bot.get_webhook_info()

    assert (before.url, before.pending_update_count, after.pending_update_count) == ("", 2, 0)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"url": "https://bot.example/hook"}, "bad webhook"),
        ({"url": "ftp://127.0.0.1/hook"}, "bad webhook"),
        ({"url": "http://127.0.0.1:9/x", "secret_token": "with blanks"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1:9/x", "secret_token": "x" * 257}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1:9/x", "max_connections": 101}, "max_connections must be between 1 and 100"),
    ],
)
async def test_webhooks_that_are_refused(server: PeopledServer, call: Json, error: str) -> None:
    answer = await ask(server, "setWebhook", call)

    assert answer["error_code"] == 400
    assert answer["description"].startswith(f"Bad Request: {error}")
    assert (await ask(server, "getWebhookInfo"))["result"]["url"] == ""


# ---- trouble on order ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error", "sent"),
    [
        (status(500), NetworkError, []),
        (status(502), NetworkError, []),
        (status(500, after=True), NetworkError, ["x"]),
        (dropped(), NetworkError, []),
        (dropped(after=True), NetworkError, ["x"]),
        (late(3.0), TimedOut, ["x"]),
        (late(3.0, after=False), TimedOut, []),
    ],
    ids=str,
)
async def test_a_call_fails_as_ordered(
    server: PeopledServer, asha: LocalUser, fault: object, error: type[Exception], sent: list[str]
) -> None:
    server.faults.add("sendMessage", fault)  # type: ignore[arg-type]
    async with new_bot(server, patience=0.5) as bot:
        with pytest.raises(error):
            await bot.send_message(asha.id, "x")
        assert [said.text for said in asha.history()] == sent
        await bot.send_message(asha.id, "y")

    assert [said.text for said in asha.history()] == [*sent, "y"]
    assert [bool(call.fault) for call in server.calls_of("sendMessage")] == [True, False]


async def test_flood_and_refusals_have_telegrams_form(server: PeopledServer, asha: LocalUser) -> None:
    server.faults.add("sendmessage", too_many(7))
    server.faults.add("*", refused(403, "Forbidden: user is deactivated"))
    call = {"chat_id": asha.id, "text": "x"}

    assert await ask(server, "sendMessage", call) == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert (await ask(server, "getUpdates"))["ok"]
    assert (await ask(server, "sendMessage", call))["description"] == "Forbidden: user is deactivated"
    assert (await ask(server, "sendMessage", call))["ok"]


# ---- how arguments come ---------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_arguments_come_in_four_ways(server: PeopledServer, asha: LocalUser, way: str) -> None:
    url = f"{server.base_url}{server.token}/sendMessage"
    values = {"chat_id": str(asha.id), "text": "<b>x</b> & y", "parse_mode": "HTML"}
    async with httpx.AsyncClient(verify=False) as client:
        match way:
            case "query":
                await client.get(url, params=values)
            case "form":
                await client.post(url, data=values)
            case "multipart":
                await client.post(url, files={name: (None, value) for name, value in values.items()})
            case "json":
                await client.post(url, json=values | {"chat_id": asha.id})

    assert [said.html for said in asha.history()] == ["<b>x</b> &amp; y"]


async def test_broken_json_is_refused(server: PeopledServer) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(
            f"{server.base_url}{server.token}/sendMessage",
            content=b"{",
            headers={"Content-Type": "application/json"},
        )

    assert answer.json() == {"ok": False, "error_code": 400, "description": "Bad Request: can't parse JSON object"}
