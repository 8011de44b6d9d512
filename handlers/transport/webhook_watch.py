"""What Telegram says of the webhook, asked once a minute: without updates a bot looks alive and answers nobody.

==========================  ======================================================================================
getWebhookInfo              what follows
==========================  ======================================================================================
our URL, a new error        a warning with Telegram's reason, once an hour unless the reason changes
another URL, or none        it is set again, with a warning; the fourth time within an hour the bot stops
401                         as in polling, see tokens.py
any other failure           nothing: /healthz tells when Telegram has been silent for long
==========================  ======================================================================================
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import InvalidToken, TelegramError

from bot.pausing import sleep_unless
from handlers.transport.bot import RawUpdate, RawUpdatesBot
from handlers.transport.ending import Ending
from handlers.transport.tokens import TokenRefusals

EVERY = 60.0  # seconds between two checks
AGAIN = 3600.0  # seconds until the same reason is logged again
MOST_LOST = 3  # times that it is set again in ``AGAIN`` seconds
_LOG = logging.getLogger(__name__)


class WebhookWatch:
    """Watches over the webhook at ``url``; ``announce`` sets it again."""

    def __init__(
        self,
        bot: RawUpdatesBot,
        url: str,
        announce: Callable[[], Awaitable[None]],
        ending: Ending,
    ) -> None:
        self._bot = bot
        self._url = url
        self._announce = announce
        self._ending = ending
        self._token = TokenRefusals()
        self._lost: list[float] = []  # when the webhook was set again
        self._said: tuple[str, float] = ("", 0.0)  # the reason logged last, and when
        self._failed_at: int | None = None  # Telegram keeps naming its last failure, however old

    async def run(self) -> None:
        """Check until the bot stops."""
        while not self._ending.stop.is_set():
            await sleep_unless(self._ending.stop, EVERY)
            if not self._ending.stop.is_set():
                await self._check()

    async def _check(self) -> None:
        try:
            found = await self._bot.webhook_info()
        except TelegramError as error:
            if isinstance(error, InvalidToken) and self._token.refused(time.monotonic()):
                self._ending.token_refused()
            return
        self._token.accepted()
        if found.get("url") != self._url:
            await self._set_again()
        else:
            self._look_at_failure(found)

    async def _set_again(self) -> None:
        now = time.monotonic()
        self._lost = [one for one in self._lost if now - one < AGAIN]
        if len(self._lost) >= MOST_LOST:
            self._ending.second_poller()
            return
        self._lost.append(now)
        _LOG.warning("another program has removed or replaced this bot's webhook; it is set again")
        with suppress(TelegramError):
            await self._announce()

    def _look_at_failure(self, found: RawUpdate) -> None:
        failed_at = found.get("last_error_date", 0)
        new, self._failed_at = self._failed_at not in (None, failed_at), failed_at
        reason, waiting, now = found.get("last_error_message", ""), found.get("pending_update_count"), time.monotonic()
        if new and waiting and (reason != self._said[0] or now - self._said[1] >= AGAIN):
            self._said = (reason, now)
            _LOG.warning("Telegram cannot deliver %s updates to the webhook: %s", waiting, reason)
