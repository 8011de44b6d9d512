"""Times that a clock wrote which was ahead. Set right again, it would keep chats and feeds waiting for years.

What was written for later than anything is ever put off until is due now:

    a chat's next message       flood control asks for 12 hours at most
    a delivery                  a weekly digest is the furthest; anything else an hour
    a feed, a page to try again CEILING of feeds and the last of RETRIES of pages, each under two days
    a server that said when     a Retry-After is believed for 30 days
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
    """How many were put right, in one transaction. Call it when the clock went back, and at the start: it may have
    gone back while nobody looked. Raises StoreError."""
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
