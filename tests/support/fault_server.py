"""A web server on loopback with faults of all kinds: each path has a handler, and requests are counted."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Self

import brotli
from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FaultServer:
    """``async with FaultServer() as server``: ``server.serves(path, ...)`` sets the response of a path."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.requests: Counter[str] = Counter()  #: path -> how often it was asked for
        self.seen: list[web.Request] = []  #: all requests, in order
        self._handlers: dict[str, Handler] = {}
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, auto_decompress=False, handle_signals=False, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, ssl_context=self._tls)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner
        await self._runner.cleanup()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http{'s' if self._tls else ''}://{host}:{self.port}{path}"

    def on(self, path: str, handler: Handler) -> None:
        self._handlers[path] = handler

    def serves(
        self, path: str, body: bytes | str = b"", *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        """Return the same response each time."""
        data = body.encode() if isinstance(body, str) else body

        async def handler(_request: web.Request) -> web.Response:
            return web.Response(body=data, status=status, headers=headers)

        self.on(path, handler)

    def redirects(self, path: str, to: str, *, status: int = 302) -> None:
        self.serves(path, status=status, headers={"Location": to})

    def drips(self, path: str, *, every: float = 0.05) -> None:
        """Send one byte at a time, endlessly."""

        async def handler(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse()
            await response.prepare(request)
            while True:
                await response.write(b"x")
                await asyncio.sleep(every)

        self.on(path, handler)

    def cuts(self, path: str, body: bytes, *, promised: int) -> None:
        """Close the connection after ``body`` of the ``promised`` bytes."""

        async def handler(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse(headers={"Content-Length": str(promised)})
            await response.prepare(request)
            await response.write(body)
            assert request.transport
            request.transport.close()
            return response

        self.on(path, handler)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests[request.path] += 1
        self.seen.append(request)
        handler = self._handlers.get(request.path)
        return await handler(request) if handler else web.Response(status=404, text="not found")


def bomb(encoding: str, megabytes: int = 64) -> bytes:
    """A small compressed body that expands to a large one."""
    data = bytes(megabytes << 20)
    packers: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "br": brotli.compress}
    return packers.get(encoding, zlib.compress)(data)
