"""What chats follow, and what is owed to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.models.articles import Headline
from bot.models.schedules import HeldBy


class FollowKind(StrEnum):
    """What a subscription follows."""

    EVERYTHING = "everything"
    OUTLET = "outlet"
    NAME = "name"
    WORD = "word"
    QUOTES = "quotes"  # what somebody says
    STORY = "story"  # one event, whoever tells it
    QUESTION = "question"  # whatever answers it


class DeliveryStatus(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"  # owed; sent when due
    SENT = "sent"
    DROPPED = "dropped"  # cannot be sent any more; the reason is stored


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatKey:
    """Where messages go: a chat and, in forums, its topic."""

    chat_id: int
    thread_id: int = 0  #: 0 = no topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """What a chat follows."""

    row: int
    chat: ChatKey
    kind: FollowKind
    value: str  #: as the user wrote it, cleaned; "" for everything
    created: datetime
    muted_until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class GatheredItem:
    """One of the articles that come together in one message."""

    headline: Headline
    subscription: Subscription | None  #: None when it was removed meanwhile
    also: tuple[str, ...] = ()  #: other outlets that tell the same story


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """A page of what was held and comes in one message: the most told first, each subscription in turn."""

    first: int  #: row of the delivery that the message is known by
    held: HeldBy
    total: int  #: articles on all pages
    items: tuple[GatheredItem, ...]
    offset: int = 0  #: of the first item of this page


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One thing owed to one chat."""

    row: int
    chat: ChatKey
    status: DeliveryStatus
    headline: Headline
    sentence: str  #: the sentence that matched, verbatim; the lead where nothing narrower did
    sentence_row: int | None
    subscription: Subscription | None  #: None when it was removed meanwhile
    attempts: int
    due: datetime
    uncertain: bool = False  #: an earlier attempt may have arrived
    created: datetime | None = None  #: since when it is owed; the outbox always fills it
    also: tuple[str, ...] = ()  #: other outlets that tell the same story, one a publisher
    story: int | None = None  #: which all articles of one event share
    edits: int | None = None  #: the message that is to be changed instead of sending one
    replies_to: int | None = None  #: the message that first told of a story that is followed
    marks: tuple[tuple[int, int], ...] = ()  #: what matched, by offsets in ``sentence``, in order and apart
    silent: bool = False  #: without a sound: its subscription says so, or another message just made one
    gathered: Gathered | None = None  #: what was held and comes together, this delivery being the first of it


class OutcomeKind(StrEnum):
    """What became of one attempt to send."""

    SENT = "sent"
    RETRY = "retry"  # flood control or server trouble: again after ``retry_after`` or a growing pause
    UNCERTAIN = "uncertain"  # no answer in time; it may have arrived
    BLOCKED = "blocked"  # the chat does not want or cannot get messages: pause it
    MOVED = "moved"  # group became supergroup ``new_chat_id``
    TOPIC_GONE = "topic gone"  # the chat is fine, but its forum topic is closed or deleted
    REJECTED = "rejected"  # this message can never be sent


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One attempt to send, as handlers/transport/delivery.py reports it."""

    kind: OutcomeKind
    reason: str = ""  #: class of the error, never its text
    retry_after: float | None = None  #: seconds
    new_chat_id: int | None = None
    message_id: int | None = None
