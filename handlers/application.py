"""The composition root: token, clock and newsroom in, a running bot out."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.errors import NewsbotError
from bot.newsroom import Newsroom
from bot.pausing import sleep_unless
from bot.store.base.claim import Claim
from handlers.commands import ask, menu, registry
from handlers.commands.context import Services
from handlers.commands.registry import BUTTONS, COMMANDS
from handlers.events import edited, errors, inline, membership, unanswered, unsupported
from handlers.introduction import introduce
from handlers.operation.monitor import Monitor, watched
from handlers.options import BotOptions
from handlers.transport.connection import connected, reach_telegram, running
from handlers.transport.delivery import Courier
from handlers.transport.ending import Ending
from handlers.transport.intake import Intake
from handlers.transport.notices import tell_admins
from handlers.transport.ordering import InOrder
from handlers.transport.ownership import take, unowned
from handlers.transport.queries import QueryAnswers
from handlers.transport.rate_limit import RateLimit
from handlers.transport.sender import Sender
from handlers.transport.telegram_application import TelegramApplication

THREADS = 32  # concurrent lookups; with the default (cores + 4) a few slow ones would hold up all others
CLAIM_PAUSE = 1.0  # seconds between checks whether another newsbot on this database has ended

_LOG = logging.getLogger(__name__)


def build_application(newsroom: Newsroom, options: BotOptions) -> TelegramApplication:
    """Assemble the application without starting it. Raises SettingError for an empty token."""
    app, _ = _assemble(newsroom, options, Ending(asyncio.Event()))
    return app


async def serve(
    newsroom: Newsroom, options: BotOptions, *, stop: asyncio.Event, ready: Callable[[], None] | None = None
) -> None:
    """Run the bot until ``stop`` is set; ``ready`` is called once it accepts messages.

    Raises SettingError for a token or webhook that Telegram refuses, and if a second program keeps fetching updates
    with the same token; NewsbotError if no message gets out any more.
    """
    ending = Ending(stop)
    app, services = _assemble(newsroom, options, ending)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="newsroom"))
    if not await reach_telegram(app, stop):
        return
    if not options.afresh:
        await _take_database(newsroom, app)
    introducing = asyncio.create_task(introduce(app.bot, options.admins, stop))
    try:
        await _work(app, services, options, ending, ready)
    finally:
        introducing.cancel()
        await asyncio.wait([introducing])
        await services.awake.drained()
        await app.shutdown()
        newsroom.claim.release()
    if ending.fault:
        raise ending.fault


async def _take_database(newsroom: Newsroom, app: TelegramApplication) -> None:
    """Let the database belong to this bot. Raises SettingError and StoreError."""
    try:
        await take(newsroom.inbox, newsroom.claim, app.bot.id)
    except NewsbotError:
        await app.shutdown()
        raise


async def _work(
    app: TelegramApplication, services: Services, options: BotOptions, ending: Ending, ready: Callable[[], None] | None
) -> None:
    """Receive updates and, if no other newsbot does, send due deliveries until the end."""
    newsroom = services.newsroom
    coming = running(app, ending, newsroom.inbox, services.clock, webhook=options.webhook, afresh=options.afresh)
    services.metrics.watch(newsroom)
    monitor = Monitor(newsroom, services.metrics, lambda: app.bot.silent_for)
    async with watched(monitor, options.monitor_port), coming as intake:
        if ready:
            ready()
        if options.afresh:
            async with unowned(newsroom.inbox, ending.stop) as over:
                await _deliver(services, options, intake, over)
            newsroom.claim.release()
            await ending.stop.wait()
        else:
            await _deliver(services, options, intake, ending.stop)


async def _deliver(services: Services, options: BotOptions, intake: Intake, stop: asyncio.Event) -> None:
    """Send due deliveries until ``stop`` is set, unless another newsbot does."""
    newsroom = services.newsroom
    if await alone(newsroom.claim, stop):
        given_up = await intake.adopt()
        courier = Courier(newsroom, services.sender, services.clock, told=services.metrics.delivered)
        telling = tell_admins(newsroom, services.sender, options.admins, stop)
        await asyncio.gather(courier.run(stop), telling, errors.give_up(services, given_up))


async def alone(claim: Claim, stop: asyncio.Event) -> bool:
    """Wait until no other newsbot uses this database; False if stopped meanwhile.

    If two run at the same time (a rolling restart), both answer. Only the older one sends due deliveries; when it ends,
    the newer one takes them over, together with the updates not answered yet.
    """
    told = False
    while not stop.is_set():
        if await asyncio.to_thread(claim.acquire):
            return True
        if not told:
            _LOG.info("another newsbot uses this database; taking over from it when it ends")
            told = True
        await sleep_unless(stop, CLAIM_PAUSE)
    return False


def _assemble(newsroom: Newsroom, options: BotOptions, ending: Ending) -> tuple[TelegramApplication, Services]:
    os.environ["PTB_TIMEDELTA"] = "1"  # RetryAfter.retry_after as a timedelta, without the warning about its future
    app, pace = connected(options.token, options.base_url, ending), RateLimit(options.rates)
    services = Services(
        listed=options.listed,
        newsroom=newsroom,
        sender=Sender(app.bot, pace, lambda chat_id: newsroom.preferences.of(chat_id).previews),
        queries=QueryAnswers(app.bot, pace),
        clock=options.clock or newsroom.now,
        admins=options.admins,
        limit=options.limit,
        starters=options.starters,
        commands=COMMANDS,
        buttons=BUTTONS,
    )
    if isinstance(app.update_processor, InOrder):
        app.update_processor.watched = services.sender.marks.watched
    unanswered.register(app)
    for module in (edited, inline, registry, membership, ask, unsupported, errors):
        module.register(app, services)
    menu.register_unknown(app, services)
    return app, services
