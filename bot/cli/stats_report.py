"""The data of ``newsbot stats`` as one value, for text and JSON output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.models import Stats
from bot.sources.feeds.state import FeedHealth, is_failing, per_day


@dataclass(frozen=True, kw_only=True, slots=True)
class StatsReport:
    """Counts, sizes and the state of the feeds."""

    stats: Stats
    database_bytes: int
    index_bytes: int  #: of them, the full-text index
    pipeline: str  #: name of the language pipeline
    feeds: tuple[FeedHealth, ...] = ()
    days: tuple[tuple[date, int], ...] = ()  #: articles per day for the last days, oldest first

    @property
    def failing(self) -> int:
        """The number of feeds that could not be read recently."""
        return sum(is_failing(one.feed) for one in self.feeds)

    @property
    def waiting(self) -> int:
        """The number of feed entries still to be added."""
        return sum(one.waiting for one in self.feeds)

    @property
    def per_day(self) -> float | None:
        """The number of articles per day from all feeds; None if it is too early to tell."""
        return per_day(self.feeds)
