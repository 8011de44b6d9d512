"""Delivery of updates to the bot's own HTTP server, only on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

from handlers.localchat.errors import bad_request
from handlers.localchat.state import Clock
from handlers.localchat.updates import Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
MAX_CONNECTIONS = 100
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds before a failed delivery is retried
ANSWER_TIME = 30.0  # seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class WebhookSettings:
    """The parameters of setWebhook."""

    url: str
    secret: str = ""
    max_connections: int = 40

    def __post_init__(self) -> None:
        """Check them by Telegram's rules, except that http, any port and only this machine are allowed.

        Raises ApiError.
        """
        if not self.url:
            return
        if not _is_here(self.url):
            raise bad_request("bad webhook: the local server delivers to 127.0.0.1 and localhost only")
        if not _SECRET.fullmatch(self.secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= self.max_connections <= MAX_CONNECTIONS:
            raise bad_request("max_connections must be between 1 and 100")


@dataclass(slots=True)
class WebhookSender:
    """Sends pending updates one by one, in order, and retries a refused one until it is accepted."""

    updates: Updates
    clock: Clock
    settings: WebhookSettings = WebhookSettings(url="")
    last_error: str = ""
    last_error_at: datetime | None = None
    _task: asyncio.Task[None] | None = field(default=None, repr=False)

    async def use(self, settings: WebhookSettings) -> None:
        """Start delivery to a URL, or stop it if the URL is empty."""
        await self.stop()
        self.settings, self.last_error, self.last_error_at = settings, "", None
        await self.updates.use_webhook(settings.url)
        if settings.url:
            self._task = asyncio.create_task(self._deliver(), name="localchat-webhook")

    async def stop(self) -> None:
        """Stop delivery; pending updates stay pending."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _deliver(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_TIME)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            pause = FIRST_PAUSE
            while True:
                update = await self.updates.first()
                if await self._sent(session, update):
                    await self.updates.confirm(update["update_id"] + 1)
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

    async def _sent(self, session: aiohttp.ClientSession, update: Update) -> bool:
        headers = {SECRET_HEADER: self.settings.secret} if self.settings.secret else {}
        try:
            async with session.post(self.settings.url, json=update, headers=headers, allow_redirects=False) as answer:
                if answer.ok:
                    return True
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (aiohttp.ClientError, TimeoutError):
            self._failed("Connection failed")
        return False

    def _failed(self, error: str) -> None:
        self.last_error, self.last_error_at = error, self.clock()


def _is_here(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https"):
        return False
    with contextlib.suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"
