"""Repair times that were written while the system clock was ahead.

Left alone, they could delay chats and feeds for years.

A time further ahead than anything is ever postponed is set to now. The limits are:

    a chat's next message        flood control asks for 12 hours at most
    a delivery                   a weekly digest is the furthest ahead; anything else is within an hour
    a feed, a page to retry      CEILING of feeds and the last of RETRIES of pages, each under two days
    a server's Retry-After       believed for up to 30 days
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.database import Database
from bot.store.rows import as_text
from bot.store.subscriptions import exact

FLOOD = timedelta(hours=13)
HELD = timedelta(days=8)
POLLED = timedelta(days=2)
ASKED = timedelta(days=31)
_REPAIRS = (
    "UPDATE chats SET next_send = NULL WHERE next_send > :flood",
    "UPDATE chats SET sounded = NULL WHERE sounded > :exact",
    "UPDATE deliveries SET due = :exact WHERE status = 'pending' AND due > :held",
    "UPDATE feeds SET not_before = NULL WHERE not_before > :asked",
    "UPDATE feeds SET due = :now WHERE due > max(:polled, coalesce(not_before, ''))",
    "UPDATE feed_entries SET due = :now WHERE state = 'waiting' AND due > :polled",
    "DELETE FROM feed_places WHERE until > :asked",
)


def repair_times(database: Database, now: datetime) -> int:
    """Repair such times in one transaction; return how many there were. Raises StoreError.

    Call it when the clock has gone back, and at startup, since the clock may have changed before that.
    """
    values = {
        "exact": exact(now),
        "flood": exact(now + FLOOD),
        "held": exact(now + HELD),
        "now": as_text(now),
        "polled": as_text(now + POLLED),
        "asked": as_text(now + ASKED),
    }
    with database.writing() as writer:
        return sum(writer.execute(repair, values).rowcount for repair in _REPAIRS)
