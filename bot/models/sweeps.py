"""What a sweep over the day's articles came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Sweep:
    """Every filter tried on every article that came since the sweep before."""

    ended: datetime
    articles: int
    interests: int
    missed: int  #: deliveries that matching by keys had left out, made up for now
