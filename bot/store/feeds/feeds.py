"""Feeds: what is remembered of each between two fetches. Their entries are in entries.py."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database as Writer

from bot.sources.feeds.state import Blocked, Feed, FeedHealth, FeedStatus
from bot.store.base.rows import as_text, as_time
from bot.store.file.database import Database

#: How each column is computed from a ``Feed``. Columns and fields have the same names, except for ``row``.
_WRITE: dict[str, Callable[[Feed], object]] = {
    "url": lambda feed: feed.url,
    "title": lambda feed: feed.title,
    "outlet": lambda feed: feed.outlet,
    "site": lambda feed: feed.site,
    "folders": lambda feed: json.dumps(feed.folders, ensure_ascii=False),
    "status": lambda feed: feed.status.value,
    "reason": lambda feed: feed.reason,
    "added": lambda feed: as_text(feed.added),
    "due": lambda feed: as_text(feed.due),
    "interval": lambda feed: feed.interval.total_seconds(),
    "pause": lambda feed: feed.pause.total_seconds() if feed.pause else None,
    "rate": lambda feed: feed.rate,
    "rounds": lambda feed: feed.rounds,
    "etag": lambda feed: feed.etag,
    "last_modified": lambda feed: feed.last_modified,
    "body_hash": lambda feed: feed.body_hash,
    "last_full": lambda feed: _maybe(feed.last_full),
    "last_tried": lambda feed: _maybe(feed.last_tried),
    "last_ok": lambda feed: _maybe(feed.last_ok),
    "last_failed": lambda feed: _maybe(feed.last_failed),
    "last_error": lambda feed: feed.last_error,
    "failures": lambda feed: feed.failures,
    "failing_since": lambda feed: _maybe(feed.failing_since),
    "noticed": lambda feed: int(feed.noticed),
    "moved_to": lambda feed: feed.moved_to,
    "moved_times": lambda feed: feed.moved_times,
    "not_before": lambda feed: _maybe(feed.not_before),
}
#: Columns that a fetch updates. People may change the others, even during a fetch.
_LEARNT = tuple(
    column for column in _WRITE if column not in {"title", "outlet", "folders", "added", "status", "reason"}
)
_HEALTH = """
SELECT f.*,
    (SELECT count(*) FROM feed_entries AS e WHERE e.feed_id = f.id AND e.state = 'waiting') AS waiting,
    (SELECT count(*) FROM feed_entries AS e WHERE e.feed_id = f.id AND e.article <> '' AND e.silent = 0
        AND e.first_seen >= ?) AS recent
FROM feeds AS f ORDER BY f.id
"""
WEEK = timedelta(days=7)
SET_BACK = timedelta(hours=1)  # a clock put back by less does little harm


class Feeds:
    """Feeds and notices about them. Every method raises StoreError; rows that no longer exist are ignored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- reading --

    def all(self) -> list[Feed]:
        """All feeds, oldest first."""
        return self._feeds("SELECT * FROM feeds ORDER BY id")

    def get(self, row: int) -> Feed | None:
        """The feed at ``row``, or None."""
        return next(iter(self._feeds("SELECT * FROM feeds WHERE id = ?", row)), None)

    def by_url(self, url: str) -> Feed | None:
        """The feed at that address, or None."""
        return next(iter(self._feeds("SELECT * FROM feeds WHERE url = ?", url)), None)

    def due(self, now: datetime) -> list[Feed]:
        """Active feeds that are due, the longest overdue first."""
        return self._feeds("SELECT * FROM feeds WHERE status = 'active' AND due <= ? ORDER BY due, id", as_text(now))

    def active(self) -> list[Feed]:
        """Active feeds, due or not, oldest first."""
        return self._feeds("SELECT * FROM feeds WHERE status = 'active' ORDER BY id")

    def next_due(self, now: datetime) -> datetime | None:
        """When the next feed or waiting entry is due, or None if there is none."""
        sql = (
            "SELECT min(due) FROM (SELECT min(due) AS due FROM feeds WHERE status = 'active'"
            " UNION ALL SELECT min(iif(e.article = '', ?, e.due)) FROM feed_entries AS e"
            " JOIN feeds AS f ON f.id = e.feed_id WHERE e.state = 'waiting' AND f.status <> 'paused')"
        )
        with self._database.reading() as reader:
            return as_time(reader.execute(sql, (as_text(now),)).fetchone()[0])

    def health(self, now: datetime) -> list[FeedHealth]:
        """The health of every feed, including the articles it brought, oldest feed first."""
        with self._database.reading() as reader:
            rows = reader.execute(_HEALTH, (as_text(now - WEEK),)).fetchall()
        return [_health(row, now) for row in rows]

    def blocked(self, now: datetime) -> dict[str, datetime]:
        """Domains that asked to be left alone, and until when."""
        with self._database.reading() as reader:
            rows = reader.execute("SELECT place, until FROM feed_places WHERE until > ?", (as_text(now),))
            return {row["place"]: datetime.fromisoformat(row["until"]) for row in rows}

    # -- writing --

    def add(self, feed: Feed) -> tuple[Feed, bool]:
        """Store a feed unless its address is known; return the stored one and whether it is new. ``row`` is ignored."""
        new = self.add_all([feed]) == 1
        stored = self.by_url(feed.url)
        assert stored
        return stored, new

    def add_all(self, feeds: Sequence[Feed]) -> int:
        """Store the feeds whose addresses are not known, all or none of them; return how many. ``row`` is ignored.

        They get the next numbers, which people type: "INSERT OR IGNORE" would use one up for each feed that is known.
        """
        sql = (
            f"INSERT INTO feeds ({', '.join(_WRITE)}) SELECT {', '.join('?' * len(_WRITE))}"
            " WHERE NOT EXISTS (SELECT 1 FROM feeds WHERE url = ?)"
        )
        with self._database.writing() as writer:
            values = ([*(write(feed) for write in _WRITE.values()), feed.url] for feed in feeds)
            return sum(writer.execute(sql, one).rowcount for one in values)

    def learn(self, writer: Writer, feed: Feed, *, stopped: bool) -> None:
        """Store what a fetch learnt about a feed, including title and outlet if it had none.

        ``stopped``: store its status and reason too.
        """
        columns = (*_LEARNT, "status", "reason") if stopped else _LEARNT
        sets = ", ".join(f"{column} = ?" for column in columns)
        writer.execute(
            f"UPDATE feeds SET {sets}, title = iif(title = '', ?, title), outlet = iif(outlet = '', ?, outlet)"
            " WHERE id = ?",
            [*(_WRITE[column](feed) for column in columns), feed.title, feed.outlet, feed.row],
        )

    def follow_clock(self, now: datetime) -> None:
        """After the clock was put back by more than SET_BACK, let the pauses of feeds begin now.

        Otherwise an hourly feed would be left alone for as long as the clock went back.
        """
        sql = "SELECT id, due, last_tried FROM feeds WHERE last_tried > ?"
        with self._database.reading() as reader:
            ahead = reader.execute(sql, (as_text(now + SET_BACK),)).fetchall()
        if ahead:
            with self._database.writing() as writer:
                for row, due, tried in ahead:
                    pause = datetime.fromisoformat(due) - datetime.fromisoformat(tried)
                    values = (as_text(now + pause), as_text(now), row)
                    writer.execute("UPDATE feeds SET due = ?, last_tried = ? WHERE id = ?", values)

    def postpone(self, row: int, due: datetime) -> None:
        """Do not fetch a feed before ``due``."""
        with self._database.writing() as writer:
            writer.execute("UPDATE feeds SET due = max(due, ?) WHERE id = ?", (as_text(due), row))

    def name(self, row: int, *, title: str | None = None, outlet: str | None = None) -> None:
        """Rename a feed or the outlet of its future articles; None keeps the present name."""
        with self._database.writing() as writer:
            writer.execute(
                "UPDATE feeds SET title = coalesce(?, title), outlet = coalesce(?, outlet) WHERE id = ?",
                (title, outlet, row),
            )

    def set_status(self, row: int, status: FeedStatus, *, due: datetime | None = None) -> None:
        """Set the status of a feed and forget its failures.

        ``due``: when to fetch it next; None leaves that unchanged.
        """
        with self._database.writing() as writer:
            writer.execute(
                "UPDATE feeds SET status = ?, reason = '', failures = 0, failing_since = NULL, noticed = 0,"
                " due = coalesce(?, due) WHERE id = ?",
                (status.value, _maybe(due), row),
            )

    def remove(self, row: int) -> bool:
        """Delete a feed and its entries, but not its articles; return whether it existed."""
        with self._database.writing() as writer:
            return bool(writer.execute("DELETE FROM feeds WHERE id = ?", (row,)).rowcount)

    def leave_alone(self, blocked: Blocked, now: datetime) -> None:
        """``block`` in a transaction of its own."""
        with self._database.writing() as writer:
            self.block(writer, blocked, now)

    def block(self, writer: Writer, blocked: Blocked, now: datetime) -> None:
        """Leave a domain alone until a given time. A longer wait that it asked for earlier is kept."""
        writer.execute("DELETE FROM feed_places WHERE until <= ?", (as_text(now),))
        writer.execute(
            "INSERT INTO feed_places (place, until) VALUES (?, ?)"
            " ON CONFLICT (place) DO UPDATE SET until = max(until, excluded.until)",
            (blocked.place, as_text(blocked.until)),
        )

    # -- notices to the administrators --

    def notify(self, writer: Writer, row: int, words: str, now: datetime) -> None:
        """Store a notice about a feed for the administrators. No further one follows until the feed recovers."""
        writer.execute("INSERT INTO notices (created, text) VALUES (?, ?)", (as_text(now), words))
        writer.execute("UPDATE feeds SET noticed = 1 WHERE id = ?", (row,))

    def notices(self) -> list[tuple[int, str]]:
        """Notices that the administrators have not received yet, with their rows, oldest first."""
        with self._database.reading() as reader:
            return [(row["id"], row["text"]) for row in reader.execute("SELECT id, text FROM notices ORDER BY id")]

    def heard(self, rows: Iterable[int]) -> None:
        """Delete notices that the administrators have received."""
        with self._database.writing() as writer:
            writer.conn.executemany("DELETE FROM notices WHERE id = ?", [(row,) for row in rows])

    def _feeds(self, sql: str, *values: object) -> list[Feed]:
        with self._database.reading() as reader:
            return [_feed(row) for row in reader.execute(sql, values)]


def _maybe(moment: datetime | None) -> str | None:
    return as_text(moment) if moment else None


def _health(row: sqlite3.Row, now: datetime) -> FeedHealth:
    feed = _feed(row)
    days = min(WEEK, now - feed.added) / timedelta(days=1)
    rate = row["recent"] / days if days >= 1 else None
    return FeedHealth(feed=feed, articles=row["articles"], waiting=row["waiting"], per_day=rate)


def _feed(row: sqlite3.Row) -> Feed:
    return Feed(
        row=row["id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        site=row["site"],
        folders=tuple(tuple(way) for way in json.loads(row["folders"])),
        status=FeedStatus(row["status"]),
        reason=row["reason"],
        added=datetime.fromisoformat(row["added"]),
        due=datetime.fromisoformat(row["due"]),
        interval=timedelta(seconds=row["interval"]),
        pause=timedelta(seconds=row["pause"]) if row["pause"] else None,
        rate=row["rate"],
        rounds=row["rounds"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_hash=row["body_hash"],
        last_full=as_time(row["last_full"]),
        last_tried=as_time(row["last_tried"]),
        last_ok=as_time(row["last_ok"]),
        last_failed=as_time(row["last_failed"]),
        last_error=row["last_error"],
        failures=row["failures"],
        failing_since=as_time(row["failing_since"]),
        noticed=bool(row["noticed"]),
        moved_to=row["moved_to"],
        moved_times=row["moved_times"],
        not_before=as_time(row["not_before"]),
    )
