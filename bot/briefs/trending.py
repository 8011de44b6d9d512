"""Who and what is in the news: named in more articles of the last days than in as many days before. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LATEST = 3  #: days that count as now
BEFORE = 28  #: days before them that it is compared with
MOST = 10  #: names shown
LEAST = 2  #: articles of the last days that name it


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """In how many articles an entity was named on each day, oldest first: ``BEFORE`` days, then ``LATEST``."""

    entity: int
    days: tuple[int, ...]

    @property
    def now(self) -> int:
        """Articles of the last days."""
        return sum(self.days[-LATEST:])

    @property
    def before(self) -> float:
        """Articles that ``LATEST`` days had on average before."""
        return sum(self.days[:-LATEST]) * LATEST / BEFORE


def strength(named: DailyCounts) -> float:
    """By how many standard deviations more than expected it is named (Poisson counts, one article added to each)."""
    return (named.now - named.before) / math.sqrt(named.before + 1)


def trending(names: Iterable[DailyCounts]) -> Sequence[DailyCounts]:
    """The strongest first, at most ``MOST``; what is named as often as ever is no trend."""
    rising = [one for one in names if one.now >= LEAST and one.now > one.before]
    return sorted(rising, key=lambda one: (-strength(one), one.entity))[:MOST]
