"""Repair times that were written while the system clock was ahead.

Left alone, they could delay chats and feeds for years.

A time further ahead than anything is ever postponed is set to now. The limits are:

    a chat's next message        flood control asks for 12 hours at most
    a delivery                   a weekly digest is the furthest ahead; anything else is within an hour
    a feed, a page to retry      CEILING of feeds and the last of RETRIES of pages, each under two days
    a server's Retry-After       believed for up to 30 days
    a mute                       LONGEST_MUTE, a year
    what has happened            now: no hour of a ceiling, no article to be swept, no subscription begins later

What is held goes out with the next digest or at the end of the quiet hours from now.

The bot, which reads the clock all the time, also knows by how much it went back. Then an hour is enough to repair: what
was due is due, and every wait from then on is shorter by as much.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.models.following import LONGEST_MUTE
from bot.store.base.rows import as_text
from bot.store.file.database import Database, Writer
from bot.store.following.schedules import reschedule_held
from bot.store.following.subscriptions import exact

FLOOD = timedelta(hours=13)
HELD = timedelta(days=8)
POLLED = timedelta(days=2)
ASKED = timedelta(days=31)
MUTED = LONGEST_MUTE + timedelta(hours=1)
MEANWHILE = timedelta(minutes=1)  # others may have written since the clock was read; that is no clock that was ahead
_REPAIRS = (
    "UPDATE chats SET next_send = NULL WHERE next_send > :flood",
    "UPDATE deliveries SET due = :exact WHERE status = 'pending' AND due > :held",
    "UPDATE feeds SET not_before = NULL WHERE not_before > :asked",
    "UPDATE feeds SET due = :now WHERE due > max(:polled, coalesce(not_before, ''))",
    "UPDATE feed_entries SET due = :now WHERE state = 'waiting' AND due > :polled",
    "DELETE FROM feed_places WHERE until > :asked",
    "UPDATE subscriptions SET muted_until = :exact WHERE muted_until > :muted",
)
#: What has happened, and is no later than now.
_HAPPENED = (
    "UPDATE chats SET sounded = NULL WHERE sounded > {}",
    "UPDATE subscriptions SET created = :exact WHERE created > {}",
    "UPDATE subscription_schedules SET hour_began = :exact WHERE hour_began > {}",
    "UPDATE unswept_articles SET came = :exact WHERE came > {}",
    "UPDATE chats SET woken = :exact WHERE woken > {}",
)


#: What may be done at ``now`` because it might have been at ``before``.
_DUE_BEFORE = (
    "UPDATE chats SET next_send = NULL WHERE next_send > :now AND next_send <= :before",
    "UPDATE deliveries SET due = :now WHERE status = 'pending' AND due > :now AND due <= :before",
    "UPDATE subscriptions SET muted_until = :now WHERE muted_until > :now AND muted_until <= :before",
)
#: What waits for a time after ``before`` that was counted from it: no digests or quiet hours, which are times of day.
_WAITS = (
    ("SELECT chat_id, next_send FROM chats WHERE next_send > ?", "UPDATE chats SET next_send = ? WHERE chat_id = ?"),
    (
        "SELECT id, due FROM deliveries WHERE status = 'pending' AND attempts > 0 AND due > ?",
        "UPDATE deliveries SET due = ? WHERE id = ?",
    ),
    (
        "SELECT id, muted_until FROM subscriptions WHERE muted_until > ?",
        "UPDATE subscriptions SET muted_until = ? WHERE id = ?",
    ),
)


def put_back(database: Database, now: datetime, before: datetime, *, again: bool = False) -> int:
    """Repair what chats wait for when the clock has gone back from ``before`` to ``now``; return how many times.

    ``again``: once more for the same change, because sends under way may have written such times since; what is due
    before ``before`` is then meant. Raises StoreError.
    """
    values = {"now": exact(now), "before": exact(before)}
    with database.writing() as writer:
        due = 0 if again else sum(writer.execute(repair, values).rowcount for repair in _DUE_BEFORE)
        waits = sum(_shorten(writer, found, change, now, before) for found, change in _WAITS)
        reschedule_held(writer, now)
        return due + waits


def _shorten(writer: Writer, found: str, change: str, now: datetime, before: datetime) -> int:
    waits = writer.execute(found, (exact(before),)).fetchall()
    shorter = [(exact(now + (datetime.fromisoformat(until) - before)), row) for row, until in waits]
    writer.conn.executemany(change, shorter)
    return len(shorter)


def repair_times(database: Database, now: datetime) -> int:
    """Repair such times in one transaction; return how many there were beyond doubt. Raises StoreError.

    Call it when the clock has gone back, and at startup, since the clock may have changed before that.
    """
    values = {
        "exact": exact(now),
        "meanwhile": exact(now + MEANWHILE),
        "flood": exact(now + FLOOD),
        "held": exact(now + HELD),
        "now": as_text(now),
        "polled": as_text(now + POLLED),
        "asked": as_text(now + ASKED),
        "muted": exact(now + MUTED),
    }
    with database.writing() as writer:
        repairs = (*_REPAIRS, *(one.format(":meanwhile") for one in _HAPPENED))
        repaired = sum(writer.execute(repair, values).rowcount for repair in repairs)
        for one in _HAPPENED:
            writer.execute(one.format(":exact"), values)
        reschedule_held(writer, now)
        return repaired
