"""The values that result from parsing a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import SourceError

MAX_ENTRIES = 2000  # of one fetch, as in Media Cloud


class FeedError(SourceError):
    """The document is no feed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """An entry of a feed, cleaned: plain text with one line per paragraph."""

    guid: str = ""  #: the feed's own identity for it
    url: str = ""  #: http(s) address of the article
    title: str = ""  #: never empty once parsed
    summary: str = ""  #: what the feed calls a summary or description
    content: str = ""  #: the text given as that of the article; "" if none
    published: datetime | None = None  #: aware; None if missing or implausible
    outlet: str = ""  #: from which the entry was taken; "" = the feed's own

    @property
    def text(self) -> str:
        """The longest text that the feed has for it."""
        return max(self.content, self.summary, key=len)


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """A parsed feed."""

    title: str = ""
    site: str = ""  #: address of the site
    entries: tuple[FeedEntry, ...] = ()  #: in the order of the document, at most MAX_ENTRIES
    pause: timedelta | None = None  #: between two fetches, as requested by ``ttl`` or ``sy:update...``
    whole: bool = True  #: False if the document is broken; these are the entries before the break


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryKeys:
    """The keys by which an entry is remembered."""

    key: str
    alternative: str  #: "" = none
    address: str  #: "" if it has no address, or shares it with others in its feed
    title: str  #: folded
    lead: str  #: folded beginning of its text
    content: str  #: hash of title and text, to detect changes
    published: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownEntry:
    """A remembered entry."""

    row: int
    keys: EntryKeys


@dataclass(frozen=True, slots=True)
class Recognised:
    """An entry of a fetch and the remembered entry that it matches; None if it is new."""

    entry: FeedEntry
    keys: EntryKeys
    known: KnownEntry | None
