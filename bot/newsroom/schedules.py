"""The port for when and how a chat's news arrives: digests, quiet hours, time zone, sound, ceilings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.models import ChatKey
from bot.models.schedules import ChatSchedule, SubscriptionSchedule
from bot.store.file.database import Database
from bot.store.following.schedules import Schedules


class ChatSchedules:
    """Schedules of chats and subscriptions. Thread-safe; raises StoreError. ``clock`` returns aware times."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._schedules = Schedules(database)
        self._clock = clock

    def of_chat(self, chat_id: int) -> ChatSchedule:
        """The schedule of a chat."""
        return self._schedules.of_chat(chat_id)

    def set_chat(self, chat_id: int, wanted: ChatSchedule, *, throughout: bool = False) -> None:
        """Set the schedule of a chat and reschedule held deliveries.

        ``throughout``: also for subscriptions with a cadence of their own.
        """
        self._schedules.set_chat(chat_id, wanted, self._clock(), throughout=throughout)

    def of_subscription(self, row: int) -> SubscriptionSchedule:
        """The schedule of a subscription."""
        return self._schedules.of_subscription(row)

    def of_subscriptions(self, chat: ChatKey) -> Mapping[int, SubscriptionSchedule]:
        """Schedules of the subscriptions of a chat or topic, by row, where any is set."""
        return self._schedules.of_subscriptions(chat)

    def set_subscription(self, chat: ChatKey, row: int, wanted: SubscriptionSchedule) -> bool:
        """Set a subscription's schedule and reschedule held deliveries; False if the chat has no such subscription."""
        return self._schedules.set_subscription(chat, row, wanted, self._clock())
