"""The work of ``newsbot run``: the Telegram application, connected to Telegram or to the local chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.backfill import fill_beside
from bot.cli.common import now, say
from bot.cli.encode import encode_beside
from bot.cli.examining import examine_beside
from bot.cli.newsroom_worker import work_beside
from bot.cli.sweep import sweep_beside
from bot.cli.syncing import sync_beside
from bot.errors import SettingError
from bot.pausing import kept_going, stopped_by_signals
from config.starters import starter_lists
from handlers.application import serve
from handlers.localchat.limits import LENIENT
from handlers.localchat.server import LocalServer
from handlers.localchat.state import FIRST_USER
from handlers.options import BotOptions
from handlers.transport.limits import QuestionLimit
from handlers.transport.pace import FREE, UNPACED, Rates
from handlers.transport.webhook import Webhook

if TYPE_CHECKING:
    from bot.newsroom import Newsroom
    from config.settings import Settings

_LOG = logging.getLogger(__name__)
QUESTIONS = 600  # per minute by one user of the local chat, which does not load anybody else's machine


async def serve_until_stopped(newsroom: Newsroom, settings: Settings, database: Path) -> None:
    """Answer, deliver and fetch until SIGINT, SIGTERM or the terminal is closed. Raises SettingError, PortsBusy."""
    stop = stopped_by_signals()
    describing, grouping = newsroom.describing, newsroom.grouping
    works: dict[str, Callable[[], Awaitable[None]]] = {
        "describing": lambda: fill_beside("described", describing.describe_some, describing.waiting, stop),
        "examining": lambda: examine_beside(newsroom, stop),
        "encoding": lambda: encode_beside(newsroom, stop),
        "grouping": lambda: fill_beside("grouped", grouping.group_some, grouping.waiting, stop),
        "syncing": lambda: sync_beside(newsroom, stop),
        "the newsroom": lambda: work_beside(newsroom, database, stop),
        "the sweep": lambda: sweep_beside(newsroom, database, stop),
    }
    beside = asyncio.gather(*(kept_going(what, work, stop) for what, work in works.items()))
    token = settings.telegram_token.get_secret_value()
    try:
        if token:
            await _on_telegram(newsroom, settings, token, stop)
        else:
            await _on_local_chat(newsroom, settings, stop)
    finally:
        stop.set()
        await beside


def rates_of(settings: Settings) -> Rates:
    """The limits on sending. Raises SettingError for more than Telegram allows free of charge."""
    if settings.messages_per_second > FREE and not settings.paid_broadcast:
        raise SettingError(f"NEWSBOT_MESSAGES_PER_SECOND must be {FREE} at most, or set NEWSBOT_PAID_BROADCAST=true.")
    return Rates(
        overall=settings.messages_per_second,
        chat=settings.chat_messages_per_second,
        group=settings.group_messages_per_minute / 60,
        paid=settings.paid_broadcast,
    )


async def _on_telegram(newsroom: Newsroom, settings: Settings, token: str, stop: asyncio.Event) -> None:
    def ready() -> None:
        say("newsbot is on Telegram; Ctrl-C stops it.")

    options = BotOptions(
        token=token,
        rates=rates_of(settings),
        base_url=settings.telegram_base_url,
        admins=settings.admins,
        listed=settings.access == "listed",
        monitor_port=settings.monitor_port,
        starters=starter_lists(),
        webhook=_webhook(settings),
    )
    await serve(newsroom, options, stop=stop, ready=ready)


def _webhook(settings: Settings) -> Webhook | None:
    """The webhook, None for polling; its secret is generated if the settings have none."""
    if not settings.webhook_url:
        return None
    secret = settings.webhook_secret.get_secret_value()
    where = (settings.webhook_url, settings.webhook_port)
    return Webhook(*where, secret) if secret else Webhook(*where)


async def _on_local_chat(newsroom: Newsroom, settings: Settings, stop: asyncio.Event) -> None:
    if settings.webhook_url:
        _LOG.warning("NEWSBOT_WEBHOOK_URL is for Telegram and has no effect without NEWSBOT_TELEGRAM_TOKEN")
    server = LocalServer(clock=now, pace=LENIENT)
    await server.start(first_port=settings.port)

    def ready() -> None:
        say(f"No NEWSBOT_TELEGRAM_TOKEN is set, so newsbot is at {server.url} - Ctrl-C stops it.")

    options = BotOptions(
        token=server.token,
        base_url=server.base_url,
        admins=settings.admins | {FIRST_USER},  # the first user of the page is an administrator
        listed=settings.access == "listed",
        monitor_port=settings.monitor_port,
        starters=starter_lists(),
        limit=QuestionLimit(per_minute=QUESTIONS),
        rates=UNPACED,
        afresh=True,
    )
    try:
        await serve(newsroom, options, stop=stop, ready=ready)
    finally:
        await server.stop()
