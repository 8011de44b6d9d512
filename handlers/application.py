"""The composition root: token, clock and newsroom in, a running bot out."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

from bot.newsroom import Newsroom
from bot.store.claim import Claim
from handlers.commands import ask, menu, registry
from handlers.commands.context import Desk
from handlers.commands.registry import COMMANDS
from handlers.events import edited, errors, inline, membership, unsupported
from handlers.introduction import introduce
from handlers.operation.monitor import Monitor, watched
from handlers.transport.connection import connected, reach_telegram, running
from handlers.transport.delivery import Courier
from handlers.transport.ending import Ending
from handlers.transport.limits import QuestionLimit
from handlers.transport.notices import tell_admins
from handlers.transport.pace import TELEGRAM, Rates
from handlers.transport.queries import QueryAnswers
from handlers.transport.rate_limit import RateLimit
from handlers.transport.sender import Sender
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.webhook import Webhook

THREADS = 32  # look-ups at the same time; the default (cores + 4) would let a few slow ones hold up all others
CLAIM_PAUSE = 1.0  # seconds between two looks whether another newsbot on this database has ended

_LOG = logging.getLogger(__name__)


def build_application(
    newsroom: Newsroom,
    *,
    token: str,
    base_url: str | None = None,
    admins: frozenset[int] = frozenset(),
    clock: Callable[[], datetime] | None = None,
    rates: Rates = TELEGRAM,
    starters: Mapping[str, bytes] | None = None,
    listed: bool = False,
) -> TelegramApplication:
    """Everything wired up, nothing running yet. Raises SettingError for an empty token.

    ``base_url``: of a Bot API server, without the token ("http://127.0.0.1:8081/bot"); None = Telegram's own.
    ``clock``: gives aware times; None = the newsroom's. ``rates``: how fast the bot may write.
    ``starters``, ``listed``: as for ``serve``.
    """
    connection = connected(token, base_url, Ending(asyncio.Event()))
    app, _ = _assemble(connection, newsroom, admins, clock, rates, starters=starters, listed=listed)
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
    webhook_port: int = 0,
    clock: Callable[[], datetime] | None = None,
    limit: QuestionLimit | None = None,
    rates: Rates = TELEGRAM,
    afresh: bool = False,
    starters: Mapping[str, bytes] | None = None,
    listed: bool = False,
    monitor_port: int = 0,
) -> None:
    """Run the bot until ``stop`` is set; ``ready`` is called once it takes messages.

    Polls, or where ``webhook_url`` is given listens for Telegram's calls on ``webhook_port`` of this machine,
    behind a proxy that ends TLS;
    without ``webhook_secret`` one is made up. ``limit``: of one user's questions; None = as for strangers on
    Telegram. ``rates``: how fast the bot may write. ``afresh``: the server at the other end began together with this
    run, so that nothing an earlier one left unanswered means anything to it. ``starters``: lists of feeds that are
    offered to ``admins``, by name. ``listed``: only who is admitted may use it.
    ``monitor_port``: of this machine, for /healthz and /metrics; 0 = none. Raises SettingError for a token or
    webhook that Telegram refuses, and when a second program goes on fetching updates with the same token;
    NewsbotError when nothing gets out any more.
    """
    ending = Ending(stop)
    app, desk = _assemble(connected(token, base_url, ending), newsroom, admins, clock, rates, limit, starters, listed)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="newsroom"))
    if not await reach_telegram(app, stop):
        return
    try:
        await introduce(app.bot, admins)
        webhook = _webhook(webhook_url, webhook_secret, webhook_port)
        coming = running(app, ending, newsroom.inbox, desk.clock, webhook=webhook, afresh=afresh)
        desk.metrics.watch(newsroom)
        monitor = Monitor(newsroom, desk.metrics, lambda: app.bot.silent_for)
        async with watched(monitor, monitor_port), coming as intake:
            if ready:
                ready()
            if await alone(newsroom.claim, stop):
                await intake.adopt()
                courier = Courier(newsroom, desk.sender, desk.clock, told=desk.metrics.delivered)
                await asyncio.gather(courier.run(stop), tell_admins(newsroom, desk.sender, admins, stop))
    finally:
        await desk.awake.drained()
        await app.shutdown()
        newsroom.claim.release()
    if ending.fault:
        raise ending.fault


async def alone(claim: Claim, stop: asyncio.Event) -> bool:
    """Wait until no other newsbot uses this database; False when stopped meanwhile.

    Two that run at once (a rolling restart) both answer; the older one alone sends what is owed, and when it ends the
    newer one takes over that and what it has not answered.
    """
    told = False
    while not stop.is_set():
        if await asyncio.to_thread(claim.acquire):
            return True
        if not told:
            _LOG.info("another newsbot uses this database; taking over from it when it ends")
            told = True
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), CLAIM_PAUSE)
    return False


def _webhook(url: str, secret: str, port: int) -> Webhook | None:
    if not url:
        return None
    return Webhook(url, port, secret) if secret else Webhook(url, port)


def _assemble(
    app: TelegramApplication,
    newsroom: Newsroom,
    admins: frozenset[int],
    clock: Callable[[], datetime] | None,
    rates: Rates,
    limit: QuestionLimit | None = None,
    starters: Mapping[str, bytes] | None = None,
    listed: bool = False,
) -> tuple[TelegramApplication, Desk]:
    os.environ["PTB_TIMEDELTA"] = "1"  # RetryAfter.retry_after as a timedelta, without the warning about its future
    pace = RateLimit(rates)
    desk = Desk(
        listed=listed,
        newsroom=newsroom,
        sender=Sender(app.bot, pace),
        queries=QueryAnswers(app.bot, pace),
        clock=clock or newsroom.now,
        admins=admins,
        limit=limit or QuestionLimit(),
        starters=starters or {},
        commands=COMMANDS,
    )
    desk.sender.shows_previews = lambda chat_id: newsroom.preferences.of(chat_id).previews
    for module in (edited, inline, registry, membership, ask, unsupported, errors):
        module.register(app, desk)
    menu.register_unknown(app, desk)
    return app, desk
