"""/healthz and /metrics on this machine, for monitoring newsbot.

/healthz   200 "ok"; 503 with a line for each problem
/metrics   Prometheus' text format
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import SettingError
from bot.newsroom import Newsroom
from handlers.operation.metrics import Metrics
from handlers.transport.delivery import told_of

HERE = "127.0.0.1"
SILENT = 180.0  # seconds without a response from Telegram's server; one request for updates lasts thirty
STOP_TIME = 1.0  # seconds that open connections get at shutdown


class Monitor:
    """``silent_for``: seconds since Telegram's server last answered; None if nothing has been asked yet."""

    def __init__(self, newsroom: Newsroom, metrics: Metrics, silent_for: Callable[[], float | None]) -> None:
        self._newsroom = newsroom
        self._metrics = metrics
        self._silent_for = silent_for

    async def healthz(self, _request: web.Request) -> web.Response:
        """Whether the bot is able to work."""
        wrong = [one for one in (await asyncio.to_thread(self._database), self._telegram()) if one]
        return web.Response(text="\n".join(wrong) or "ok", status=503 if wrong else 200)

    async def metrics(self, _request: web.Request) -> web.Response:
        """All counters and gauges."""
        try:
            body = await asyncio.to_thread(self._metrics.text)
        except Exception as error:
            return web.Response(text=type(error).__name__, status=503)
        return web.Response(body=body, content_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})

    def _database(self) -> str:
        try:
            self._newsroom.is_empty()
            self._newsroom.deliveries.changes()  # fails if the file is gone, which reading does not notice
        except Exception as error:  # any error: without its database the bot can do nothing
            return f"database: {told_of(error)}"
        wrong = self._newsroom.integrity.damage or self._newsroom.integrity.refused
        return wrong and f"database: {wrong}"

    def _telegram(self) -> str:
        silent = self._silent_for()
        return f"telegram: silent for {silent:.0f} s" if silent is not None and silent > SILENT else ""


@asynccontextmanager
async def watched(monitor: Monitor, port: int) -> AsyncIterator[None]:
    """Serve the two pages while the body runs; ``port`` 0 for none. Raises SettingError for a busy port."""
    if not port:
        yield
        return
    app = web.Application()
    app.add_routes([web.get("/healthz", monitor.healthz), web.get("/metrics", monitor.metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_TIME)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, HERE, port).start()
        except OSError as error:
            why = os.strerror(error.errno) if error.errno else type(error).__name__
            raise SettingError(f"NEWSBOT_MONITOR_PORT: port {port} cannot be used: {why}.") from None
        yield
    finally:
        await runner.cleanup()
