"""The composition root: token, clock and newsroom in, a running bot out."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, Update
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from telegram.ext import Application, Updater
from telegram.request import HTTPXRequest

from bot.errors import SettingError
from bot.newsroom import Newsroom
from handlers import ask, failures, following, latest, members, menu, presses, start, strange, who
from handlers.delivery import Courier
from handlers.desk import Desk, TelegramApplication
from handlers.limits import AT_ONCE, InOrder
from handlers.render_menu import COMMANDS
from handlers.sending import Sender

ALLOWED_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]  # edited messages stay unanswered
THREADS = 32  # look-ups at the same time; the default (cores + 4) would let a few slow ones hold up all others
POLL = 30  # seconds that one request for updates stays open
READ_TIMEOUT = 20.0  # seconds
CONNECT_TIMEOUT = 10.0
LONGEST_PAUSE = 30.0  # seconds between attempts to reach Telegram at the start
LAST_WAIT = 10.0  # seconds that answers under way get when the bot stops
HERE = "127.0.0.1"
WEBHOOK_PORT = 8443  # where the webhook listens on this machine, behind a proxy that ends TLS

DESCRIPTION = (
    "Ask me about the news. I answer with exact, cited sentences from articles, or say that they don't say. "
    "/who gives who said what, /follow sends you new articles."
)
SHORT_DESCRIPTION = "Exact, cited answers from the news. Who said what. New articles on what you follow."
WRONG_TOKEN = "NEWSBOT_TELEGRAM_TOKEN is not accepted by Telegram; copy the token from @BotFather again."  # noqa: S105
WRONG_WEBHOOK = (
    "NEWSBOT_WEBHOOK_URL is not accepted by Telegram; it must be a public https address on port 443, 80, 88 or 8443."
)
SECOND_POLLER = (
    "Another program is fetching this bot's messages with the same token, so this one stopped; "
    "run only one newsbot for each token."
)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates to, and the port here that a proxy passes them on to."""

    url: str
    secret: str = field(repr=False)
    port: int


def build_application(
    newsroom: Newsroom,
    *,
    token: str,
    base_url: str | None = None,
    admins: frozenset[int] = frozenset(),
    clock: Callable[[], datetime] | None = None,
) -> TelegramApplication:
    """Everything wired up, nothing running yet.

    ``base_url``: of a Bot API server, without the token ("http://127.0.0.1:8081/bot"); None = Telegram's own.
    ``clock``: gives aware UTC; None = the real time.
    """
    app, _desk = _assemble(newsroom, token=token, base_url=base_url, admins=admins, clock=clock or _now)
    return app


async def serve(
    newsroom: Newsroom,
    *,
    token: str,
    base_url: str | None = None,
    admins: frozenset[int] = frozenset(),
    stop: asyncio.Event,
    ready: Callable[[], None] | None = None,
    webhook_url: str = "",
    webhook_secret: str = "",
    webhook_port: int = WEBHOOK_PORT,
    clock: Callable[[], datetime] | None = None,
) -> None:
    """Run the bot until ``stop`` is set; ``ready`` is called once it takes messages.

    Polls, or where ``webhook_url`` is given listens for Telegram's calls on ``webhook_port`` of this machine. Raises
    SettingError for a token or webhook that Telegram refuses, and when a second program fetches updates with the
    same token.
    """
    app, desk = _assemble(newsroom, token=token, base_url=base_url, admins=admins, clock=clock or _now)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="newsroom"))
    fatal: list[SettingError] = []

    def polling_failed(error: TelegramError) -> None:
        if isinstance(error, Conflict | InvalidToken):
            fatal.append(SettingError(SECOND_POLLER if isinstance(error, Conflict) else WRONG_TOKEN))
            stop.set()
        else:
            _LOG.warning("no updates: %s; trying again", type(error).__name__)

    if not await _reach_telegram(app, stop):
        return
    try:
        await introduce(app)
        webhook = Webhook(webhook_url, webhook_secret, webhook_port) if webhook_url else None
        async with _running(app, polling_failed, webhook):
            if ready:
                ready()
            await Courier(newsroom, desk.sender, desk.clock).run(stop)
    finally:
        await app.shutdown()
    if fatal:
        raise fatal[0]


async def introduce(app: TelegramApplication) -> None:
    """Set the command menus and descriptions; the bot works without them, so a failure is only logged."""
    bot: Bot = app.bot
    everywhere = [BotCommand(one.name, one.description) for one in COMMANDS]
    groups = [BotCommand(one.name, one.description) for one in COMMANDS if one.in_groups]
    try:
        await bot.set_my_commands(everywhere)
        await bot.set_my_commands(groups, scope=BotCommandScopeAllGroupChats())
        await bot.set_my_description(DESCRIPTION)
        await bot.set_my_short_description(SHORT_DESCRIPTION)
    except TelegramError as error:
        _LOG.warning("menu and description not set: %s", type(error).__name__)


def _assemble(
    newsroom: Newsroom,
    *,
    token: str,
    base_url: str | None,
    admins: frozenset[int],
    clock: Callable[[], datetime],
) -> tuple[TelegramApplication, Desk]:
    os.environ["PTB_TIMEDELTA"] = "1"  # RetryAfter.retry_after as a timedelta, without the warning about its future
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its INFO lines hold the token
    app = _application(token, base_url)
    desk = Desk(newsroom=newsroom, sender=Sender(app.bot), clock=clock, admins=admins)
    for module in (start, menu, latest, who, following, members, ask, presses, strange, failures):
        module.register(app, desk)
    menu.register_unknown(app, desk)
    return app, desk


def _application(token: str, base_url: str | None) -> TelegramApplication:
    builder = (
        Application.builder()
        .request(_request(base_url, pool=AT_ONCE))
        .get_updates_request(_request(base_url, pool=2))
        .concurrent_updates(InOrder())
        .job_queue(None)
        .post_init(introduce)
    )
    if base_url:
        builder = builder.base_url(base_url).base_file_url(base_url.removesuffix("/bot") + "/file/bot")
    try:
        return builder.token(token).build()
    except InvalidToken:
        raise SettingError(WRONG_TOKEN) from None


def _request(base_url: str | None, *, pool: int) -> HTTPXRequest:
    """A proxy from the environment serves for Telegram, but not for a server on this machine."""
    here = urlsplit(base_url or "").hostname in {HERE, "localhost", "::1"}
    return HTTPXRequest(
        connection_pool_size=pool,
        read_timeout=READ_TIMEOUT,
        connect_timeout=CONNECT_TIMEOUT,
        httpx_kwargs={"trust_env": False} if here else None,
    )


async def _reach_telegram(app: TelegramApplication, stop: asyncio.Event) -> bool:
    """Check the token, waiting for the network if need be; False when stopped meanwhile. Raises SettingError."""
    pause = 1.0
    while not stop.is_set():
        try:
            await app.initialize()
        except InvalidToken:
            await app.bot.shutdown()
            raise SettingError(WRONG_TOKEN) from None  # PTB's own message holds the token
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
async def _running(
    app: TelegramApplication, polling_failed: Callable[[TelegramError], None], webhook: Webhook | None
) -> AsyncIterator[None]:
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
                timeout=POLL, allowed_updates=ALLOWED_UPDATES, error_callback=polling_failed, bootstrap_retries=-1
            )
        yield
    finally:
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


def _now() -> datetime:
    return datetime.now(UTC)
