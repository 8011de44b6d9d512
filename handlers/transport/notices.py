"""Notices to administrators, such as a feed that fails for a day or a damaged database; sent once to each of them."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import TelegramError

from bot.errors import StoreError
from bot.models import ChatKey
from bot.newsroom import Newsroom
from bot.pausing import sleep_unless
from bot.translation import ENGLISH, speaking
from handlers.transport.sender import Sender
from handlers.views.messages import note
from handlers.views.reasons import reason_words

BETWEEN_CHECKS = 60.0  # seconds between two checks
_LOG = logging.getLogger(__name__)


async def tell_admins(
    newsroom: Newsroom, sender: Sender, admins: frozenset[int], stop: asyncio.Event, *, look: float = BETWEEN_CHECKS
) -> None:
    """Send new notices until ``stop`` is set, checking every ``look`` seconds."""
    damage = ""
    while admins and not stop.is_set():
        if newsroom.integrity.damage != damage:
            damage = newsroom.integrity.damage
            await _send(newsroom, sender, admins, damage)
        try:
            await _tell(newsroom, sender, admins)
        except StoreError as error:
            _LOG.warning("notices wait: %s", type(error).__name__)
        await sleep_unless(stop, look)


async def _tell(newsroom: Newsroom, sender: Sender, admins: frozenset[int]) -> None:
    for row, words in await asyncio.to_thread(newsroom.feeds.feeds.notices):
        await _send(newsroom, sender, admins, words)
        await asyncio.to_thread(newsroom.feeds.feeds.heard, [row])


async def _send(newsroom: Newsroom, sender: Sender, admins: frozenset[int], words: str) -> None:
    for admin in sorted(admins):
        with speaking(newsroom.preferences.of(admin).language or ENGLISH):
            told = note(reason_words(words))
        try:
            await sender.send(ChatKey(chat_id=admin), told)
        except TelegramError as error:  # bots cannot write to users who never wrote to them
            _LOG.info("an administrator was not told: %s", type(error).__name__)
