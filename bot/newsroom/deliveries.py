"""Pending deliveries to chats, and the outcomes of sending them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.following.sending.retry_policy import ChatPaces, after
from bot.models import Delivery, Gathered, Outcome
from bot.models.tuning import Tuning
from bot.store.file.database import Database
from bot.store.following.clock_repair import put_back, repair_times
from bot.store.following.outbox import Outbox


class Deliveries:
    """The port of the outbox. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database, tuning: Tuning, moved: Callable[[int], None]) -> None:
        """Set up the port. ``moved`` is called with the new id of a group that became a supergroup."""
        self._moved = moved
        self._outbox = Outbox(database)
        self._database = database
        self.paces = ChatPaces(
            private=timedelta(seconds=1 / tuning.chat_messages_per_second),
            group=timedelta(minutes=1 / tuning.group_messages_per_minute),
        )

    def changes(self) -> int:
        """A number that changes whenever any process commits to the database; reading it takes microseconds."""
        return self._database.changes()

    def due(self, now: datetime, *, limit: int = 50) -> list[Delivery]:
        """Deliveries that may be sent now, oldest first, at most one per chat."""
        return self._outbox.due(now, limit)

    def next_due(self) -> datetime | None:
        """When the next delivery may be sent, or None if there is none."""
        return self._outbox.next_due()

    def repair_times(self, now: datetime) -> int:
        """Repair due times that were written while the clock was ahead; return how many there were."""
        return repair_times(self._database, now)

    def put_back(self, now: datetime, before: datetime, *, again: bool) -> int:
        """Repair what chats wait for when the clock has gone back from ``before``; return how many times.

        ``again``: once more for the same change.
        """
        return put_back(self._database, now, before, again=again)

    def gathered(self, chat_id: int, row: int, offset: int) -> Gathered | None:
        """One page of what was sent together in a message to a chat; None if nothing of it is left."""
        return self._outbox.gathered(chat_id, row, offset)

    def record(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Store the outcome of an attempt. bot/following/sending/retry_policy.py says what follows from each."""
        self._outbox.apply(delivery, after(delivery, outcome, now, jitter=random.random(), paces=self.paces), now)
        if outcome.new_chat_id is not None:
            self._moved(outcome.new_chat_id)
