"""Two programs that fetch the same bot's updates: tolerated for a while; then one exits, and the newer one stays.

=============================  ==================================  ==========================
conflicts, with pauses of less  this run                            leaves after
than ``QUIET`` between them
=============================  ==================================  ==========================
from its first minute on       is the newer one, or both are new   ``NEWER_BEARS`` seconds
later                          is the older one                    ``BEARS`` seconds
=============================  ==================================  ==========================

A rolling restart, or a lost connection that Telegram has not noticed yet, is over long before. Pure: times are
seconds of any monotonic clock.
"""

from __future__ import annotations

from dataclasses import dataclass

BEARS = 30.0
NEWER_BEARS = 50.0  # longer than ``BEARS`` and a pause, so that the older one has left by then
YOUNG = 60.0
QUIET = 30.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 8.0  # seconds before the next request for updates


@dataclass(frozen=True, slots=True)
class Bearing:
    """What to do after a conflict."""

    pause: float  #: seconds
    first: bool = False  #: first after a quiet period, to be logged
    leave: bool = False
    leave_if_older: bool = False  #: where it is known that the other run is the newer one


@dataclass(slots=True)
class Conflicts:
    """The conflicts of the run that began at ``started``; ``jitter`` in [0, 1) lets one of two new runs leave first."""

    started: float
    jitter: float = 0.0
    since: float | None = None
    last: float = 0.0
    pause: float = FIRST_PAUSE

    def met(self, now: float) -> Bearing:
        """Record a conflict and return what to do."""
        first = self.since is None or now - self.last > QUIET
        if first:
            self.since, self.pause = now, FIRST_PAUSE
        assert self.since is not None
        self.last = now
        young = self.since - self.started < YOUNG
        patience = NEWER_BEARS + self.jitter * BEARS / 2 if young else BEARS
        pause, self.pause = self.pause, min(2 * self.pause, LONGEST_PAUSE)
        lasted = now - self.since
        return Bearing(pause=pause, first=first, leave=lasted >= patience, leave_if_older=lasted >= BEARS)
