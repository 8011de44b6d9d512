"""Spans of time in questions and look-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A span of time in the reader's zone, ``since`` inclusive, ``until`` exclusive (both aware); None is open."""

    since: datetime | None = None
    until: datetime | None = None
    words: str = ""  #: for the reader: "last week", "since 1 July 2024"
    ahead: bool = field(default=False, compare=False)  #: whether it begins after the time of asking
    span: tuple[int, int] = field(default=(0, 0), compare=False)  #: offsets of these words in the text

    @property
    def first(self) -> date | None:
        """The first day, or None if open."""
        return None if self.since is None else self.since.date()

    @property
    def last(self) -> date | None:
        """The last day, or None if open."""
        return None if self.until is None else (self.until - _INSTANT).date()

    @property
    def days(self) -> int | None:
        """The number of days, or None if a side is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1

    def distance(self, day: date) -> int:
        """Days from the window to ``day``: 0 inside, negative before it."""
        if self.first is not None and day < self.first:
            return (day - self.first).days
        return 0 if self.last is None else max(0, (day - self.last).days)
