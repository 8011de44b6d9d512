"""Trends: entities mentioned in more articles of the last days than in an equal number of days before. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LATEST = 3  #: days of the current period
PERIODS = (LATEST, 7, 14)  #: days of the current period, the shortest first that has a trend: few articles need longer
BEFORE = 28  #: days before, with which it is compared
MOST_NAMES = 10  #: names shown
LEAST = 2  #: articles in the current period that mention it


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """The articles that mention an entity on each day, oldest first: ``BEFORE`` days, then the current period."""

    entity: int
    days: tuple[int, ...]
    latest: int = LATEST  #: days of the current period

    @property
    def now(self) -> int:
        """Articles in the last days."""
        return sum(self.days[-self.latest :])

    @property
    def before(self) -> float:
        """Average number of articles in as many days before."""
        return sum(self.days[: -self.latest]) * self.latest / BEFORE


def strength(named: DailyCounts) -> float:
    """The increase in standard deviations (of Poisson counts, with one article added to the expectation)."""
    return (named.now - named.before) / math.sqrt(named.before + 1)


def trending(names: Iterable[DailyCounts]) -> Sequence[DailyCounts]:
    """The strongest trends, strongest first, at most ``MOST_NAMES``. What is mentioned as often as before is none."""
    rising = [one for one in names if one.now >= LEAST and one.now > one.before]
    return sorted(rising, key=lambda one: (-strength(one), one.entity))[:MOST_NAMES]
