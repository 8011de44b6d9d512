"""The port of what chats follow, and of whether they take messages at all."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from bot.following.filters import Filter
from bot.models import ChatKey, Subscription
from bot.newsroom.matching import Matching
from bot.store.database import Database
from bot.store.subscriptions import BANNED, Subscriptions


class ChatSubscriptions:
    """Every method may be called from any thread; raises StoreError. ``clock``: aware times."""

    def __init__(self, database: Database, clock: Callable[[], datetime], matching: Matching) -> None:
        self._subscriptions = Subscriptions(database)
        self._clock = clock
        self._matching = matching

    def follow(self, chat: ChatKey, words: str, *, now: datetime) -> tuple[Subscription, bool]:
        """Subscribe; the bool is False when it was there already.

        ``words``: see bot/following/filter_language.py. Raises FollowError, its text fit for the user.
        """
        return self._subscriptions.follow(chat, self._matching.read(words), now)

    def of(self, chat: ChatKey) -> list[Subscription]:
        """What a chat (or topic) follows, oldest first."""
        return self._subscriptions.of(chat)

    def one(self, chat: ChatKey, row: int) -> Subscription | None:
        """One of a chat's or topic's; None when it has none such."""
        return self._subscriptions.one(chat, row)

    def filter_of(self, chat: ChatKey, row: int) -> Filter | None:
        """What one of a chat's or topic's looks for; None when it has none such."""
        return self._subscriptions.filter_of(chat, row)

    def rewrite(self, chat: ChatKey, row: int, words: str) -> Subscription | None:
        """Read other words for one of a chat's; None when it has none such. Raises FollowError as ``follow``."""
        return self._subscriptions.rewrite(chat, row, self._matching.read(words), self._clock())

    def unfollow(self, chat: ChatKey, words_or_row: str | int) -> Subscription | None:
        """Remove one by its words or row, only of this chat; None when there is none."""
        return self._subscriptions.unfollow(chat, words_or_row, self._clock())

    def unfollow_all(self, chat: ChatKey) -> int:
        """Remove all of a chat or topic; how many there were."""
        return self._subscriptions.unfollow_all(chat, self._clock())

    def mute(self, chat: ChatKey, row: int, *, until: datetime | None) -> Subscription | None:
        """Silence one until a time (None = no longer); None when this chat has no such subscription."""
        return self._subscriptions.mute(chat, row, until=until, now=self._clock())

    def give_topic(self, chat: ChatKey, row: int, thread_id: int) -> Subscription | None:
        """Have the news of one go to another topic of its chat, 0 = the general one; None when there is none such.

        Raises FollowError when that topic follows the same already.
        """
        return self._subscriptions.give_topic(chat, row, thread_id)

    def pause_chat(self, chat_id: int, reason: str) -> None:
        """Owe and send a chat nothing until ``resume_chat``."""
        self._subscriptions.pause_chat(chat_id, reason)

    def ban_chat(self, chat_id: int) -> None:
        """Owe and send a chat nothing until ``resume_chat``, not even when a message to it got through before."""
        self._subscriptions.pause_chat(chat_id, BANNED)

    def resume_chat(self, chat_id: int) -> None:
        """Send again."""
        self._subscriptions.resume_chat(chat_id, self._clock())

    def wake_chats(self, chat_ids: Collection[int]) -> None:
        """Messages got through: send again where a chat was thought to be closed."""
        self._subscriptions.wake_chats(chat_ids, self._clock())

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup."""
        self._subscriptions.move_chat(old, new)
