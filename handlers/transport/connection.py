"""The connection to Telegram: requests, the token check, and updates by polling or webhook."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from telegram import Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application

from bot.errors import SettingError
from bot.pausing import sleep_unless
from bot.store.chats.inbox import Inbox
from handlers.transport.bot import RawUpdatesBot
from handlers.transport.ending import WRONG_TOKEN, Ending
from handlers.transport.intake import Intake
from handlers.transport.ordering import AT_ONCE, InOrder
from handlers.transport.polling import Poller
from handlers.transport.proxies import proxy_for
from handlers.transport.request import AiohttpRequest
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.webhook import Webhook, WebhookServer
from handlers.transport.webhook_watch import WebhookWatch

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
]
LONGEST_PAUSE = 30.0  # seconds between attempts to reach Telegram at startup
LAST_WAIT = 10.0  # seconds that answers under way get at shutdown; the rest is left for the next run
TELEGRAM = "https://api.telegram.org/bot"
WRONG_WEBHOOK = (
    "NEWSBOT_WEBHOOK_URL is not accepted by Telegram; it must be a public https address on port 443, 80, 88 or 8443."
)
_LOG = logging.getLogger(__name__)


def connected(token: str, base_url: str | None, ending: Ending) -> TelegramApplication:
    """Build an application without handlers. ``ending`` is notified when no request gets out any more.

    Raises SettingError for an empty token and for an unusable proxy.
    """
    _quiet_libraries()
    address = base_url or TELEGRAM
    proxy = proxy_for(address, os.environ)
    try:
        bot = RawUpdatesBot(
            token,
            base_url=address,
            base_file_url=address.removesuffix("/bot") + "/file/bot",
            request=AiohttpRequest(pool=AT_ONCE, proxy=proxy, stuck=ending.mute),
            get_updates_request=AiohttpRequest(pool=2, proxy=proxy, linger=0.0),
        )
    except InvalidToken:
        raise SettingError(WRONG_TOKEN) from None  # the library's own message contains the token
    return Application.builder().bot(bot).updater(None).concurrent_updates(InOrder()).job_queue(None).build()


async def reach_telegram(app: TelegramApplication, stop: asyncio.Event) -> bool:
    """Check the token, waiting for the network if necessary; False if stopped meanwhile. Raises SettingError."""
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
        await sleep_unless(stop, pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    await app.bot.shutdown()
    return False


@asynccontextmanager
async def running(
    app: TelegramApplication,
    ending: Ending,
    inbox: Inbox,
    clock: Callable[[], datetime],
    *,
    webhook: Webhook | None = None,
    afresh: bool = False,
) -> AsyncIterator[Intake]:
    """Run the application and receive updates; on exit, finish what is under way or leave it in the inbox.

    ``afresh``: what earlier runs left in the inbox is meaningless to this server. Raises SettingError for a webhook
    that Telegram refuses or that cannot listen, and StoreError.
    """
    order = app.update_processor
    if not isinstance(order, InOrder):
        raise TypeError("the application was built with another update processor")
    intake = Intake(inbox, app.bot, app.update_queue, clock, ending.stop)
    order.finished = intake.finished
    await intake.start(afresh=afresh)
    await app.start()
    try:
        coming = _listening(app.bot, intake, ending, webhook) if webhook else _polling(app.bot, intake, ending)
        async with coming:
            yield intake
    finally:
        with suppress(TimeoutError):
            await asyncio.wait_for(app.stop(), LAST_WAIT)
        await order.abandon()
        await intake.close()


@asynccontextmanager
async def _polling(bot: RawUpdatesBot, intake: Intake, ending: Ending) -> AsyncIterator[None]:
    polling = asyncio.create_task(Poller(bot, intake, ending, allowed=ALLOWED_UPDATES).run())
    try:
        yield
    finally:
        ending.stop.set()
        await polling


@asynccontextmanager
async def _listening(bot: RawUpdatesBot, intake: Intake, ending: Ending, webhook: Webhook) -> AsyncIterator[None]:
    server = WebhookServer(webhook, intake)
    await server.start()
    watching: list[asyncio.Task[None]] = []
    try:
        await _announce(bot, webhook, ending.stop)
        watch = WebhookWatch(bot, webhook.url, lambda: set_webhook(bot, webhook), ending)
        watching.append(asyncio.create_task(watch.run()))
        yield
    finally:
        ending.stop.set()
        await asyncio.gather(*watching)
        await server.stop()


async def set_webhook(bot: RawUpdatesBot, webhook: Webhook) -> None:
    """Tell Telegram where to send updates. Raises TelegramError."""
    await bot.set_webhook(webhook.url, secret_token=webhook.secret, allowed_updates=ALLOWED_UPDATES)


async def _announce(bot: RawUpdatesBot, webhook: Webhook, stop: asyncio.Event) -> None:
    """Register the webhook, waiting for the network if necessary. Raises SettingError."""
    pause = 1.0
    while not stop.is_set():
        try:
            await set_webhook(bot, webhook)
        except BadRequest:
            raise SettingError(WRONG_WEBHOOK) from None
        except TelegramError as error:
            _LOG.warning("webhook not set: %s; trying again in %.0f s", type(error).__name__, pause)
        else:
            return
        await sleep_unless(stop, pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _quiet_libraries() -> None:
    # python-telegram-bot logs each failure with its traceback, which we log in one line, and some with the content of
    # an update
    logging.getLogger("telegram.ext").setLevel(logging.CRITICAL + 1)
    logging.getLogger("telegram.ext.Application").setLevel(logging.WARNING)
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # it logs bad responses with their content
