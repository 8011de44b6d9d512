"""The table of retry_policy.py: delivery, outcome -> step; which articles are no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.following.sending.retry_policy import EXPIRES, LONGEST_PAUSE, STALE, Step, after, is_old, pause
from bot.models import ChatKey, Delivery, DeliveryStatus, Headline, Outcome, OutcomeKind

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
PENDING, SENT, DROPPED = DeliveryStatus.PENDING, DeliveryStatus.SENT, DeliveryStatus.DROPPED
HEADLINE = Headline(row=1, id="a", title="T", source="BBC", url="", published=None, added=NOW)
GROUP = ChatKey(chat_id=-5)
FIRST = Delivery(
    row=1,
    chat=ChatKey(chat_id=5),
    status=PENDING,
    headline=HEADLINE,
    sentence="S.",
    sentence_row=None,
    subscription=None,
    attempts=0,
    due=NOW - timedelta(seconds=1),
    created=NOW - timedelta(seconds=1),
)
THIRD = replace(FIRST, attempts=2)
UNSURE = replace(FIRST, attempts=1, uncertain=True)
IN_GROUP = replace(FIRST, chat=GROUP)
TWO_DAYS = replace(THIRD, created=NOW - STALE)
THREE_DAYS = replace(THIRD, created=NOW - EXPIRES)


def in_(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def kept(delivery: Delivery, **changes: object) -> Step:
    """The step that leaves all as it was, but for ``changes``."""
    step = Step(status=PENDING, due=delivery.due, attempts=delivery.attempts, uncertain=delivery.uncertain)
    return replace(step, **changes)  # type: ignore[arg-type]


def sent(message_id: int = 9) -> Outcome:
    return Outcome(kind=OutcomeKind.SENT, message_id=message_id)


def flood(seconds: float) -> Outcome:
    return Outcome(kind=OutcomeKind.RETRY, reason="RetryAfter", retry_after=seconds)


TROUBLE = Outcome(kind=OutcomeKind.RETRY, reason="NetworkError")
NO_ANSWER = Outcome(kind=OutcomeKind.UNCERTAIN, reason="TimedOut")
BLOCKED = Outcome(kind=OutcomeKind.BLOCKED, reason="Forbidden")
MOVED = Outcome(kind=OutcomeKind.MOVED, reason="ChatMigrated", new_chat_id=-1005)
TOPIC_GONE = Outcome(kind=OutcomeKind.TOPIC_GONE, reason="BadRequest")
IN_TOPIC = replace(FIRST, chat=ChatKey(chat_id=-100, thread_id=4))
REJECTED = Outcome(kind=OutcomeKind.REJECTED, reason="BadRequest")


@pytest.mark.parametrize(
    ("delivery", "outcome", "step"),
    [
        # a forum topic that is gone: its news go to the general one; a group whose general one is gone too is closed
        (IN_TOPIC, TOPIC_GONE, kept(FIRST, reason="BadRequest", leave_topic=True)),
        (IN_GROUP, TOPIC_GONE, kept(FIRST, reason="BadRequest", pause_chat=True)),
        # sent: the chat is held back for a second, a group for three
        (FIRST, sent(), kept(FIRST, status=SENT, message_id=9, next_send=in_(1))),
        (IN_GROUP, sent(), kept(FIRST, status=SENT, message_id=9, next_send=in_(3))),
        (THREE_DAYS, sent(), kept(THREE_DAYS, status=SENT, message_id=9, next_send=in_(1))),
        (UNSURE, sent(), kept(UNSURE, status=SENT, message_id=9, next_send=in_(1))),
        # flood control: then and a second more, the whole chat, not counted, never dropped
        (FIRST, flood(12), kept(FIRST, next_send=in_(13), reason="RetryAfter")),
        (THIRD, flood(43_200), kept(THIRD, next_send=in_(43_201), reason="RetryAfter")),
        (THREE_DAYS, flood(5), kept(THREE_DAYS, next_send=in_(6), reason="RetryAfter")),
        (FIRST, flood(-3), kept(FIRST, next_send=in_(1), reason="RetryAfter")),
        # server trouble: 2 s, 4 s, 8 s ...; after three days it is no news
        (FIRST, TROUBLE, kept(FIRST, due=in_(2), attempts=1, next_send=in_(1), reason="NetworkError")),
        (THIRD, TROUBLE, kept(THIRD, due=in_(8), attempts=3, next_send=in_(1), reason="NetworkError")),
        (IN_GROUP, TROUBLE, kept(FIRST, due=in_(2), attempts=1, next_send=in_(3), reason="NetworkError")),
        (TWO_DAYS, TROUBLE, kept(TWO_DAYS, due=in_(8), attempts=3, next_send=in_(1), reason="NetworkError")),
        (THREE_DAYS, TROUBLE, kept(THREE_DAYS, status=DROPPED, attempts=3, reason="expired")),
        # no answer: a possible repeat beats silence
        (FIRST, NO_ANSWER, kept(FIRST, due=in_(30), attempts=1, uncertain=True, next_send=in_(1), reason="TimedOut")),
        (UNSURE, NO_ANSWER, kept(UNSURE, due=in_(60), attempts=2, next_send=in_(1), reason="TimedOut")),
        (UNSURE, TROUBLE, kept(UNSURE, due=in_(4), attempts=2, next_send=in_(1), reason="NetworkError")),
        (THREE_DAYS, NO_ANSWER, kept(THREE_DAYS, status=DROPPED, attempts=3, uncertain=True, reason="expired")),
        # blocked: the chat is paused, the delivery waits for two days
        (FIRST, BLOCKED, kept(FIRST, pause_chat=True, reason="Forbidden")),
        (TWO_DAYS, BLOCKED, kept(TWO_DAYS, status=DROPPED, pause_chat=True, reason="stale")),
        # moved: to the new chat
        (IN_GROUP, MOVED, kept(FIRST, move_to=-1005, reason="ChatMigrated")),
        (IN_GROUP, replace(MOVED, new_chat_id=None), kept(FIRST, status=DROPPED, attempts=1, reason="ChatMigrated")),
        # rejected: never again
        (FIRST, REJECTED, kept(FIRST, status=DROPPED, attempts=1, reason="BadRequest")),
    ],
)
def test_after(delivery: Delivery, outcome: Outcome, step: Step) -> None:
    assert after(delivery, outcome, NOW, jitter=0.0) == step


@pytest.mark.parametrize(
    ("attempts", "jitter", "seconds"),
    [(0, 0.0, 2), (1, 0.0, 4), (5, 0.0, 64), (5, 0.5, 48), (10, 0.0, 2048), (11, 0.0, 3600), (10**6, 0.5, 2700)],
)
def test_pause_doubles_to_an_hour(attempts: int, jitter: float, seconds: float) -> None:
    assert pause(attempts, 2.0, jitter) == timedelta(seconds=seconds)


@given(
    kind=st.sampled_from(OutcomeKind),
    attempts=st.integers(0, 10**4),
    age=st.floats(0, 10 * 86_400),
    jitter=st.floats(0, 1, exclude_max=True),
    retry_after=st.none() | st.floats(0, 86_400),
)
def test_nothing_is_dropped_in_silence(
    kind: OutcomeKind, attempts: int, age: float, jitter: float, retry_after: float | None
) -> None:
    """Without a clear no, a delivery younger than two days stays owed and comes back within an hour or when told."""
    delivery = replace(FIRST, attempts=attempts, created=NOW - timedelta(seconds=age))
    outcome = Outcome(kind=kind, reason="Some", retry_after=retry_after, new_chat_id=-1005)

    step = after(delivery, outcome, NOW, jitter=jitter)

    assert step.status is not DROPPED or step.reason
    if kind not in (OutcomeKind.SENT, OutcomeKind.REJECTED) and age < STALE.total_seconds():
        assert step.status is PENDING
        longest = retry_after if kind is OutcomeKind.RETRY and retry_after is not None else LONGEST_PAUSE
        assert max(step.due, step.next_send or NOW) <= NOW + timedelta(seconds=longest + 1)


def test_repeats_of_an_unanswered_message_stay_few() -> None:
    delivery, now, attempts = FIRST, NOW, 0
    while now < NOW + timedelta(minutes=30):
        step = after(delivery, NO_ANSWER, now, jitter=0.0)
        delivery, now, attempts = replace(delivery, attempts=step.attempts, uncertain=True), step.due, attempts + 1

    assert attempts == 6


@pytest.mark.parametrize(
    ("published", "old"),
    [
        (None, False),
        (NOW - timedelta(days=2), False),
        (NOW - timedelta(days=2, seconds=1), True),
        (NOW + timedelta(hours=1), False),
        (datetime(2026, 11, 20, tzinfo=UTC), False),  # a day alone counts to its end
        (datetime(2026, 11, 19, tzinfo=UTC), True),
    ],
)
def test_what_was_published_long_before_it_came_is_no_news(published: datetime | None, old: bool) -> None:
    assert is_old(published, NOW) is old
