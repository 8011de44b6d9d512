"""The port for what chats follow, and for whether they receive messages at all."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from bot.following.filters.filters import Filter
from bot.models import ChatKey, Subscription
from bot.newsroom.matching import Matching
from bot.store.file.database import Database
from bot.store.following.subscriptions import BANNED, Subscriptions


class ChatSubscriptions:
    """Subscriptions of chats. Thread-safe; raises StoreError."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], matching: Matching, moved: Callable[[int], None]
    ) -> None:
        """Set up the port.

        ``clock`` returns aware times. ``moved`` is called with the new id of a group that became a supergroup.
        """
        self._moved = moved
        self._subscriptions = Subscriptions(database)
        self._clock = clock
        self._matching = matching

    def follow(self, chat: ChatKey, words: str, *, now: datetime) -> tuple[Subscription, bool]:
        """Subscribe a chat; return the subscription and whether it is new.

        ``words``: see bot/following/filter_language/filter_language.py. Raises FollowError with a message for the user.
        """
        return self._subscriptions.follow(chat, self._matching.read(words), now)

    def of(self, chat: ChatKey) -> list[Subscription]:
        """The subscriptions of a chat (or topic), oldest first."""
        return self._subscriptions.of(chat)

    def one(self, chat: ChatKey, row: int) -> Subscription | None:
        """A subscription of a chat or topic by row, or None."""
        return self._subscriptions.one(chat, row)

    def filter_of(self, chat: ChatKey, row: int) -> Filter | None:
        """The filter of a subscription of a chat or topic, or None."""
        return self._subscriptions.filter_of(chat, row)

    def rewrite(self, chat: ChatKey, row: int, words: str) -> Subscription | None:
        """Replace what a subscription follows; None if the chat has no such subscription.

        Raises FollowError as ``follow``.
        """
        return self._subscriptions.rewrite(chat, row, self._matching.read(words), self._clock())

    def unfollow(self, chat: ChatKey, words_or_row: str | int) -> Subscription | None:
        """Delete a subscription of this chat by its words or row; return it, or None."""
        return self._subscriptions.unfollow(chat, words_or_row, self._clock())

    def unfollow_all(self, chat: ChatKey) -> int:
        """Delete all subscriptions of a chat or topic; return how many there were."""
        return self._subscriptions.unfollow_all(chat, self._clock())

    def mute(self, chat: ChatKey, row: int, *, until: datetime | None) -> Subscription | None:
        """Mute a subscription until a time, or unmute it (None); return it, or None if the chat does not have it."""
        return self._subscriptions.mute(chat, row, until=until, now=self._clock())

    def give_topic(self, chat: ChatKey, row: int, thread_id: int) -> Subscription | None:
        """Send the news of a subscription to another topic of its chat, 0 being the general one.

        Returns the subscription, or None if the chat has no such subscription. Raises FollowError if that topic follows
        the same already.
        """
        return self._subscriptions.give_topic(chat, row, thread_id)

    def pause_chat(self, chat_id: int, reason: str) -> None:
        """Create and send no deliveries for a chat until ``resume_chat``."""
        self._subscriptions.pause_chat(chat_id, reason)

    def ban_chat(self, chat_id: int) -> None:
        """Pause a chat until ``resume_chat``, even if a message sent to it earlier still gets through."""
        self._subscriptions.pause_chat(chat_id, BANNED)

    def resume_chat(self, chat_id: int) -> None:
        """Resume deliveries to a chat."""
        self._subscriptions.resume_chat(chat_id, self._clock())

    def wake_chats(self, chat_ids: Collection[int]) -> None:
        """Resume deliveries to paused chats that have just received a message."""
        self._subscriptions.wake_chats(chat_ids, self._clock())

    def move_chat(self, old: int, new: int) -> None:
        """Move everything of a group that became a supergroup to its new id."""
        self._subscriptions.move_chat(old, new)
        self._moved(new)
