"""Requests over aiohttp: what becomes of each of Telegram's answers, time-outs, files, proxies, cancelled callers."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import ClientResponse, web
from telegram import Bot, InputFile
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

from handlers.transport.request import AiohttpRequest, NotSent

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
TOKEN = "123:secret"
MESSAGE: dict[str, object] = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """A server on this machine; its address up to and including the token."""
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    listener = socket.create_server(("127.0.0.1", 0))
    await web.SockSite(runner, listener).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/bot{TOKEN}"
    finally:
        await runner.cleanup()


def refusal(status: int, description: str, **parameters: int) -> Callable[[], web.Response]:
    data: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    return lambda: web.json_response(data | ({"parameters": parameters} if parameters else {}), status=status)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.json_response({"ok": True, "result": MESSAGE}),
        refusal(400, "Bad Request: chat not found"),
        refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005),
        refusal(401, "Unauthorized"),
        refusal(403, "Forbidden: bot was blocked by the user"),
        refusal(404, "Not Found"),
        refusal(409, "Conflict: terminated by other getUpdates request"),
        refusal(429, "Too Many Requests: retry after 7", retry_after=7),
        refusal(500, "Internal Server Error"),
        lambda: web.json_response({}, status=502),
        lambda: web.json_response({}, status=599),
    ],
    ids=["ok", "400", "moved", "401", "403", "404", "409", "429", "500", "502", "599"],
)
async def test_answers_mean_what_they_mean_to_the_library(answer: Callable[[], web.Response]) -> None:
    async def handle(_request: web.Request) -> web.Response:
        return answer()

    async with serving(handle) as url:
        ours = await outcome(AiohttpRequest(pool=2), url)
        theirs = await outcome(HTTPXRequest(httpx_kwargs={"trust_env": False, "verify": False}), url)

    assert ours == theirs


async def outcome(request: BaseRequest, url: str) -> tuple[type, str]:
    async with request:
        try:
            return dict, str(await request.post(f"{url}/sendMessage"))
        except TelegramError as error:
            return type(error), str(error)


SENT = (
    b'{"ok":true,"result":{"message_id":57,"from":{"id":123,"is_bot":true},"chat":{"id":1,"type":"private"},"date":1}}'
)


@pytest.mark.parametrize("announced", [0, len(SENT)], ids=["as if it were whole", "announced longer"])
@pytest.mark.parametrize("cut", range(30, len(SENT), 7))
async def test_of_an_answer_that_breaks_off_the_number_of_the_message_is_kept(cut: int, announced: int) -> None:
    """What was sent is not sent again, if its number is there."""

    async def handle(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": str(announced or cut)})
        await answer.prepare(request)
        await answer.write(SENT[:cut])
        if announced and request.transport is not None:
            request.transport.close()
        return answer

    async with serving(handle) as url:
        found, told = await outcome(AiohttpRequest(pool=2), url)

    assert (found is dict) == (cut >= SENT.index(b',"from"') + 1)
    assert "'message_id': 57" in told or found is not dict


UNREADABLE = {
    "no JSON": "hello",
    "cut off": '{"ok":true,"result":',
    "nothing": "",
    "deep": "[" * 100_000,
    "a list": "[]",
    "null": "null",
    "no ok": "{}",
    "no result": '{"ok":true}',
    "ok, but of what": '{"ok":1,"result":{}}',
    "result null": '{"ok":true,"result":null}',
    "result text": '{"ok":true,"result":"sent"}',
    "result true": '{"ok":true,"result":true}',
    "result without a number": '{"ok":true,"result":{"message_id":"5","date":1,"chat":{}}}',
    "a refusal without a code": '{"ok":false,"error_code":200}',
    "a refusal with a word as its code": '{"ok":false,"error_code":"429"}',
    "updates": '{"ok":true,"result":[]}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
async def test_an_answer_that_says_nothing_of_the_request_is_a_failed_connection_and_not_logged(
    body: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def handle(_request: web.Request) -> web.Response:
        return web.Response(text=body)

    async with serving(handle) as url:
        assert await outcome(AiohttpRequest(pool=2), url) == (NetworkError, "an answer that cannot be read")
    assert not caplog.records


@pytest.mark.parametrize(
    "body",
    ["<html>a reader's words</html>", "[]", "null", '{"parameters":[1]}', "{", '"text"', '{"message":"Forbidden"}'],
)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 429, 502])
async def test_a_refusal_that_is_not_from_the_bot_api_is_a_failed_connection(
    status: int, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def handle(_request: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    async with serving(handle) as url:
        kind, told = await outcome(AiohttpRequest(pool=2), url)

    assert kind is NetworkError
    assert "words" not in told
    assert not caplog.records


async def test_a_refusal_under_the_status_of_success_is_one() -> None:
    async def handle(_request: web.Request) -> web.Response:
        refused = {"ok": False, "error_code": 429, "description": "later", "parameters": {"retry_after": 7}}
        return web.json_response(refused)

    async with serving(handle) as url:
        kind, _ = await outcome(AiohttpRequest(pool=2), url)

    assert kind is RetryAfter


async def test_a_silent_server_is_a_time_out_after_which_the_message_may_have_arrived() -> None:
    let_go = asyncio.Event()

    async def handle(_request: web.Request) -> web.Response:
        await let_go.wait()
        return web.Response()

    async with serving(handle) as url, AiohttpRequest(pool=2, linger=0) as request:
        with pytest.raises(TimedOut) as caught:
            await request.post(f"{url}/sendMessage", read_timeout=0.05)
        let_go.set()

    assert not isinstance(caught.value, NotSent)


async def test_a_server_that_takes_no_connection_is_a_time_out_before_anything_was_sent() -> None:
    with full_listener() as port:
        async with AiohttpRequest(pool=2, connect_timeout=0.1) as request:
            with pytest.raises(NotSent):
                await request.post(f"http://127.0.0.1:{port}/bot{TOKEN}/getMe")


class full_listener:
    """A listening socket whose queue of connections is full: further ones hang."""

    def __enter__(self) -> int:
        self._sockets = [socket.socket()]
        self._sockets[0].bind(("127.0.0.1", 0))
        self._sockets[0].listen(0)
        for _ in range(4):
            waiting = socket.socket()
            waiting.setblocking(False)
            with suppress(BlockingIOError):
                waiting.connect(self._sockets[0].getsockname())
            self._sockets.append(waiting)
        return int(self._sockets[0].getsockname()[1])

    def __exit__(self, *_: object) -> None:
        for one in self._sockets:
            one.close()


async def test_a_refused_or_dropped_connection_is_a_network_error_without_the_token() -> None:
    async def drop(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with serving(drop) as url, AiohttpRequest(pool=2) as request:
        with pytest.raises(NetworkError) as dropped:
            await request.post(f"{url}/sendMessage")
    async with AiohttpRequest(pool=2) as request:
        with pytest.raises(NetworkError) as refused:
            await request.post(f"{url}/sendMessage")

    for caught in (dropped, refused):
        assert not isinstance(caught.value, TimedOut)
        assert TOKEN not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_too_many_requests_at_once_wait_and_then_were_not_sent() -> None:
    let_go = asyncio.Event()

    async def handle(_request: web.Request) -> web.Response:
        await let_go.wait()
        return web.json_response({"ok": True, "result": MESSAGE})

    async with serving(handle) as url, AiohttpRequest(pool=1, pool_timeout=0.05) as request:
        first = asyncio.create_task(request.post(f"{url}/sendMessage"))
        await asyncio.sleep(0)
        with pytest.raises(NotSent):
            await request.post(f"{url}/sendMessage")
        let_go.set()
        assert await first == MESSAGE


async def test_a_cancelled_caller_leaves_its_request_to_end_by_itself() -> None:
    seen, let_go, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def handle(_request: web.Request) -> web.Response:
        seen.set()
        await let_go.wait()
        done.set()
        return web.json_response({"ok": True, "result": MESSAGE})

    async with serving(handle) as url, AiohttpRequest(pool=1) as request:
        caller = asyncio.create_task(request.post(f"{url}/sendChatAction"))
        await seen.wait()
        caller.cancel()
        await asyncio.wait([caller])
        assert request.under_way == 1
        let_go.set()
        assert await request.post(f"{url}/sendMessage") == MESSAGE
        assert request.under_way == 0

    assert done.is_set()


async def test_files_and_words_go_up_in_one_form_and_files_come_down() -> None:
    got: dict[str, object] = {}

    async def handle(request: web.Request) -> web.Response:
        if request.method == "GET":
            return web.Response(body=b"\x00picture" * 1000)
        form = await request.post()
        photo = form["photo"]
        assert isinstance(photo, web.FileField)
        got.update(chat=form["chat_id"], caption=form["caption"], name=photo.filename, bytes=photo.file.read())
        photo.file.close()
        return web.json_response({"ok": True, "result": MESSAGE})

    async with serving(handle) as url, AiohttpRequest(pool=1) as request:
        bot = Bot(TOKEN, base_url=url.removesuffix(TOKEN), request=request)
        with suppress(TypeError, AttributeError):  # the answer above is no message
            await bot.send_photo(-5, InputFile(b"png", "Übersicht.png"), caption="a & b = “c”")
        down = await request.retrieve(f"{url}/file")

    assert got == {"chat": "-5", "caption": "a & b = “c”", "name": "Übersicht.png", "bytes": b"png"}
    assert down == b"\x00picture" * 1000


async def test_a_proxy_is_asked_instead_of_the_server() -> None:
    asked: list[str] = []

    async def proxy(request: web.Request) -> web.Response:
        asked.append(str(request.url))
        return web.json_response({"ok": True, "result": MESSAGE})

    async with serving(proxy) as url:
        address = url.rpartition("/")[0]
        async with AiohttpRequest(pool=1, proxy=address) as request:
            await request.post(f"http://telegram.test/bot{TOKEN}/getMe")

    assert asked == [f"http://telegram.test/bot{TOKEN}/getMe"]


async def test_leaked_connections_are_replaced_by_new_ones(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(half_answered) as url, AiohttpRequest(pool=1, connect_timeout=0.02) as request:
        leaked = await leak(request, url)
        for _ in range(5):
            with pytest.raises(NotSent):
                await request.post(f"{url}/sendMessage")

        assert await request.post(f"{url}/sendMessage") == MESSAGE
        leaked.close()

    assert "starting with new ones" in caplog.text


async def test_when_new_connections_do_not_help_either_the_bot_is_told_once_telegram_can_be_reached() -> None:
    stuck: list[str] = []
    leaked: list[ClientResponse] = []
    request = AiohttpRequest(pool=1, connect_timeout=0.02, stuck=lambda: stuck.append("stuck"))
    async with serving(half_answered) as url, request:
        for _ in range(2):
            assert stuck == []
            leaked.append(await leak(request, url))
            for _ in range(5):
                with pytest.raises(NotSent):
                    await request.post(f"{url}/sendMessage")
        for one in leaked:
            one.close()

    assert stuck == ["stuck"]


async def test_a_network_that_is_down_is_no_reason_to_end() -> None:
    stuck: list[str] = []
    request = AiohttpRequest(pool=1, connect_timeout=0.02, read_timeout=0.02, stuck=lambda: stuck.append("stuck"))
    with full_listener() as port:
        async with request:
            for _ in range(10):
                with pytest.raises(NotSent):
                    await request.post(f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage")

    assert stuck == []


async def half_answered(request: web.Request) -> web.StreamResponse:
    """Telegram, but one method never ends its answer."""
    if not request.path.endswith("/leak"):
        return web.json_response({"ok": True, "result": MESSAGE})
    answer = web.StreamResponse()
    await answer.prepare(request)
    await answer.write(b"{")
    await asyncio.sleep(60)
    return answer


async def leak(request: AiohttpRequest, url: str) -> ClientResponse:
    """Take a connection out of the pool and keep it, as a fault of the library below might."""
    assert request._session is not None
    return await request._session.get(f"{url}/leak")
