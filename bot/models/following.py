"""What chats follow, and the deliveries that result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.models.articles import Headline
from bot.models.schedules import HeldBy

LONGEST_MUTE = timedelta(days=366)  # for which a subscription may be silent


class FollowKind(StrEnum):
    """What kind of thing a subscription follows."""

    EVERYTHING = "everything"
    OUTLET = "outlet"
    NAME = "name"
    WORD = "word"
    QUOTES = "quotes"  # what somebody says
    STORY = "story"  # one event, whichever outlet reports it
    QUESTION = "question"  # whatever answers it


class DeliveryStatus(StrEnum):
    """The state of a delivery."""

    PENDING = "pending"  # sent when due
    SENT = "sent"
    DROPPED = "dropped"  # cannot be sent any more; the reason is stored


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatKey:
    """Where messages go: a chat and, in forums, a topic."""

    chat_id: int
    thread_id: int = 0  #: 0 = no topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A subscription of a chat."""

    row: int
    chat: ChatKey
    kind: FollowKind
    value: str  #: as the user wrote it, cleaned; "" for everything
    created: datetime
    muted_until: datetime | None = None
    filter: str = ""  #: how the value was read, as Filter.dump writes it


@dataclass(frozen=True, kw_only=True, slots=True)
class GatheredItem:
    """One of the articles gathered in a message."""

    headline: Headline
    subscription: Subscription | None  #: None when it was removed meanwhile
    also: tuple[str, ...] = ()  #: other outlets that tell the same story


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """A page of held articles sent in one message: stories of most outlets first, subscriptions taking turns."""

    first: int  #: row of the delivery that identifies the message
    held: HeldBy
    total: int  #: articles on all pages
    items: tuple[GatheredItem, ...]
    offset: int = 0  #: of the first item of this page


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A message that is to be sent to a chat."""

    row: int
    chat: ChatKey
    status: DeliveryStatus
    headline: Headline
    sentence: str  #: the matching sentence, verbatim; else the lead
    sentence_row: int | None
    subscription: Subscription | None  #: None when it was removed meanwhile
    attempts: int
    due: datetime
    uncertain: bool = False  #: an earlier attempt may have arrived
    created: datetime | None = None  #: when it was created; always set by the outbox
    also: tuple[str, ...] = ()  #: other outlets that report the same story, one per publisher
    story: int | None = None  #: number of the story, shared by all articles on one event
    edits: int | None = None  #: the message to be edited instead of sending a new one
    replies_to: int | None = None  #: for a followed story: the message that first reported it
    marks: tuple[tuple[int, int], ...] = ()  #: what matched: sorted, disjoint offsets in ``sentence``
    silent: bool = False  #: without sound: set so, or another message has just made one
    gathered: Gathered | None = None  #: the articles gathered with this delivery, which is the first of them


class OutcomeKind(StrEnum):
    """The outcome of an attempt to send."""

    SENT = "sent"
    RETRY = "retry"  # flood control or server trouble: retry after ``retry_after`` or a growing pause
    UNCERTAIN = "uncertain"  # no response in time; it may have arrived
    BLOCKED = "blocked"  # the chat refuses or cannot get messages: pause it
    MOVED = "moved"  # the group became the supergroup ``new_chat_id``
    TOPIC_GONE = "topic gone"  # the chat works, but its forum topic is closed or deleted
    REJECTED = "rejected"  # this message can never be sent


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """The result of one attempt to send, as reported by handlers/transport/delivery.py."""

    kind: OutcomeKind
    reason: str = ""  #: class of the error, never its text
    retry_after: float | None = None  #: seconds
    new_chat_id: int | None = None
    message_id: int | None = None
