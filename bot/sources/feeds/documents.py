"""The values that reading a feed yields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import SourceError

MAX_ENTRIES = 2000  # of one fetch, as Media Cloud has it


class FeedError(SourceError):
    """The document is no feed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """An entry as the feed gives it, cleaned: plain text, one line a paragraph."""

    guid: str = ""  #: the feed's own identity for it
    url: str = ""  #: http(s) address of the article
    title: str = ""  #: never empty once parsed
    summary: str = ""  #: what the feed calls a summary or description
    content: str = ""  #: the text that it gives as the article's; "" = none
    published: datetime | None = None  #: aware; None = not said, or not credible
    author: str = ""
    outlet: str = ""  #: that the entry was taken from; "" = the feed's own

    @property
    def text(self) -> str:
        """The longest text that the feed has of it."""
        return max(self.content, self.summary, key=len)


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """A feed."""

    title: str = ""
    site: str = ""  #: address of the pages that it is the feed of
    entries: tuple[FeedEntry, ...] = ()  #: as the document orders them, at most MAX_ENTRIES
    pause: timedelta | None = None  #: between two fetches, as ``ttl`` or ``sy:update...`` ask for
    whole: bool = True  #: False = the document is broken, and these are the entries before the break


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryKeys:
    """What an entry is remembered by."""

    key: str
    alternative: str  #: "" = none
    address: str  #: "" = it has no address, or shares it with others of its feed
    title: str  #: folded
    lead: str  #: folded beginning of its text
    content: str  #: hash of title and text: tells changed from unchanged
    published: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownEntry:
    """An entry that is remembered."""

    row: int
    keys: EntryKeys


@dataclass(frozen=True, slots=True)
class Recognised:
    """An entry of a fetch and the remembered one that it is; None = it is new."""

    entry: FeedEntry
    keys: EntryKeys
    known: KnownEntry | None
