"""When and how chats want their news, and the deliveries held for that reason.

    hold_new     new deliveries of an article -> digest | end of the hour | end of quiet hours
    hold_quiet   deliveries that are due during a chat's quiet hours -> their end
    Schedules    settings; each change reschedules held deliveries

Held deliveries do not expire: their age counts from when they are due.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

import sqlite_utils

from bot.following.sending.schedule import HOUR, release, zone_of
from bot.models import ChatKey
from bot.models.schedules import (
    CEILING,
    Cadence,
    ChatSchedule,
    HeldBy,
    QuietHours,
    Release,
    SubscriptionSchedule,
)
from bot.store.file.database import Database
from bot.store.following.subscriptions import exact

CHAT_COLUMNS = "q.zone, q.quiet_start, q.quiet_end, q.times, q.weekday, q.cadence"
_OF_SUBSCRIPTION = "p.cadence, coalesce(p.silent, 0), coalesce(p.through_quiet, 0), p.ceiling"

#: Count a message within the hour for each subscription of a new delivery.
_COUNT = """
INSERT INTO subscription_schedules (subscription_id, hour_began, hour_count)
SELECT subscription_id, :now, 1 FROM deliveries
WHERE article_id = :article AND status = 'pending' AND created = :now AND edits IS NULL
ON CONFLICT (subscription_id) DO UPDATE SET
    hour_count = CASE WHEN hour_began > :hour_ago THEN hour_count + 1 ELSE 1 END,
    hour_began = CASE WHEN hour_began > :hour_ago THEN hour_began ELSE :now END
"""
#: New deliveries that may have to be held.
_FRESH = f"""
SELECT d.id, {_OF_SUBSCRIPTION}, p.hour_began, p.hour_count, {CHAT_COLUMNS}
FROM deliveries AS d CROSS JOIN subscription_schedules AS p ON p.subscription_id = d.subscription_id
LEFT JOIN chat_schedules AS q ON q.chat_id = d.chat_id
WHERE d.article_id = :article AND d.status = 'pending' AND d.created = :now AND d.edits IS NULL
AND (q.chat_id IS NOT NULL OR p.cadence IS NOT NULL OR p.hour_count > coalesce(p.ceiling, {CEILING}))
"""  # noqa: S608 - constants
_HELD = f"""
SELECT d.subscription_id, d.held, max(d.due), {_OF_SUBSCRIPTION}
FROM deliveries AS d LEFT JOIN subscription_schedules AS p ON p.subscription_id = d.subscription_id
WHERE d.chat_id = ? AND d.status = 'pending' AND d.held <> '' AND d.due > ? AND d.attempts <= ?
GROUP BY d.subscription_id, d.held
"""  # noqa: S608 - constants
_ANY = 1 << 30  # attempts
_SAME = (
    " AND chat_id = :chat AND held = :was AND subscription_id IS :subscription AND due > :now AND attempts <= :tried"
)
_HOLD = "UPDATE deliveries SET due = :due, held = :held WHERE status = 'pending'"


class Schedules:
    """Settings of chats and subscriptions. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_chat(self, chat_id: int) -> ChatSchedule:
        """The schedule of a chat, or the defaults if it has set none."""
        with self._database.reading() as reader:
            return _chat_schedule(reader, chat_id)

    def set_chat(self, chat_id: int, wanted: ChatSchedule, now: datetime, *, throughout: bool = False) -> None:
        """Store the schedule of a chat and reschedule its held deliveries.

        ``throughout``: also reset the cadence of each subscription to that of the chat.
        """
        with self._database.writing() as writer:
            writer.execute("INSERT OR IGNORE INTO chats (chat_id) VALUES (?)", [chat_id])
            writer.execute(
                "INSERT OR REPLACE INTO chat_schedules VALUES (?, ?, ?, ?, ?, ?, ?)", [chat_id, *_chat_row(wanted)]
            )
            if throughout:
                writer.execute(
                    "UPDATE subscription_schedules SET cadence = NULL"
                    " WHERE subscription_id IN (SELECT id FROM subscriptions WHERE chat_id = ?)",
                    [chat_id],
                )
            _move_held(writer, chat_id, wanted, now)

    def of_subscription(self, row: int) -> SubscriptionSchedule:
        """The schedule of a subscription, or the defaults if it has none."""
        with self._database.reading() as reader:
            return _subscription_schedule(reader, row)

    def of_subscriptions(self, chat: ChatKey) -> Mapping[int, SubscriptionSchedule]:
        """Schedules of the subscriptions of a chat or topic, by row, where any is set."""
        with self._database.reading() as reader:
            rows = reader.execute(
                f"SELECT p.subscription_id, {_OF_SUBSCRIPTION} FROM subscriptions AS s"  # noqa: S608 - constants
                " JOIN subscription_schedules AS p ON p.subscription_id = s.id WHERE s.chat_id = ? AND s.thread_id = ?",
                [chat.chat_id, chat.thread_id],
            ).fetchall()
        return {row[0]: _as_subscription(row[1:]) for row in rows}

    def set_subscription(self, chat: ChatKey, row: int, wanted: SubscriptionSchedule, now: datetime) -> bool:
        """Store the schedule of a subscription of this chat; return False if the chat has no such subscription."""
        with self._database.writing() as writer:
            owned = "SELECT 1 FROM subscriptions WHERE id = ? AND chat_id = ? AND thread_id = ?"
            if not writer.execute(owned, [row, chat.chat_id, chat.thread_id]).fetchone():
                return False
            cadence = wanted.cadence.value if wanted.cadence else None
            writer.execute(
                "INSERT INTO subscription_schedules (subscription_id, cadence, silent, through_quiet, ceiling)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (subscription_id) DO UPDATE SET cadence = excluded.cadence,"
                " silent = excluded.silent, through_quiet = excluded.through_quiet, ceiling = excluded.ceiling",
                [row, cadence, int(wanted.silent), int(wanted.through_quiet), wanted.ceiling],
            )
            _move_held(writer, chat.chat_id, _chat_schedule(writer.conn, chat.chat_id), now)
            return True


def hold_new(writer: sqlite_utils.Database, article_row: int, now: datetime) -> None:
    """Hold the deliveries just created for an article where a schedule says so. ``now`` is their creation time.

    Most go out at once and cost no more than being counted.
    """
    values = {"article": article_row, "now": exact(now), "hour_ago": exact(now - HOUR)}
    writer.execute(_COUNT, values)
    for row in writer.execute(_FRESH, values).fetchall():
        chat = as_chat_schedule(row[7:])
        wanted = _as_subscription(row[1:5])
        full = wanted.ceiling and row[6] > wanted.ceiling
        ends = datetime.fromisoformat(row[5]) + HOUR if full else None
        found = release(now, zone_of(chat, now), chat, wanted, hour_ends=ends)
        if found.held:
            writer.execute(f"{_HOLD} AND id = :row", {**_values(found), "row": row[0]})


def hold_quiet(writer: sqlite_utils.Database, chat_id: int, now: datetime, until: datetime) -> None:
    """Hold a chat's due deliveries until ``until``, the end of its quiet hours, except those that may break them."""
    writer.execute(
        "UPDATE deliveries SET due = :until, held = iif(held = '', 'quiet', held)"
        " WHERE status = 'pending' AND chat_id = :chat AND due <= :now AND edits IS NULL AND NOT EXISTS ("
        "SELECT 1 FROM subscription_schedules AS p WHERE p.subscription_id = deliveries.subscription_id"
        " AND p.through_quiet)",
        {"chat": chat_id, "now": exact(now), "until": exact(until)},
    )


def as_chat_schedule(row: Sequence[object]) -> ChatSchedule:
    """Build a chat schedule from the columns ``CHAT_COLUMNS``. NULL means the default."""
    zone, start, end, times, weekday, cadence = row
    if zone is None:
        return ChatSchedule()
    return ChatSchedule(
        zone=str(zone),
        quiet=QuietHours(start=_time(start), end=_time(end)) if start is not None else None,
        times=tuple(map(_time, json.loads(str(times)))),
        weekday=int(str(weekday)),
        cadence=Cadence(str(cadence)),
    )


def reschedule_held(writer: sqlite_utils.Database, now: datetime) -> None:
    """Reschedule all deliveries that are held until later than ``now``; changes nothing unless the clock was wrong.

    Those that have been tried wait for their next attempt, not for a digest.
    """
    held = "SELECT DISTINCT chat_id FROM deliveries WHERE status = 'pending' AND held <> '' AND due > ?"
    for (chat_id,) in writer.execute(held, [exact(now)]).fetchall():
        _move_held(writer, chat_id, _chat_schedule(writer.conn, chat_id), now, tried=0)


def _move_held(
    writer: sqlite_utils.Database, chat_id: int, chat: ChatSchedule, now: datetime, *, tried: int = _ANY
) -> None:
    """Reschedule held deliveries by the current settings: never to a time in the past, and without losing one.

    Those that are due already stay so. ``tried``: only those with at most as many attempts.
    """
    zone = zone_of(chat, now)
    for row in writer.execute(_HELD, [chat_id, exact(now), tried]).fetchall():
        wanted = _as_subscription(row[3:])
        hour_ends = datetime.fromisoformat(row[2]) if row[1] == HeldBy.CEILING and wanted.ceiling else None
        found = release(now, zone, chat, wanted, hour_ends=hour_ends)
        kept = replace(found, held=found.held or HeldBy(row[1]))  # what was held together still goes out together
        values = {"chat": chat_id, "was": row[1], "subscription": row[0], "now": exact(now), "tried": tried}
        writer.execute(_HOLD + _SAME, {**_values(kept), **values})


def _values(found: Release) -> dict[str, str]:
    return {"due": exact(found.due), "held": found.held.value}


def _chat_schedule(reader: sqlite3.Connection, chat_id: int) -> ChatSchedule:
    sql = f"SELECT {CHAT_COLUMNS} FROM chat_schedules AS q WHERE q.chat_id = ?"  # noqa: S608 - constants
    row = reader.execute(sql, [chat_id]).fetchone()
    return as_chat_schedule(tuple(row)) if row else ChatSchedule()


def _subscription_schedule(reader: sqlite3.Connection, row: int) -> SubscriptionSchedule:
    sql = f"SELECT {_OF_SUBSCRIPTION} FROM subscription_schedules AS p WHERE p.subscription_id = ?"  # noqa: S608
    found = reader.execute(sql, [row]).fetchone()
    return _as_subscription(tuple(found)) if found else SubscriptionSchedule()


def _as_subscription(row: Sequence[object]) -> SubscriptionSchedule:
    """Build a subscription schedule from the columns ``_OF_SUBSCRIPTION``. NULL means the default."""
    cadence, silent, through_quiet, ceiling = row
    return SubscriptionSchedule(
        cadence=Cadence(str(cadence)) if cadence else None,
        silent=bool(silent),
        through_quiet=bool(through_quiet),
        ceiling=CEILING if ceiling is None else int(str(ceiling)),
    )


def _chat_row(wanted: ChatSchedule) -> list[object]:
    quiet = wanted.quiet
    return [
        wanted.zone,
        _minutes(quiet.start) if quiet else None,
        _minutes(quiet.end) if quiet else None,
        json.dumps(list(map(_minutes, wanted.times))),
        wanted.weekday,
        wanted.cadence.value,
    ]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: object) -> time:
    hour, minute = divmod(int(str(minutes)), 60)
    return time(hour, minute)
