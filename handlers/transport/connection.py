"""The line to Telegram: requests, the token's check, updates by polling or webhook, and what ends it for good."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from telegram.ext import Application, Updater

from bot.errors import NewsbotError, SettingError
from handlers.transport.limits import AT_ONCE, InOrder
from handlers.transport.proxies import proxy_for
from handlers.transport.request import AiohttpRequest
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.update_repair import legible

ALLOWED_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]  # edited messages stay unanswered
POLL = 30  # seconds that one request for updates stays open
LONGEST_PAUSE = 30.0  # seconds between attempts to reach Telegram at the start
LAST_WAIT = 10.0  # seconds that answers under way get when the bot stops
HERE = "127.0.0.1"
TELEGRAM = "https://api.telegram.org/bot"

WRONG_TOKEN = "NEWSBOT_TELEGRAM_TOKEN is not accepted by Telegram; copy the token from @BotFather again."  # noqa: S105
WRONG_WEBHOOK = (
    "NEWSBOT_WEBHOOK_URL is not accepted by Telegram; it must be a public https address on port 443, 80, 88 or 8443."
)
SECOND_POLLER = (
    "Another program is fetching this bot's messages with the same token, so this one stopped; "
    "run only one newsbot for each token."
)
MUTE = (
    "Nothing gets through to Telegram any more although Telegram can be reached, so newsbot stopped; start it again, "
    "or let a supervisor do so."
)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates to, and the port here that a proxy passes them on to."""

    url: str
    secret: str = field(repr=False)
    port: int


@dataclass(slots=True)
class Ending:
    """When the bot ends: asked to, or by a fault that it cannot mend by itself."""

    stop: asyncio.Event
    fault: NewsbotError | None = None

    def because(self, words: str) -> None:
        """End with a fault; the first one counts."""
        self.fault = self.fault or SettingError(words)
        self.stop.set()

    def mute(self) -> None:
        """No message gets out any more: see watchdog.py."""
        self.fault = self.fault or NewsbotError(MUTE)
        self.stop.set()

    def token_refused(self) -> None:
        """The token was accepted once, and is no longer."""
        self.because(WRONG_TOKEN)

    def polling_failed(self, error: TelegramError) -> None:
        """A request for updates failed: for good when somebody else polls, else the library tries again."""
        if isinstance(error, Conflict):
            self.because(SECOND_POLLER)
        else:
            _LOG.warning("no updates: %s; trying again", type(error).__name__)


def connected(token: str, base_url: str | None, ending: Ending) -> TelegramApplication:
    """An application without handlers. ``ending`` is told when a running bot's token is refused and when nothing
    gets out any more.

    Raises SettingError for an empty token and for a proxy that cannot be used.
    """
    _quiet_libraries()
    proxy = proxy_for(base_url or TELEGRAM, os.environ)
    updates = _UpdatesRequest(pool=2, proxy=proxy, linger=0.0)
    updates.refused = ending.token_refused
    builder = (
        Application.builder()
        .request(AiohttpRequest(pool=AT_ONCE, proxy=proxy, stuck=ending.mute))
        .get_updates_request(updates)
        .concurrent_updates(InOrder())
        .job_queue(None)
    )
    if base_url:
        builder = builder.base_url(base_url).base_file_url(base_url.removesuffix("/bot") + "/file/bot")
    try:
        return builder.token(token).build()
    except InvalidToken:
        raise SettingError(WRONG_TOKEN) from None  # the library's own message holds the token


async def reach_telegram(app: TelegramApplication, stop: asyncio.Event) -> bool:
    """Check the token, waiting for the network if need be; False when stopped meanwhile. Raises SettingError."""
    pause = 1.0
    while not stop.is_set():
        try:
            await app.initialize()
        except InvalidToken:
            await app.bot.shutdown()
            raise SettingError(WRONG_TOKEN) from None
        except TelegramError as error:
            _LOG.warning("Telegram cannot be reached: %s; trying again in %.0f s", type(error).__name__, pause)
        else:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    await app.bot.shutdown()
    return False


@asynccontextmanager
async def running(app: TelegramApplication, ending: Ending, webhook: Webhook | None = None) -> AsyncIterator[None]:
    """The application with its updates coming in; on leaving, what is under way is finished."""
    updater = app.updater
    if updater is None:
        raise RuntimeError("the application was built without an updater")
    await app.start()
    try:
        if webhook:
            await _listen(updater, webhook)
        else:
            await updater.start_polling(
                timeout=POLL,
                allowed_updates=ALLOWED_UPDATES,
                error_callback=ending.polling_failed,
                bootstrap_retries=-1,
            )
        yield
    finally:
        with suppress(InvalidToken):  # of a polling loop that ended with it; ``ending`` knows
            if updater.running:
                await updater.stop()
        with suppress(TimeoutError):  # answers that wait for flood control are given up
            await asyncio.wait_for(app.stop(), LAST_WAIT)


async def _listen(updater: Updater, webhook: Webhook) -> None:
    """Take Telegram's calls. Raises SettingError for an address that it refuses and for a busy port."""
    try:
        socket.create_server((HERE, webhook.port)).close()  # the library would leave its socket open
        await updater.start_webhook(
            listen=HERE,
            port=webhook.port,
            url_path=urlsplit(webhook.url).path.lstrip("/"),
            webhook_url=webhook.url,
            secret_token=webhook.secret or None,
            allowed_updates=ALLOWED_UPDATES,
        )
    except BadRequest:
        raise SettingError(WRONG_WEBHOOK) from None
    except OSError as error:
        raise SettingError(f"The webhook cannot listen on port {webhook.port}: {error.strerror}.") from None


class _UpdatesRequest(AiohttpRequest):
    """The connection for updates; notices a refused token, at which the library stops polling without a word, and
    passes on no update that the library cannot read."""

    refused: Callable[[], None]

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        """As the library's own."""
        status, body = await super().do_request(*args, **options)
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
            self.refused()
        return status, legible(body) if status == HTTPStatus.OK else body


def _quiet_libraries() -> None:
    # the loops of python-telegram-bot log each failure with its traceback; we say the same in a line
    # and some of them with all that an update says
    logging.getLogger("telegram.ext").setLevel(logging.CRITICAL + 1)
    logging.getLogger("telegram.ext.Application").setLevel(logging.WARNING)
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # it logs answers that are no JSON, words and all
