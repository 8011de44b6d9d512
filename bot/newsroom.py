"""The facade: everything that newsbot knows and does with news, without Telegram.

    add      NewArticle -> annotate -> store + index + deliveries, ONE transaction an article
    ask      question (+ turns) -> retrieval -> Answer
    who      name (+ topic, dates) -> Said
    latest   (topic) -> headlines
    follow   chat + words -> Subscription
    deliver  due_deliveries -> (handlers send) -> record(delivery, Outcome)

Every method is synchronous, may be called from any thread and raises StoreError where the database cannot be used.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.adding import Adding
from bot.following.filters import parse
from bot.following.outbox import after
from bot.language import Language
from bot.models import (
    Added,
    Answer,
    Article,
    ChatKey,
    Context,
    Delivery,
    Headline,
    NewArticle,
    Outcome,
    Said,
    Stats,
    Subscription,
    Turn,
)
from bot.retrieval.answering import Answering
from bot.retrieval.rerank import Budget
from bot.retrieval.terms import terms
from bot.store.articles import Articles
from bot.store.conversation import Conversation
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.store.speakers import Speakers
from bot.store.subscriptions import Subscriptions

NEAR = 5  # near spellings offered
RERANKED = 10  # sentences a question that the reranker looks at: more change little and cost twice


class Newsroom:
    """See the module's docstring; ``open_newsroom`` makes one."""

    def __init__(
        self, database: Database, language: Language, clock: Callable[[], datetime], rerank: Budget | None = None
    ) -> None:
        self._database = database
        self._language = language
        self._clock = clock
        self._articles = Articles(database)
        self._speakers = Speakers(database)
        self._conversation = Conversation(database)
        self._subscriptions = Subscriptions(database)
        self._outbox = Outbox(database)
        self._answering = Answering(database, rerank=rerank, clock=clock)
        self._adding = Adding(database, language, clock)

    # -- adding --

    def add(self, article: NewArticle) -> Added:
        """Add one article. Raises SourceError for one without text, PipelineError, StoreError."""
        (added,) = self.add_many([article])
        return added

    def add_many(self, articles: Iterable[NewArticle]) -> Iterator[Added]:
        """Annotate in batches, store one by one (a transaction each); yields in order. Raises as ``add``."""
        return self._adding.add_many(articles)

    # -- reading --

    def is_empty(self) -> bool:
        """Is there no article yet?"""
        return self._articles.is_empty()

    def latest(self, topic: str = "", *, limit: int = 5, offset: int = 0) -> tuple[list[Headline], int]:
        """Headlines newest first and how many there are in all; ``topic``: words, a name or ``from:OUTLET``."""
        topic = topic.strip()
        outlet = self._articles.find_source(topic.removeprefix("from:")) if topic else None
        if outlet or not topic:
            found = self._articles.headlines(limit=limit, offset=offset, source=outlet)
            return found, self._articles.count(outlet)
        rows, total = self._answering.search(topic, limit=limit, offset=offset)
        headlines = self._articles.headlines_of(rows)
        return [headlines[row] for row in rows if row in headlines], total

    def ask(self, question: str, *, asked: datetime, history: Sequence[Turn] = (), limit: int = 10) -> Answer:
        """``asked``: aware time of asking, for "yesterday"; ``history``: earlier turns, oldest first."""
        return self._answering.ask(question, asked=asked, history=history, limit=limit)

    def who(
        self,
        name: str,
        *,
        about: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 5,
        offset: int = 0,
        speaker_row: int | None = None,
    ) -> Said:
        """Quotes by a speaker, newest first.

        ``speaker_row`` skips resolving the name (one was chosen). ``since`` inclusive, ``until`` exclusive.
        """
        if speaker_row is not None:
            speaker = self._speakers.get(speaker_row)
        else:
            matching = self._speakers.matching(name)
            if len(matching) > 1:
                return Said(speaker=None, choices=tuple(matching))
            speaker = matching[0] if matching else None
        stems = terms(about)
        if speaker is None:
            return self._said_by_nobody(name, stems, since, until, limit, offset)
        quotes, total = self._speakers.quotes(
            speaker.row, stems=stems, since=since, until=until, limit=limit, offset=offset
        )
        return Said(speaker=speaker, quotes=tuple(quotes), total=total)

    def _said_by_nobody(
        self, name: str, stems: list[str], since: datetime | None, until: datetime | None, limit: int, offset: int
    ) -> Said:
        """Nobody of that name is known: speakers who are called just so ("analysts"), else near spellings."""
        quotes, total = self._speakers.quoted_as(
            name, stems=stems, since=since, until=until, limit=limit, offset=offset
        )
        if quotes:
            return Said(speaker=None, quotes=tuple(quotes), total=total)
        return Said(speaker=None, choices=tuple(self._speakers.near(name, limit=NEAR)), near=True)

    def context(self, sentence_row: int) -> Context | None:
        """The sentence inside its paragraph; None when its article was revised."""
        return self._articles.context(sentence_row)

    def article(self, row: int) -> Article | None:
        """The article with that row."""
        return self._articles.article(row)

    def stats(self) -> Stats:
        """Counts of everything."""
        return self._articles.stats()

    @property
    def pipeline(self) -> str:
        """Name and version of the language pipeline. Raises PipelineError."""
        return self._language.name

    # -- following --

    def follow(self, chat: ChatKey, words: str, *, now: datetime) -> tuple[Subscription, bool]:
        """Subscribe; the bool is False when it was there already.

        ``words``: see bot/following/filters.py. Raises FollowError, its text fit for the user.
        """
        wanted = parse(
            words,
            outlets=[outlet for outlet, _ in self._articles.sources()],
            known_name=self._speakers.is_known,
            ordinary=self._answering.is_ordinary,
        )
        return self._subscriptions.follow(chat, wanted, now)

    def subscriptions(self, chat: ChatKey) -> list[Subscription]:
        """What a chat (or topic) follows, oldest first."""
        return self._subscriptions.of(chat)

    def unfollow(self, chat: ChatKey, words_or_row: str | int) -> Subscription | None:
        """Remove one by its words or row, only of this chat; None when there is none."""
        return self._subscriptions.unfollow(chat, words_or_row, self._clock())

    def unfollow_all(self, chat: ChatKey) -> int:
        """Remove all of a chat or topic; how many there were."""
        return self._subscriptions.unfollow_all(chat, self._clock())

    def mute(self, chat: ChatKey, row: int, *, until: datetime | None) -> Subscription | None:
        """Silence one until a time (None = no longer); None when this chat has no such subscription."""
        return self._subscriptions.mute(chat, row, until=until, now=self._clock())

    def pause_chat(self, chat_id: int, reason: str) -> None:
        """Owe and send a chat nothing until ``resume_chat``."""
        self._subscriptions.pause_chat(chat_id, reason)

    def resume_chat(self, chat_id: int) -> None:
        """Send again."""
        self._subscriptions.resume_chat(chat_id, self._clock())

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup."""
        self._subscriptions.move_chat(old, new)

    def forget(self, *, chat_id: int, user_id: int) -> int:
        """Delete all that is kept of this chat and user; how many rows there were."""
        return self._conversation.forget(chat_id=chat_id, user_id=user_id)

    # -- outbox --

    def due_deliveries(self, now: datetime, *, limit: int = 50) -> list[Delivery]:
        """What may be sent now, oldest first, at most one a chat."""
        return self._outbox.due(now, limit)

    def next_due(self) -> datetime | None:
        """When the next delivery may be sent; None = none is owed."""
        return self._outbox.next_due()

    def record(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Write what became of an attempt (see bot/following/outbox.py for what follows from it)."""
        self._outbox.apply(delivery, after(delivery, outcome, now, jitter=random.random()), now)

    # -- conversation --

    def remember(self, chat: ChatKey, user_id: int, turn: Turn, *, message_id: int | None, now: datetime) -> None:
        """Keep a turn for follow-up questions: a day at most."""
        self._conversation.remember(chat, user_id, turn, message_id=message_id, now=now)

    def recall_turns(self, chat: ChatKey, user_id: int, *, now: datetime, reply_to: int | None = None) -> list[Turn]:
        """Turns of the last ten minutes, oldest first; with ``reply_to`` the turn of that answer instead."""
        return self._conversation.turns(chat, user_id, now=now, reply_to=reply_to)

    def save_view(self, chat_id: int, user_id: int, kind: str, payload: dict[str, object], *, now: datetime) -> int:
        """Keep what a paged list looks up again; its row fits into callback data."""
        return self._conversation.save_view(chat_id, user_id, kind, payload, now=now)

    def view(self, row: int, *, chat_id: int) -> tuple[str, dict[str, object]] | None:
        """Kind and payload of a list of this chat; None when it is gone."""
        return self._conversation.view(row, chat_id=chat_id)

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_newsroom(
    database: Path, *, pipeline: str = "", rerank_ms: int = 0, clock: Callable[[], datetime] = _utc_now
) -> Newsroom:
    """Open the database, creating or migrating it; the language pipeline loads on first use.

    ``pipeline``: name or path of an installed spaCy pipeline; "" = the shipped one. ``rerank_ms``: milliseconds that
    the reranker may take for a question, 0 = ranking without it. Raises StoreError.
    """
    budget = Budget(limit=RERANKED, milliseconds=rerank_ms) if rerank_ms else None
    return Newsroom(Database.open(database), Language(pipeline), clock, budget)
