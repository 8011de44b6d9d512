"""Updates by webhook: Telegram calls, and gets status 200 when the update is stored.

secret missing or wrong   403, nothing read
too large                 413
not there in time         408; Telegram sends it again
broken off                nothing, as nobody is there
anything else             200: unreadable updates are counted, because Telegram would send them again and again and
                          hold back what follows in that chat
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.errors import SettingError
from handlers.transport.intake import Intake

HERE = "127.0.0.1"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
MAX_BODY = 4 * 2**20  # bytes; Telegram's updates have some tens of thousands
BODY_TIME = (
    20.0  # seconds in which a body must be there; a proxy that passes on slow ones would keep a file open for each
)
STOP_TIME = 2.0  # seconds that calls under way get at shutdown
_CALLS = logging.getLogger(f"{__name__}.calls")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates to, and the local port to which a proxy forwards them.

    If the operator sets no secret, one is generated: otherwise whoever knows the URL could impersonate anybody.
    """

    url: str
    port: int
    secret: str = field(repr=False, default_factory=lambda: secrets.token_urlsafe(32))


class WebhookServer:
    """Receives Telegram's calls."""

    def __init__(self, webhook: Webhook, intake: Intake) -> None:
        self._webhook = webhook
        self._path = urlsplit(webhook.url).path or "/"
        self._intake = intake
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen for calls. Raises SettingError for a busy port."""
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/{path:.*}", self._receive)
        _CALLS.addFilter(_is_own_fault)
        self._runner = web.AppRunner(app, access_log=None, logger=_CALLS, shutdown_timeout=STOP_TIME)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HERE, self._webhook.port).start()
        except OSError as error:
            await self.stop()
            why = os.strerror(error.errno) if error.errno else type(error).__name__
            raise SettingError(f"The webhook cannot listen on port {self._webhook.port}: {why}.") from None

    async def stop(self) -> None:
        """Stop accepting calls; idempotent."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _receive(self, request: web.Request) -> web.Response:
        if request.path.rstrip("/") != self._path.rstrip("/"):
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405)
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not secrets.compare_digest(given, self._webhook.secret.encode()):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(BODY_TIME):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        except (ConnectionError, HttpProcessingError):
            return web.Response(status=400)
        await self._intake.take([_parsed(body)])
        return web.Response()


def _is_own_fault(record: logging.LogRecord) -> bool:
    """Not that somebody does not speak HTTP, which aiohttp answers with 400 and would log with their bytes."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
