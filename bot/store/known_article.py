"""What is known of a stored article when one comes in that may be the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.rows import as_text


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What tells whether a stored article is the same as one that comes in."""

    row: int
    public_id: str
    digest: str
    url: str
    published: str | None  #: as stored

    def is_earlier_than(self, published: datetime | None) -> bool:
        """Whether it has an earlier day, or none where there is one."""
        return published is not None and (self.published or "")[:10] < as_text(published)[:10]

    def is_corrected_by(self, *, url: str, published: datetime | None) -> bool:
        """Whether an article of the same content gives another day, or an address where there was none."""
        other_day = published is not None and (self.published or "")[:10] != as_text(published)[:10]
        return other_day or (bool(url) and not self.url)
