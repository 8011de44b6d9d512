"""Feed management: list, rename, pause, remove, import and export. Nothing is fetched here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.errors import SourceError
from bot.models.tuning import DEFAULT_TUNING, Tuning
from bot.retention import Retention
from bot.sources.feeds.opml import ListedFeed, read_opml, write_opml
from bot.sources.feeds.schedule import FLOOR
from bot.sources.feeds.state import Feed, FeedHealth, FeedStatus
from bot.store.archive.articles import Articles
from bot.store.feeds.entries import FeedEntries
from bot.store.feeds.feeds import Feeds
from bot.store.file.database import Database

Folders = tuple[tuple[str, ...], ...]  # paths of folders, from the outermost


class FeedUnknown(SourceError):
    """There is no such feed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedFeeds:
    """What became of the feeds of a list."""

    new: int
    known: int  #: were there already
    left_out: int  #: have no address on the web
    broken_off: bool  #: whether the list's end is missing


class FeedManager:
    """Manages feeds. Every method raises StoreError."""

    def __init__(self, database: Database, clock: Callable[[], datetime], tuning: Tuning = DEFAULT_TUNING) -> None:
        self.tuning = tuning
        self.clock = clock
        self.feeds = Feeds(database)
        self.entries = FeedEntries(database)
        self.retention = Retention(database, tuning.keep_days)  #: how old articles go
        self._articles = Articles(database)

    def stored_at(self, addresses: Sequence[str]) -> str | None:
        """The public id of an article stored under one of ``addresses``, or None."""
        return self._articles.at_addresses(addresses)

    def health(self) -> list[FeedHealth]:
        """The health of all feeds, oldest first."""
        return self.feeds.health(self.clock())

    def find(self, named: str) -> Feed:
        """The feed with that number, address, title or outlet. Raises FeedUnknown."""
        named = named.strip()
        all_feeds = self.feeds.all()
        if named.removeprefix("#").isdecimal():
            found = [feed for feed in all_feeds if feed.row == int(named.removeprefix("#"))]
        else:
            found = [feed for feed in all_feeds if named.rstrip("/") == feed.url.rstrip("/")]
            found = found or [f for f in all_feeds if named.casefold() in {f.title.casefold(), f.outlet.casefold()}]
        if len(found) != 1:
            how = "There is no feed" if not found else "There is more than one feed"
            shown = named if named.removeprefix("#").isdecimal() else f'"{named[:200]}"'
            raise FeedUnknown(f"{how} {shown[:202]}; newsbot feeds list shows all with their numbers.")
        return found[0]

    def store(self, url: str, *, title: str = "", outlet: str = "") -> tuple[Feed, bool]:
        """Store a feed, due at once; return the one at that address and whether it is new.

        ``outlet`` defaults to the title.
        """
        return self.feeds.add(self._new_feed(url, title=title, outlet=outlet))

    def _new_feed(self, url: str, *, title: str, outlet: str = "", folders: Folders = ()) -> Feed:
        now = self.clock()
        return Feed(
            row=0,
            url=url,
            title=title,
            outlet=outlet or title,
            folders=folders,
            added=now,
            due=now,
            interval=FLOOR,
        )

    def pause(self, named: str) -> Feed:
        """Stop fetching a feed until ``resume``. Raises FeedUnknown."""
        feed = self.find(named)
        self.feeds.set_status(feed.row, FeedStatus.PAUSED)
        return feed

    def resume(self, named: str) -> Feed:
        """Resume fetching a feed, at once. Raises FeedUnknown."""
        feed = self.find(named)
        self.feeds.set_status(feed.row, FeedStatus.ACTIVE, due=self.clock())
        return feed

    def remove(self, named: str) -> Feed:
        """Delete a feed, but not its articles. Raises FeedUnknown."""
        feed = self.find(named)
        self.feeds.remove(feed.row)
        return feed

    def rename(self, named: str, *, title: str | None = None, outlet: str | None = None) -> Feed:
        """Change the title of a feed, or the outlet of its future articles. Raises FeedUnknown."""
        feed = self.find(named)
        self.feeds.name(feed.row, title=title, outlet=outlet)
        return feed

    def import_opml(self, data: bytes) -> ImportedFeeds:
        """Store the feeds of a list, all or none of them. Raises FeedError."""
        listed = read_opml(data)
        new = self.feeds.add_all(
            [self._new_feed(one.url, title=one.title, folders=one.folders) for one in listed.feeds]
        )
        known = len(listed.feeds) - new
        return ImportedFeeds(new=new, known=known, left_out=listed.left_out, broken_off=listed.broken_off)

    def export_opml(self) -> str:
        """All feeds as an OPML list."""
        return write_opml(map(_listed_feed, self.feeds.all()))


def site_name(url: str) -> str:
    """A name for a feed without a title: its host."""
    return (urlsplit(url).hostname or url).removeprefix("www.").removeprefix("feeds.").removeprefix("rss.")


def _listed_feed(feed: Feed) -> ListedFeed:
    return ListedFeed(url=feed.url, title=feed.title, site=feed.site, folders=feed.folders)
