"""What makes the bot end: somebody asks it to, or something that it cannot mend by itself."""

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
    """Whether the bot shall end, and the fault, if it is one; the first one counts."""

    stop: asyncio.Event
    fault: NewsbotError | None = None

    def token_refused(self) -> None:
        """The token was accepted once, and is no longer."""
        self._because(SettingError(WRONG_TOKEN))

    def second_poller(self) -> None:
        """A program that is not ours, or not of this database, goes on fetching updates."""
        self._because(SettingError(SECOND_POLLER))

    def superseded(self) -> None:
        """A newer run of the same database goes on: no fault."""
        _LOG.warning(SUPERSEDED)
        self.stop.set()

    def mute(self) -> None:
        """No message gets out any more: see watchdog.py."""
        self._because(NewsbotError(MUTE))

    def _because(self, fault: NewsbotError) -> None:
        self.fault = self.fault or fault
        self.stop.set()
