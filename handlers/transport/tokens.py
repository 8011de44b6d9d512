"""A token that Telegram no longer accepts (401, 404): borne for a while, since Telegram has refused valid ones before.

Nothing is lost meanwhile: messages are sent again, and what is unsent at the end stays in the inbox. Pure: times are
seconds of any monotonic clock.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

BEARS = 600.0  # seconds of nothing but refusals; after logOut, Telegram takes the token again in ten minutes
PAUSE = 15.0  # seconds between two attempts
REFUSED = (
    "Telegram does not accept the token any more. If it was revoked, stop newsbot and set NEWSBOT_TELEGRAM_TOKEN to "
    "the new one; otherwise newsbot goes on trying for ten minutes. Messages wait meanwhile."
)
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class TokenRefusals:
    """The refusals in a row, of which the first is logged as an error."""

    since: float | None = None

    def refused(self, now: float) -> bool:
        """Record a refusal; return whether the bot is to stop."""
        if self.since is None:
            self.since = now
            _LOG.error(REFUSED)
        return now - self.since >= BEARS

    def accepted(self) -> None:
        """Record that the token was accepted."""
        if self.since is not None:
            self.since = None
            _LOG.warning("Telegram accepts the token again")
