"""The port of when and how news come to a chat: digests, quiet hours, time zone, sound, ceilings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.models import ChatKey
from bot.models.schedules import ChatSchedule, SubscriptionSchedule
from bot.store.database import Database
from bot.store.schedules import Schedules


class ChatSchedules:
    """Every method may be called from any thread; raises StoreError. ``clock``: aware times."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._schedules = Schedules(database)
        self._clock = clock

    def of_chat(self, chat_id: int) -> ChatSchedule:
        """What holds for a chat."""
        return self._schedules.of_chat(chat_id)

    def set_chat(self, chat_id: int, wanted: ChatSchedule, *, throughout: bool = False) -> None:
        """Set it, and move what is held; ``throughout``: for subscriptions with a cadence of their own as well."""
        self._schedules.set_chat(chat_id, wanted, self._clock(), throughout=throughout)

    def of_subscription(self, row: int) -> SubscriptionSchedule:
        """What holds for one subscription."""
        return self._schedules.of_subscription(row)

    def of_subscriptions(self, chat: ChatKey) -> Mapping[int, SubscriptionSchedule]:
        """Of a chat's or topic's subscriptions, by row, where something was set."""
        return self._schedules.of_subscriptions(chat)

    def set_subscription(self, chat: ChatKey, row: int, wanted: SubscriptionSchedule) -> bool:
        """Set it, and move what is held; False when this chat has no such subscription."""
        return self._schedules.set_subscription(chat, row, wanted, self._clock())
