"""What is known of a stored article when a possible duplicate arrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.base.rows import as_text


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """The properties by which a stored article is compared with an incoming one."""

    row: int
    public_id: str
    digest: str
    url: str
    published: str | None  #: as stored

    def is_earlier_than(self, published: datetime | None) -> bool:
        """Whether its date is earlier than ``published``, or missing while ``published`` is given."""
        return published is not None and (self.published or "")[:10] < as_text(published)[:10]

    def is_corrected_by(self, *, url: str, published: datetime | None) -> bool:
        """Whether an article of the same content has another date, or an address where this one has none."""
        other_day = published is not None and (self.published or "")[:10] != as_text(published)[:10]
        return other_day or (bool(url) and not self.url)
