"""What chats are owed, and what became of sending it. Each method raises StoreError."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from bot.following.retry_policy import ChatPaces, after
from bot.models import Delivery, Gathered, Outcome
from bot.models.tuning import DEFAULT_TUNING, Tuning
from bot.store.clock_repair import repair_times
from bot.store.database import Database
from bot.store.outbox import Outbox


class Deliveries:
    """The port of the outbox; may be called from any thread."""

    def __init__(self, database: Database, tuning: Tuning = DEFAULT_TUNING) -> None:
        self._outbox = Outbox(database)
        self._database = database
        self.paces = ChatPaces(
            private=timedelta(seconds=1 / tuning.chat_messages_per_second),
            group=timedelta(minutes=1 / tuning.group_messages_per_minute),
        )

    def changes(self) -> int:
        """A number that is another one after each change of the database, by whichever process; costs microseconds."""
        return self._database.changes()

    def due(self, now: datetime, *, limit: int = 50) -> list[Delivery]:
        """What may be sent now, oldest first, at most one a chat."""
        return self._outbox.due(now, limit)

    def next_due(self) -> datetime | None:
        """When the next delivery may be sent; None = none is owed."""
        return self._outbox.next_due()

    def repair_times(self, now: datetime) -> int:
        """Have nobody wait for a time that was written by a clock which was ahead; how many would have waited."""
        return repair_times(self._database, now)

    def gathered(self, chat_id: int, row: int, offset: int) -> Gathered | None:
        """A page of what came together in a message of a chat; None when nothing of it is left."""
        return self._outbox.gathered(chat_id, row, offset)

    def record(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Write what became of an attempt (see bot/following/retry_policy.py for what follows from it)."""
        self._outbox.apply(delivery, after(delivery, outcome, now, jitter=random.random(), paces=self.paces), now)
