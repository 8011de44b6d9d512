"""Telegram's calls to the webhook, over HTTP: who may call, what is answered, what is counted."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.errors import SettingError
from bot.store.chats.inbox import Inbox
from bot.store.file.database import Database
from handlers.transport import webhook
from handlers.transport.bot import RawUpdatesBot
from handlers.transport.intake import Intake
from handlers.transport.webhook import MAX_BODY, SECRET_HEADER, Webhook, WebhookServer
from tests.support.ports import free_port

SECRET = "s3cret"
ASHA = {"id": 5, "is_bot": False, "first_name": "Asha"}
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": ASHA, "text": "hello"}
GROUP = {"id": -7, "type": "supergroup", "title": "Readers"}


class Room:
    """A listening webhook and what it passed on."""

    def __init__(self, server: WebhookServer, intake: Intake, queue: asyncio.Queue[object], url: str) -> None:
        self.server, self.intake, self.queue, self.url = server, intake, queue, url

    async def post(
        self, body: bytes | io.BytesIO, *, secret: str | None = SECRET, path: str = "/hook", method: str = "POST"
    ) -> int:
        headers = {SECRET_HEADER: secret} if secret is not None else {}
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, self.url + path, data=body, headers=headers) as answer,
        ):
            return answer.status

    async def send(self, **update: object) -> int:
        return await self.post(json.dumps(update).encode())


@pytest.fixture
async def room(database: Database) -> AsyncIterator[Room]:
    queue: asyncio.Queue[object] = asyncio.Queue()
    intake = Intake(Inbox(database), RawUpdatesBot("77:token"), queue, lambda: datetime.now(UTC), asyncio.Event())
    await intake.start()
    port = free_port()
    server = WebhookServer(Webhook(f"https://bot.example/hook?x={port}", port, SECRET), intake)
    await server.start()
    yield Room(server, intake, queue, f"http://127.0.0.1:{port}")
    await server.stop()
    await intake.close()


async def test_an_update_is_kept_and_passed_on_once(room: Room) -> None:
    assert await room.send(update_id=7, message=MESSAGE) == 200
    assert await room.send(update_id=7, message=MESSAGE) == 200

    assert room.queue.qsize() == 1


async def test_an_update_in_another_order_is_the_same(room: Room) -> None:
    await room.send(update_id=7, message=MESSAGE)
    reordered = {"message": dict(reversed(MESSAGE.items())), "update_id": 7}

    assert await room.post(json.dumps(reordered, indent=1).encode()) == 200

    assert room.queue.qsize() == 1


async def begun(room: Room, head: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A call whose body is not there yet."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(room.url.rpartition(":")[2]))
    secret = f"{SECRET_HEADER}: {SECRET}".encode()
    writer.write(b"POST /hook HTTP/1.1\r\nHost: bot.example\r\n" + secret + b"\r\n" + head)
    await writer.drain()
    return reader, writer


async def test_a_body_that_does_not_come_is_not_waited_for(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_TIME", 0.05)
    reader, writer = await begun(room, b'Content-Length: 99\r\n\r\n{"update_id"')

    assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")

    writer.close()
    assert await room.send(update_id=7, message=MESSAGE) == 200


@pytest.mark.parametrize(
    "head",
    [
        b'Content-Length: 99\r\n\r\n{"update_id"',
        b"Transfer-Encoding: chunked\r\n\r\n4\r\n{",
        b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ],
)
async def test_a_call_that_breaks_off_is_no_error(room: Room, caplog: pytest.LogCaptureFixture, head: bytes) -> None:
    _, writer = await begun(room, head)
    writer.close()
    await writer.wait_closed()

    assert await room.send(update_id=7, message=MESSAGE) == 200
    await room.server.stop()

    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.parametrize("secret", [None, "", "s3cre", "s3cret2", "schlüssel"])
async def test_whoever_does_not_know_the_secret_is_refused(room: Room, secret: str | None) -> None:
    body = json.dumps({"update_id": 7, "message": MESSAGE}).encode()
    assert await room.post(body, secret=secret) == 403
    assert room.queue.empty()


async def test_other_addresses_and_methods_are_refused(room: Room) -> None:
    assert await room.post(b"{}", path="/other") == 404
    assert await room.post(b"{}", path="/hook/more") == 404
    assert await room.post(b"", method="GET") == 405
    assert await room.post(b"{}", path="/hook/") == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b"\xff\xfe",
        b"[1, 2]",
        b'"update"',
        b"[" * 100_000,
        b'{"message": {}}',
        b'{"update_id": true}',
        b'{"update_id": 99999999999999999999}',
        json.dumps({"update_id": 7, "message": {**MESSAGE, "date": 99999999999999}}).encode(),
        json.dumps({"update_id": 7, "message": {**MESSAGE, "chat": {"id": "c"}}}).encode(),
        json.dumps({"update_id": 7, "message": {**MESSAGE, "chat": {"id": 2**70, "type": "private"}}}).encode(),
        json.dumps({"update_id": 7, "message": {"message_id": 1, "date": 1, "from": ASHA, "text": "no chat"}}).encode(),
        json.dumps({"update_id": 7, "callback_query": {"id": 5}}).encode(),
        json.dumps({"update_id": 7, "message": {**MESSAGE, "text": ["a", "list"]}}).encode(),
        json.dumps({"update_id": 7, "message": {**MESSAGE, "text": {"a": 1}, "entities": []}}).encode(),
        json.dumps({"update_id": 7, "edited_message": {**MESSAGE, "text": 5}}).encode(),
        json.dumps({"update_id": 7, "channel_post": {**MESSAGE, "chat": GROUP, "text": 5}}).encode(),
        json.dumps(
            {"update_id": 7, "message": {**MESSAGE, "chat": GROUP, "entities": [{"type": "mention", "offset": "x"}]}}
        ).encode(),
        json.dumps({"update_id": 7, "inline_query": {"id": "1", "from": ASHA, "query": 5, "offset": ""}}).encode(),
    ],
)
async def test_what_cannot_be_read_is_taken_counted_and_holds_up_nobody(room: Room, body: bytes) -> None:
    assert await room.post(body) == 200
    assert await room.send(update_id=8, message=MESSAGE) == 200

    assert room.intake.unreadable == 1
    assert room.queue.qsize() == 1


async def test_a_body_beyond_all_updates_is_refused(room: Room) -> None:
    assert await room.post(io.BytesIO(b" " * (MAX_BODY + 1))) == 413


async def test_a_busy_port_is_one_clear_sentence(room: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        server = WebhookServer(Webhook("https://bot.example", busy.getsockname()[1], SECRET), room.intake)
        with pytest.raises(SettingError, match="cannot listen on port"):
            await server.start()


def test_a_secret_is_made_up_where_none_is_set() -> None:
    made = {Webhook("https://bot.example", 8443).secret for _ in range(3)}

    assert len(made) == 3
    assert all(len(secret) >= 32 for secret in made)
    assert SECRET not in repr(Webhook("https://bot.example", 8443, SECRET))
