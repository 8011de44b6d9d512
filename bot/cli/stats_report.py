"""What ``newsbot stats`` tells, as one value, whether a person or a program reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.models import Stats
from bot.sources.feeds.state import FeedHealth, is_failing


@dataclass(frozen=True, kw_only=True, slots=True)
class StatsReport:
    """Counts, sizes and how the feeds are."""

    stats: Stats
    database_bytes: int
    index_bytes: int  #: of them, the full-text index
    pipeline: str  #: name of the language pipeline
    feeds: tuple[FeedHealth, ...] = ()
    days: tuple[tuple[date, int], ...] = ()  #: articles of each of the last days, oldest first

    @property
    def failing(self) -> int:
        """Feeds that could not be read the last times."""
        return sum(is_failing(one.feed) for one in self.feeds)

    @property
    def waiting(self) -> int:
        """Entries of feeds that are to be added."""
        return sum(one.waiting for one in self.feeds)

    @property
    def per_day(self) -> float:
        """Articles that the feeds bring a day."""
        return sum(one.per_day for one in self.feeds)
