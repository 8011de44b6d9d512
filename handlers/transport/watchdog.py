"""If requests get no connection any more: first a new session, then the end, so that a supervisor restarts the bot.

A connection leak, whatever its cause, leaves a bot that looks alive (it polls, confirms, logs nothing) but never
sends anything again. This module only decides; handlers/transport/request.py acts.

============================  =========================================================
consecutive timeouts          remedy
============================  =========================================================
fewer than ``PATIENCE``       none: the network is slow now and then
``PATIENCE``                  a new session
``PATIENCE`` more after that  the end, if Telegram can be reached over another connection
any connection                the count restarts
============================  =========================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

PATIENCE = 5  # consecutive timeouts, each of which takes request.CONNECT_TIMEOUT


class Remedy(Enum):
    """What to do after a timeout."""

    NONE = auto()
    RENEW = auto()  # replace the session by a new one
    END = auto()  # a new session did not help


@dataclass(slots=True)
class Watchdog:
    """Counts requests that waited in vain for a connection."""

    in_a_row: int = 0
    renewed: bool = False

    def connected(self) -> None:
        """Record that a request got its connection."""
        self.in_a_row, self.renewed = 0, False

    def timed_out(self) -> Remedy:
        """Record that a request got none in time, and return what to do."""
        self.in_a_row += 1
        if self.in_a_row < PATIENCE:
            return Remedy.NONE
        self.in_a_row = 0
        if self.renewed:
            return Remedy.END
        self.renewed = True
        return Remedy.RENEW
