"""Whose chats the database holds: what is followed in them may be sent by that bot on Telegram only.

Any other bot would be told that it does not know the chat, and newsbot would take it for blocked by its reader.

=====================================  =========================================================================
the database belongs to                this run
=====================================  =========================================================================
nobody yet                             on Telegram: takes it; the local chat: delivers until a bot takes it
this bot                               delivers, alone or after the run before
another bot that is running            ends with an error: each bot needs a database of its own
another bot that is not                on Telegram: takes it and says so; the local chat: answers, but delivers nothing
=====================================  =========================================================================
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import SettingError, StoreError
from bot.pausing import sleep_unless
from bot.store.base.claim import Claim
from bot.store.chats.inbox import Inbox

EVERY = 1.0  # seconds between two looks at whose the database is
OTHER_BOT = (
    "Another bot is running on this database, and a database holds the chats of one bot; name another with --db, or "
    "NEWSBOT_DATABASE."
)
_LOG = logging.getLogger(__name__)


async def take(inbox: Inbox, claim: Claim, bot: int) -> None:
    """Let the database belong to a bot on Telegram. Raises SettingError if another one is running, and StoreError."""
    owner = await asyncio.to_thread(inbox.owner)
    if owner == bot:
        return
    if owner is not None:
        if not await asyncio.to_thread(claim.acquire):
            raise SettingError(OTHER_BOT)
        _LOG.warning(
            "this database held the chats of another bot (%d): whoever follows something there gets it again after "
            "writing to this one",
            owner,
        )
    await asyncio.to_thread(inbox.own, bot)


@asynccontextmanager
async def unowned(inbox: Inbox, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """An event that is set while the database belongs to a bot on Telegram, and when ``stop`` is set."""
    over = asyncio.Event()
    if await _is_owned(inbox):
        over.set()
    watching = asyncio.create_task(_watch(inbox, stop, over))
    try:
        yield over
    finally:
        watching.cancel()
        await asyncio.wait([watching])


async def _watch(inbox: Inbox, stop: asyncio.Event, over: asyncio.Event) -> None:
    while not stop.is_set() and not over.is_set():
        await sleep_unless(stop, EVERY)
        if await _is_owned(inbox):
            break
    over.set()


async def _is_owned(inbox: Inbox) -> bool:
    try:
        owner = await asyncio.to_thread(inbox.owner)
    except StoreError as error:  # nothing is sent as long as it is not known
        _LOG.warning("whose the database is, is not known: %s", type(error).__name__)
        return True
    if owner is not None:
        _LOG.info("the database belongs to a bot on Telegram (%d): what is followed is not sent here", owner)
    return owner is not None
