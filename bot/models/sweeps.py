"""The result of a sweep over the day's articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Sweep:
    """A sweep, in which every filter was tried on every article since the last one."""

    ended: datetime
    articles: int
    interests: int
    missed: int  #: deliveries that matching by keys had missed, added by the sweep
