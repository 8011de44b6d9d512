"""When no request gets a connection any more: first a new session, then the end, so that a supervisor starts afresh.

A leak of connections, whatever its cause, leaves a bot that looks alive (it polls, confirms, logs nothing) and says
nothing for ever. Deciding only; handlers/transport/request.py acts.

============================  =========================================================
time-outs in a row            remedy
============================  =========================================================
fewer than ``PATIENCE``       none: the network is slow now and then
``PATIENCE``                  a new session
``PATIENCE`` more after that  the end, if Telegram can be reached over another connection
any connection                counting starts anew
============================  =========================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

PATIENCE = 5  # time-outs in a row; each of them lasts for request.CONNECT_TIMEOUT


class Remedy(Enum):
    """What to do after a time-out."""

    NONE = auto()
    RENEW = auto()  # put a new session in the place of this one
    END = auto()  # a new session did not help


@dataclass(slots=True)
class Watchdog:
    """Counts requests that waited in vain for a connection."""

    in_a_row: int = 0
    renewed: bool = False

    def connected(self) -> None:
        """A request got its connection."""
        self.in_a_row, self.renewed = 0, False

    def timed_out(self) -> Remedy:
        """A request got none in time."""
        self.in_a_row += 1
        if self.in_a_row < PATIENCE:
            return Remedy.NONE
        self.in_a_row = 0
        if self.renewed:
            return Remedy.END
        self.renewed = True
        return Remedy.RENEW
