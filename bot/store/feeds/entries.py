"""Entries of feeds: which ones have been seen, and which are waiting to become articles.

Entries are written in one transaction with their feed, so a kill between a fetch and its articles loses nothing:
waiting entries need no second fetch.
"""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database as Writer

from bot.sources.feeds.documents import EntryKeys, FeedEntry, KnownEntry, Recognised
from bot.sources.feeds.health import wants_notice
from bot.sources.feeds.state import Blocked, Feed, FeedStatus
from bot.store.base.rows import as_text, as_time
from bot.store.feeds.feeds import Feeds
from bot.store.feeds.outlet_moves import move_followers
from bot.store.file.database import Database
from bot.text.names import fold

KEPT = 100  # entries remembered per feed, or twice the length of its document if that is more
FREE_CHANGES = 5  # changes of one entry that are taken up at once; after that, one a day
STALE = timedelta(days=3)  # an entry older than this when first seen is a back-fill, not news
_FIELDS = ("guid", "url", "title", "summary", "content", "outlet")  # of an entry, kept until its article is added
_KEYS = "key, alternative, address, title, lead, content, published"


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingEntry:
    """An entry that is to become an article or to revise one."""

    row: int
    feed: int  #: row
    outlet: str
    entry: FeedEntry
    key: str
    address: str  #: its address as a key; "" = it has none of its own
    article: str  #: public id of the article that it is already; "" = none
    silent: bool
    first_seen: datetime
    attempts: int  #: how often its page was asked for in vain


class FeedEntries:
    """Entries of feeds. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._feeds = Feeds(database)

    def known(self, feed: int) -> list[KnownEntry]:
        """The entries remembered for a feed."""
        with self._database.reading() as reader:
            rows = reader.execute(f"SELECT id, {_KEYS} FROM feed_entries WHERE feed_id = ?", (feed,))
            return [KnownEntry(row=row["id"], keys=_keys(row)) for row in rows]

    def record(
        self,
        feed: Feed,
        found: Sequence[Recognised],
        *,
        now: datetime,
        blocked: Blocked | None = None,
        back_fill: bool = False,
    ) -> int:
        """Store a feed and its entries after a fetch, in one transaction; return how many entries are new.

        ``back_fill``: new entries are not news. Does nothing if the feed has been deleted meanwhile.
        """
        with self._database.writing() as writer:
            if not writer.execute("SELECT 1 FROM feeds WHERE id = ?", (feed.row,)).fetchone():
                return 0
            self._learn(writer, feed, now)
            if blocked:
                self._feeds.block(writer, blocked, now)
            new = sum(_write(writer, feed.row, one, now, back_fill=back_fill) for one in reversed(found))
            if found:
                _forget(writer, feed.row, max(2 * len(found), KEPT))
        return new

    def waiting(self, now: datetime, *, limit: int) -> list[WaitingEntry]:
        """Up to ``limit`` entries that are due, in order of arrival.

        One that is no article yet is due even if the clock was put back since it came.
        """
        sql = (
            "SELECT e.*, f.outlet FROM feed_entries AS e JOIN feeds AS f ON f.id = e.feed_id"
            " WHERE e.state = 'waiting' AND (e.due <= ? OR e.article = '') AND f.status <> 'paused'"
            " ORDER BY e.id LIMIT ?"
        )
        with self._database.reading() as reader:
            return [_waiting(row) for row in reader.execute(sql, (as_text(now), limit))]

    def document_size(self, feed: int) -> int:
        """Number of entries in the feed's latest document."""
        sql = "SELECT count(*) FROM feed_entries WHERE feed_id = ? GROUP BY last_seen ORDER BY last_seen DESC LIMIT 1"
        with self._database.reading() as reader:
            row = reader.execute(sql, (feed,)).fetchone()
            return int(row[0]) if row else 0

    def done(self, articles: Iterable[tuple[int, str]]) -> None:
        """Mark entries, given by row, as finished: they are now the articles with these public ids."""
        with self._database.writing() as writer:
            for row, article in articles:
                _count(writer, row)
                writer.execute(
                    "UPDATE feed_entries SET state = 'done', entry = NULL, due = NULL, article = ? WHERE id = ?",
                    (article, row),
                )

    def again(self, row: int, article: str, due: datetime) -> None:
        """Link an entry to its article and schedule another attempt to read its page."""
        with self._database.writing() as writer:
            _count(writer, row)
            writer.execute(
                "UPDATE feed_entries SET article = ?, attempts = attempts + 1, due = ?, silent = 1 WHERE id = ?",
                (article, as_text(due), row),
            )

    def failed(self, rows: Iterable[int]) -> None:
        """Mark entries that cannot become articles."""
        with self._database.writing() as writer:
            writer.conn.executemany(
                "UPDATE feed_entries SET state = 'failed', entry = NULL, due = NULL WHERE id = ?",
                [(row,) for row in rows],
            )

    def merge(self, kept: int, gone: int) -> None:
        """Merge two feeds that turned out to be one: ``kept`` takes over the entries of ``gone``, which is deleted.

        Followers of the outlet of ``gone`` follow that of ``kept`` instead, unless another feed still brings it.
        """
        with self._database.writing() as writer:
            writer.execute("UPDATE OR IGNORE feed_entries SET feed_id = ? WHERE feed_id = ?", (kept, gone))
            outlets = dict(writer.execute("SELECT id, outlet FROM feeds WHERE id IN (?, ?)", (kept, gone)).fetchall())
            brought = "max(articles, (SELECT articles FROM feeds WHERE id = ?))"  # mostly the same articles
            writer.execute(f"UPDATE feeds SET articles = {brought} WHERE id = ?", (gone, kept))
            writer.execute("DELETE FROM feeds WHERE id = ?", (gone,))
            old, new = outlets.get(gone, ""), outlets.get(kept, "")
            others = [fold(outlet) for (outlet,) in writer.execute("SELECT outlet FROM feeds")]
            if old and new and fold(old) not in others:
                move_followers(writer, old, new)

    def _learn(self, writer: Writer, feed: Feed, now: datetime) -> None:
        taken = writer.execute("SELECT 1 FROM feeds WHERE url = ? AND id <> ?", (feed.url, feed.row)).fetchone()
        if taken:  # two feeds turn out to be one; the caller that merges them looks at ``moved_to``
            (url,) = writer.execute("SELECT url FROM feeds WHERE id = ?", (feed.row,)).fetchone()
            feed = replace(feed, url=url, moved_to=feed.url, moved_times=0)
        self._feeds.learn(writer, feed, stopped=feed.status is FeedStatus.STOPPED)
        if wants_notice(feed, now):
            self._feeds.notify(writer, feed.row, _notice(feed), now)


def _count(writer: Writer, row: int) -> None:
    """Count one more article for the feed of an entry, unless the entry is an article already."""
    writer.execute(
        "UPDATE feeds SET articles = articles + 1 WHERE id ="
        " (SELECT feed_id FROM feed_entries WHERE id = ? AND article = '')",
        (row,),
    )


def _notice(feed: Feed) -> str:
    name = feed.title or feed.url
    if feed.status is FeedStatus.STOPPED:
        return f"I no longer ask for the feed “{name}”: {feed.reason}."
    return f"The feed “{name}” has failed for a day: {feed.last_error}. I keep trying."


def _write(writer: Writer, feed: int, one: Recognised, now: datetime, *, back_fill: bool) -> bool:
    """Store an entry; return whether it is new."""
    if one.known is None:
        return _insert(writer, feed, one, now, back_fill=back_fill)
    keys, row = one.keys, one.known.row
    writer.execute(
        "UPDATE OR IGNORE feed_entries SET key = ?, alternative = ?, address = ? WHERE id = ?",
        (keys.key, keys.alternative, keys.address, row),
    )
    writer.execute("UPDATE feed_entries SET last_seen = ?, title = ? WHERE id = ?", (as_text(now), keys.title, row))
    if keys.content != one.known.keys.content:
        _change(writer, row, one, now)
    return False


def _insert(writer: Writer, feed: int, one: Recognised, now: datetime, *, back_fill: bool) -> bool:
    """Store a new entry, which waits to become an article; False if its key is there already."""
    keys, stamp = one.keys, as_text(now)
    old = one.entry.published is not None and now - one.entry.published > STALE
    made = writer.execute(
        f"INSERT OR IGNORE INTO feed_entries (feed_id, {_KEYS}, first_seen, last_seen, silent, state, due, entry)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)",
        (
            feed,
            keys.key,
            keys.alternative,
            keys.address,
            keys.title,
            keys.lead,
            keys.content,
            as_text(keys.published) if keys.published else None,
            stamp,
            stamp,
            int(back_fill or old),
            stamp,
            _as_json(one.entry),
        ),
    )
    return made.rowcount == 1


def _change(writer: Writer, row: int, one: Recognised, now: datetime) -> None:
    """Schedule a revision of the entry's article, but not every hour if only a counter in its text changes."""
    changes, changed = writer.execute("SELECT changes, changed FROM feed_entries WHERE id = ?", (row,)).fetchone()
    last = as_time(changed)
    if changes >= FREE_CHANGES and last and now - last < timedelta(days=1):
        return
    writer.execute(
        "UPDATE feed_entries SET content = ?, lead = ?, entry = ?, state = 'waiting', due = ?, attempts = 0,"
        " changes = changes + 1, changed = ? WHERE id = ?",
        (one.keys.content, one.keys.lead, _as_json(one.entry), as_text(now), as_text(now), row),
    )


def _forget(writer: Writer, feed: int, kept: int) -> None:
    writer.execute(
        "DELETE FROM feed_entries WHERE feed_id = ? AND state <> 'waiting' AND id NOT IN"
        " (SELECT id FROM feed_entries WHERE feed_id = ? ORDER BY last_seen DESC, id DESC LIMIT ?)",
        (feed, feed, kept),
    )


def _as_json(entry: FeedEntry) -> str:
    fields = {name: getattr(entry, name) for name in _FIELDS}
    published = as_text(entry.published) if entry.published else None
    return json.dumps({**fields, "published": published}, ensure_ascii=False)


def _entry(text: str) -> FeedEntry:
    kept = json.loads(text)
    fields = {name: kept.get(name, "") for name in _FIELDS}  # older versions kept others
    return FeedEntry(**fields, published=as_time(kept["published"]))


def _keys(row: sqlite3.Row) -> EntryKeys:
    return EntryKeys(
        key=row["key"],
        alternative=row["alternative"],
        address=row["address"],
        title=row["title"],
        lead=row["lead"],
        content=row["content"],
        published=as_time(row["published"]),
    )


def _waiting(row: sqlite3.Row) -> WaitingEntry:
    return WaitingEntry(
        row=row["id"],
        feed=row["feed_id"],
        outlet=row["outlet"],
        entry=_entry(row["entry"]),
        key=row["key"],
        address=row["address"],
        article=row["article"],
        silent=bool(row["silent"]),
        first_seen=datetime.fromisoformat(row["first_seen"]),
        attempts=row["attempts"],
    )
