"""Decide what happens to a delivery after an attempt to send it: at least once, paced, without floods.

========== ==================== ======== =============================== ===================== =======================
outcome    when                 status   due                             attempts              chat
========== ==================== ======== =============================== ===================== =======================
SENT                            sent     -                               unchanged             held back 1 s, a group
                                                                                               3 s
RETRY      ``retry_after``      pending  unchanged                       not counted           held back until then,
                                                                                               and a second more
RETRY      no ``retry_after``   pending  2 s, 4 s, 8 s ... an hour, each + 1                   as after SENT
                                         shortened by up to half
RETRY      the same, pending    dropped  -                               + 1                   -
                      for 3 days           expired
UNCERTAIN                       pending  30 s, 1 min ... an hour;        + 1                   as after SENT
                                         marked uncertain
UNCERTAIN  pending for 3 days   dropped  -                               + 1                   -
                                expired
BLOCKED                         pending  unchanged                       not counted           paused
BLOCKED    pending for 2 days   dropped  -                               not counted           paused
                                stale
MOVED                           pending  unchanged                       not counted           moved
TOPIC_GONE in a topic           pending  unchanged                       not counted           its topic moves to
                                                                                               the general one
TOPIC_GONE in the general one   as after BLOCKED
REJECTED                        dropped  -                               + 1                   -
                                reason
========== ==================== ======== =============================== ===================== =======================

- A delivery with an unchanged due time goes out first once its chat may be sent to again, so news keeps its order.
- Flood control is never a reason to drop: Telegram asks for waits of up to 12 hours.
- After an attempt without a response the message may have arrived. It is sent again all the same, because a possible
    repeat beats silence. The growing pause keeps repeats few (five in the first half hour); only a clear response or
    the third day ends them.
- Pace: one message per second to a chat and twenty per minute to a group, as Telegram's FAQ for bots advises, unless
    the settings say otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.models import Delivery, DeliveryStatus, Outcome, OutcomeKind

FLOOD_MARGIN = timedelta(seconds=1)
FIRST_PAUSE = 2.0  # seconds
UNCERTAIN_PAUSE = 30.0  # seconds
LONGEST_PAUSE = 3600.0  # seconds
EXPIRES = timedelta(days=3)  # server trouble outlasts the news
OLD = timedelta(days=2)  # an article published longer ago is not news when it arrives
STALE = timedelta(days=2)  # somebody who unblocks the bot does not want a week's news at once


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatPaces:
    """The minimum pause in a chat after a message."""

    private: timedelta = timedelta(seconds=1)
    group: timedelta = timedelta(seconds=3)

    def after_message_to(self, chat_id: int) -> timedelta:
        """The pause after a message to this chat. Groups and channels have negative ids."""
        return self.group if chat_id < 0 else self.private


PACES = ChatPaces()


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What to store after an attempt. All values are absolute, so storing it is idempotent."""

    status: DeliveryStatus
    due: datetime
    attempts: int
    uncertain: bool
    reason: str = ""
    message_id: int | None = None
    pause_chat: bool = False
    next_send: datetime | None = None  #: earliest time of the next message to this chat; None: unchanged
    move_to: int | None = None  #: the chat's new id
    leave_topic: bool = False  #: the topic's subscriptions and deliveries move to the general topic


def after(delivery: Delivery, outcome: Outcome, now: datetime, *, jitter: float, paces: ChatPaces = PACES) -> Step:
    """The next step by the table above.

    ``jitter``, in [0, 1), spreads the retries of deliveries that failed together.
    """
    pace = paces.after_message_to(delivery.chat.chat_id)
    step = _as_it_was(delivery, outcome.reason)
    match outcome.kind:
        case OutcomeKind.SENT:
            sent = replace(step, status=DeliveryStatus.SENT, reason="", message_id=outcome.message_id)
            return replace(sent, next_send=now + pace)
        case OutcomeKind.RETRY if outcome.retry_after is not None:
            wait = timedelta(seconds=max(0.0, outcome.retry_after)) + FLOOD_MARGIN
            return replace(step, next_send=now + wait)
        case OutcomeKind.RETRY:
            return _again(delivery, step, now, pause(delivery.attempts, FIRST_PAUSE, jitter), pace)
        case OutcomeKind.UNCERTAIN:
            unsure = replace(step, uncertain=True)
            return _again(delivery, unsure, now, pause(delivery.attempts, UNCERTAIN_PAUSE, 0.0), pace)
        case OutcomeKind.TOPIC_GONE if delivery.chat.thread_id:
            return replace(step, leave_topic=True)
        case OutcomeKind.BLOCKED | OutcomeKind.TOPIC_GONE:
            stale = _owed_for(delivery, now) >= STALE
            return replace(_dropped(step, "stale") if stale else step, pause_chat=True)
        case OutcomeKind.MOVED if outcome.new_chat_id is not None:
            return replace(step, move_to=outcome.new_chat_id)
        case OutcomeKind.MOVED | OutcomeKind.REJECTED:
            return replace(_dropped(step, step.reason), attempts=step.attempts + 1)


def is_old(published: datetime | None, added: datetime) -> bool:
    """Whether an article was published too long before it arrived to be news.

    A date without a time counts to its end.
    """
    if published is None:
        return False
    day_only = published.timetz().replace(tzinfo=None) == time()
    return added - published > OLD + timedelta(days=1) * day_only


def pause(attempts: int, first: float, jitter: float) -> timedelta:
    """``first`` * 2 ** attempts seconds, at most an hour, shortened by up to half: * (1 - jitter / 2)."""
    doublings = min(attempts, 16)  # more would overflow
    return timedelta(seconds=min(first * 2**doublings, LONGEST_PAUSE) * (1 - jitter / 2))


def _as_it_was(delivery: Delivery, reason: str) -> Step:
    return Step(
        status=DeliveryStatus.PENDING,
        due=delivery.due,
        attempts=delivery.attempts,
        uncertain=delivery.uncertain,
        reason=reason,
    )


def _again(delivery: Delivery, step: Step, now: datetime, wait: timedelta, pace: timedelta) -> Step:
    counted = replace(step, attempts=step.attempts + 1)
    if _owed_for(delivery, now) >= EXPIRES:
        return _dropped(counted, "expired")
    return replace(counted, due=now + wait, next_send=now + pace)


def _dropped(step: Step, reason: str) -> Step:
    return replace(step, status=DeliveryStatus.DROPPED, reason=reason)


def _owed_for(delivery: Delivery, now: datetime) -> timedelta:
    """How long a delivery has been pending. A gathered one never expires: it is a single message, however old."""
    return timedelta() if delivery.gathered else now - (delivery.created or delivery.due)
