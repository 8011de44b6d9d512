"""Access control of the local server: only its own page and bot, not other sites open in the browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guard(hosts: Callable[[], frozenset[str]]) -> Any:
    """Middleware that refuses other host names (DNS rebinding) and pages of other sites (CSRF) on all endpoints."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.host not in hosts() or (origin is not None and origin.removeprefix("http://") not in hosts()):
            return web.Response(status=403, text="This server answers its own page and bot only.")
        return await handler(request)

    return check
