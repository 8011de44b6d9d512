"""Reasons for the bot to stop: a request, or an error that it cannot recover from."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from bot.errors import NewsbotError, SettingError

WRONG_TOKEN = "NEWSBOT_TELEGRAM_TOKEN is not accepted by Telegram; copy the token from @BotFather again."  # noqa: S105
SECOND_POLLER = (
    "Another program is fetching this bot's messages with the same token, so this one stopped; "
    "run only one newsbot for each token."
)
SUPERSEDED = "A newer newsbot answers for this bot now, so this one stops."
MUTE = (
    "Nothing gets through to Telegram any more although Telegram can be reached, so newsbot stopped; start it again, "
    "or let a supervisor do so."
)
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Ending:
    """Whether the bot is to stop, and the error if there is one; the first one counts."""

    stop: asyncio.Event
    fault: NewsbotError | None = None

    def token_refused(self) -> None:
        """Stop because a token that was accepted before is no longer valid."""
        self._because(SettingError(WRONG_TOKEN))

    def second_poller(self) -> None:
        """Stop because a program that is not ours, or not on this database, keeps fetching updates."""
        self._because(SettingError(SECOND_POLLER))

    def superseded(self) -> None:
        """Stop because a newer run on the same database continues; not an error."""
        _LOG.warning(SUPERSEDED)
        self.stop.set()

    def mute(self) -> None:
        """Stop because no message gets out any more; see watchdog.py."""
        self._because(NewsbotError(MUTE))

    def _because(self, fault: NewsbotError) -> None:
        self.fault = self.fault or fault
        self.stop.set()
