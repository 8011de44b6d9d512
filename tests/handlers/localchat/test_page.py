"""Integration: what the chat page asks of the server, and who may ask."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any

import httpx
import pytest

from handlers.localchat.people import split_typed
from handlers.localchat.server import LocalServer
from tests.support import localchat as support
from tests.support.dialogue import Clock
from tests.support.localchat import Json, ask, keyboard

clock = support.clock
ASHA, BEN, NEWSROOM = 1001, 1002, -4001


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[LocalServer]:
    async with LocalServer(clock=clock, pace=None) as server:
        server.furnish()
        yield server


@pytest.fixture
async def page(server: LocalServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, verify=False) as client:
        yield client


class StreamEnded(Exception):
    """The server closed it."""


class Stream:
    """Server-sent events as they come."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()

    async def next(self) -> tuple[str, Json]:
        kind = ""
        async for line in self._lines:
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            if line.startswith("data: "):
                return kind, json.loads(line.removeprefix("data: "))["data"]
        raise StreamEnded


def saying(text: str, **more: Any) -> Json:
    return {"user_id": ASHA, "chat_id": ASHA, "text": text, **more}


# ---- the page and its stream ---------------------------------------------------------------


async def test_the_page_and_its_files_come_with_a_strict_policy(page: httpx.AsyncClient) -> None:
    html = await page.get("/")
    names = re.findall(r'(?:src|href)="/static/([^"]+)"', html.text)
    assets = [await page.get(f"/static/{name}") for name in names]

    assert html.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in html.headers["content-security-policy"]
    assert "unsafe" not in html.headers["content-security-policy"]
    assert {"chat.css", "chat.js"} <= set(names)
    assert [asset.status_code for asset in assets] == [200] * len(names)


async def test_a_page_that_finds_nobody_brings_people(clock: Clock) -> None:
    async with LocalServer(clock=clock) as server, httpx.AsyncClient(base_url=server.url, verify=False) as client:
        for _ in range(2):
            await client.get("/")

        assert [chat.title for chat in server.backend.state.chats.values()] == [
            "Asha",
            "Ben",
            "Chen",
            "Newsroom",
            "Newsroom forum",
        ]


def test_static_files_reach_for_nothing_outside() -> None:
    folder = files("handlers.localchat") / "static"
    text = "".join(item.read_text("utf-8") for item in folder.iterdir() if item.is_file())

    addresses = set(re.findall(r"https?://[^\s\"'`)]+", text)) - {"http://www.w3.org/2000/svg"}
    assert addresses == set()
    assert "innerHTML" not in text
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=\"| style=\"", (folder / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("path", ["/static/nothing.js", "/static/..%2fserver.py", "/static/chat", "/page/file/none"])
async def test_other_files_are_not_there(page: httpx.AsyncClient, path: str) -> None:
    assert (await page.get(path)).status_code == 404


async def test_the_stream_begins_with_everything_and_goes_on_live(server: LocalServer, page: httpx.AsyncClient) -> None:
    await page.post("/page/say", json=saying("hello"))
    await ask(server, "setMyCommands", {"commands": [{"command": "latest", "description": "News"}]})
    async with page.stream("GET", "/page/events") as response:
        stream = Stream(response)
        kind, everything = await stream.next()
        await ask(server, "sendMessage", {"chat_id": ASHA, "text": "<b>hi</b>", "parse_mode": "HTML"})
        message = await stream.next()
        await ask(server, "sendChatAction", {"chat_id": ASHA, "action": "typing"})
        action = await stream.next()
        await ask(server, "sendMessageDraft", {"chat_id": ASHA, "draft_id": 1, "text": "Look"})
        draft = await stream.next()
        await ask(server, "editMessageText", {"chat_id": ASHA, "message_id": 2, "text": "ho"})
        edited = await stream.next()
        await ask(server, "deleteMessage", {"chat_id": ASHA, "message_id": 2})
        deleted = await stream.next()

    assert (kind, response.headers["content-type"]) == ("snapshot", "text/event-stream")
    assert [user["first_name"] for user in everything["users"]] == ["Asha", "Ben", "Chen"]
    assert [chat["id"] for chat in everything["chats"]] == [ASHA, BEN, 1003, NEWSROOM, -1_000_000_004_002]
    assert everything["menus"][f"{ASHA}:{ASHA}"] == [{"command": "latest", "description": "News"}]
    assert [message["text"] for message in everything["messages"][str(ASHA)]] == ["hello"]
    assert (message[0], message[1]["entities"]) == ("message", [{"type": "bold", "offset": 0, "length": 2}])
    assert action == ("action", {"action": "typing"})
    assert draft == ("draft", {"draft_id": 1, "text": "Look", "entities": []})
    assert (edited[0], edited[1]["text"], deleted) == ("edited", "ho", ("deleted", {"message_id": 2}))


async def test_changed_commands_reach_the_page(server: LocalServer, page: httpx.AsyncClient) -> None:
    async with page.stream("GET", "/page/events") as response:
        stream = Stream(response)
        await stream.next()
        await ask(server, "setMyCommands", {"commands": [{"command": "latest", "description": "News"}]})
        kind, chats = await stream.next()

    assert kind == "chats"
    assert chats["menus"][f"{BEN}:{NEWSROOM}"] == [{"command": "latest", "description": "News"}]


async def test_stopping_ends_the_stream(server: LocalServer, page: httpx.AsyncClient) -> None:
    async with page.stream("GET", "/page/events") as response:
        stream = Stream(response)
        await stream.next()
        await server.stop()
        assert await asyncio.wait_for(stream.next(), 5) == ("closing", {})
        with pytest.raises((StreamEnded, httpx.RemoteProtocolError)):
            await asyncio.wait_for(stream.next(), 5)


# ---- what people do ------------------------------------------------------------------------------


async def test_saying_makes_an_update(server: LocalServer, page: httpx.AsyncClient) -> None:
    await page.post("/page/say", json=saying("/start"))
    await page.post("/page/say", json=saying("again", reply_to=1))
    await page.post("/page/say", json=saying("lost", reply_to=99))

    updates = (await ask(server, "getUpdates"))["result"]
    assert [update["message"]["text"] for update in updates] == ["/start", "again", "lost"]
    assert updates[0]["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert [update["message"].get("reply_to_message", {}).get("text") for update in updates] == [None, "/start", None]


async def test_pressing_and_its_answer(server: LocalServer, page: httpx.AsyncClient) -> None:
    await page.post("/page/say", json=saying("/start"))
    buttons = keyboard([{"text": "A", "callback_data": "a"}, {"text": "B", "url": "tg://b"}])
    await ask(server, "sendMessage", {"chat_id": ASHA, "text": "x", **buttons})
    where = {"user_id": ASHA, "chat_id": ASHA, "message_id": 2, "row": 0}
    async with page.stream("GET", "/page/events") as response:
        stream = Stream(response)
        await stream.next()
        pressed = (await page.post("/page/press", json=where | {"column": 0})).json()
        await ask(server, "answerCallbackQuery", {"callback_query_id": pressed["query_id"], "text": "ok"})
        kind, answer = await stream.next()

    assert kind == "answer"
    assert answer == {"query_id": pressed["query_id"], "user_id": ASHA, "text": "ok", "show_alert": False, "url": ""}
    assert [(await page.post("/page/press", json=where | {"column": n})).status_code for n in (1, 2, -1)] == [
        400,
        404,
        404,
    ]


async def test_blocking_and_samples(server: LocalServer, page: httpx.AsyncClient) -> None:
    who = {"user_id": ASHA, "chat_id": ASHA}
    await page.post("/page/sample", json=who | {"kind": "sticker"})
    await page.post("/page/block", json=who | {"blocked": True})
    refused = await ask(server, "sendMessage", {"chat_id": ASHA, "text": "x"})
    await page.post("/page/block", json=who | {"blocked": False})

    updates = (await ask(server, "getUpdates"))["result"]
    assert [set(update) - {"update_id"} for update in updates] == [{"message"}, {"my_chat_member"}, {"my_chat_member"}]
    assert refused["description"] == "Forbidden: bot was blocked by the user"
    assert (await page.post("/page/sample", json=who | {"kind": "photo"})).status_code == 400


async def test_documents_are_downloads(server: LocalServer, page: httpx.AsyncClient) -> None:
    await page.post("/page/say", json=saying("/start"))
    async with support.new_bot(server) as bot:
        await bot.send_document(ASHA, b"<script>alert(1)</script>", filename="x.html")

    [document] = [message.media.file.id for message in server.messages(ASHA) if message.media]
    answer = await page.get(f"/page/file/{document}")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("x" * 4096, [4096]),
        ("x" * 4097, [4096, 1]),
        ("😀" * 2049, [2048, 1]),
        ("word " * 900, [4094, 404]),
        (("line " * 10 + "\n") * 90, [4078, 508]),
        ("  ", []),
    ],
)
def test_long_texts_are_split_as_telegrams_apps_do(text: str, sizes: list[int]) -> None:
    assert [len(part) for part in split_typed(text)] == sizes


# ---- who may ask ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (saying(""), 400),
        (saying("   "), 400),
        (saying("x" * 40_001), 400),
        (saying("x") | {"text": 7}, 400),
        (saying("x") | {"user_id": "1001"}, 400),
        (saying("x") | {"user_id": True}, 400),
        (saying("x") | {"user_id": 700_000_001}, 404),
        (saying("x") | {"chat_id": BEN}, 404),
        (saying("x") | {"chat_id": 5}, 404),
        ([1], 400),
        (saying("x" * 270_000), 413),
    ],
)
async def test_wrong_input_is_refused(server: LocalServer, page: httpx.AsyncClient, body: Any, status: int) -> None:
    assert (await page.post("/page/say", json=body)).status_code == status
    assert server.messages(ASHA) == []


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    """A body that does not say beforehand how long it is."""
    for _ in range(size // 1000):
        yield b"x" * 1000


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (json.dumps(saying("hi")).encode(), "application/json; charset=bogus", 200),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (in_pieces(400_000), "application/json", 413),
    ],
    ids=["charset", "nested", "bytes", "pieces"],
)
async def test_odd_bodies_are_answered_in_a_word(
    server: LocalServer, page: httpx.AsyncClient, content: Any, kind: str, status: int
) -> None:
    sent = await page.post("/page/say", content=content, headers={"Content-Type": kind})

    assert sent.status_code == status


async def test_a_call_of_the_bot_nested_without_end_is_refused(server: LocalServer, page: httpx.AsyncClient) -> None:
    call = f"/bot{server.token}/sendMessage"

    answer = await page.post(call, content=b"[" * 100_000, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1"}, 403),
    ],
)
async def test_other_sites_are_refused(
    server: LocalServer, page: httpx.AsyncClient, headers: Json, status: int
) -> None:
    sent = {"Content-Type": "application/json"} | headers

    answer = await page.post("/page/say", content=json.dumps(saying("x")).encode(), headers=sent)

    assert answer.status_code == status
    assert server.messages(ASHA) == []


@pytest.mark.parametrize("path", ["/", "/page/events", "/bot1:x/getMe"])
async def test_other_host_names_are_refused_everywhere(page: httpx.AsyncClient, path: str) -> None:
    assert (await page.get(path, headers={"Host": "rebound.example:80"})).status_code == 403


async def test_the_own_origin_is_welcome(server: LocalServer, page: httpx.AsyncClient) -> None:
    for origin in (server.url.rstrip("/"), server.url.rstrip("/").replace("127.0.0.1", "localhost")):
        assert (await page.post("/page/say", json=saying("x"), headers={"Origin": origin})).status_code == 200
