"""The facade: everything that newsbot knows and does with news, without Telegram.

    add      NewArticle -> annotate -> store + index + deliveries, ONE transaction an article
    ask      question (+ turns) -> retrieval -> Answer
    who      name (+ topic, dates) -> Said
    latest   (topic) -> headlines
    follow   chat + words -> Subscription
    deliver  due_deliveries -> (handlers send) -> record(delivery, Outcome)

Every method is synchronous and may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bot.models import (
    Added, Answer, Article, ChatKey, Context, Delivery, Headline, NewArticle, Outcome, Said, Stats, Subscription, Turn,
)


class Newsroom:
    """See the module's docstring. ``open_newsroom`` makes one."""

    # -- adding --
    def add(self, article: NewArticle) -> Added: ...
    def add_many(self, articles: Iterable[NewArticle]) -> Iterator[Added]:
        """Annotate in batches, store one by one (a transaction each); yields in order."""

    # -- reading --
    def latest(self, topic: str = "", *, limit: int = 5, offset: int = 0) -> tuple[list[Headline], int]:
        """Headlines newest first and how many there are in all; ``topic``: words, a name or ``from:OUTLET``."""
    def ask(self, question: str, *, asked: datetime, history: Sequence[Turn] = (), limit: int = 10) -> Answer:
        """``asked``: aware time of asking, for "yesterday"; ``history``: earlier turns, oldest first."""
    def who(self, name: str, *, about: str = "", since: datetime | None = None, until: datetime | None = None,
            limit: int = 5, offset: int = 0, speaker_row: int | None = None) -> Said:
        """Quotes by a speaker, newest first. ``speaker_row`` skips resolving the name (a chosen one).
        ``until`` is exclusive."""
    def context(self, sentence_row: int) -> Context | None:
        """The sentence inside its paragraph; None when its article was revised or removed."""
    def article(self, row: int) -> Article | None: ...
    def stats(self) -> Stats: ...

    # -- following --
    def follow(self, chat: ChatKey, words: str, *, now: datetime) -> tuple[Subscription, bool]:
        """Subscribe; the bool is False when it was there already.

        ``words``: "everything" | "from:OUTLET" or a known outlet | a name | a word or phrase.
        Raises FollowError (its text is fit for the user) for empty, over-long or too many.
        """
    def subscriptions(self, chat: ChatKey) -> list[Subscription]: ...
    def unfollow(self, chat: ChatKey, words_or_row: str | int) -> Subscription | None:
        """Remove one by its words or row (only of this chat); None when there is none."""
    def unfollow_all(self, chat: ChatKey) -> int: ...
    def mute(self, chat: ChatKey, row: int, *, until: datetime | None) -> Subscription | None: ...
    def pause_chat(self, chat_id: int, reason: str) -> None: ...
    def resume_chat(self, chat_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...
    def forget(self, *, chat_id: int, user_id: int) -> int:
        """Delete all that is kept of this chat and user (subscriptions, deliveries, turns, views); returns the rows."""

    # -- outbox --
    def due_deliveries(self, now: datetime, *, limit: int = 50) -> list[Delivery]:
        """Pending, due, chat neither paused nor held back by flood control, oldest first, at most one a chat."""
    def next_due(self, now: datetime) -> datetime | None: ...
    def record(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None: ...

    # -- conversation state --
    def remember(self, chat: ChatKey, user_id: int, turn: Turn, *, message_id: int | None, now: datetime) -> None: ...
    def recall_turns(self, chat: ChatKey, user_id: int, *, now: datetime, reply_to: int | None = None) -> list[Turn]:
        """Turns of the last ten minutes, oldest first; with ``reply_to`` the turn of that answer whatever its age (one day kept)."""
    def save_view(self, chat_id: int, user_id: int, kind: str, payload: dict[str, object], *, now: datetime) -> int: ...
    def view(self, row: int, *, chat_id: int) -> tuple[str, dict[str, object]] | None: ...

    def close(self) -> None: ...


def open_newsroom(database: Path, *, pipeline: str = "", clock: Callable[[], datetime] | None = None) -> Newsroom:
    """Open (and create or migrate) the database; the language pipeline loads on first use.

    ``pipeline``: name or path of an installed spaCy pipeline; "" = the shipped one.
    Raises StoreError, PipelineError.
    """
    raise NotImplementedError
