"""What follows from each of Telegram's errors: for answers (sending.py) and for deliveries (delivery.py). Pure."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import DatabaseLocked, FollowError, QuestionError
from bot.models import Outcome, OutcomeKind
from handlers.events.errors import level_of
from handlers.transport.delivery import outcome_of
from handlers.transport.request import NotSent
from handlers.transport.retrying import PAUSES, SHORT_PAUSES, Again, Try, arrived_perhaps, next_try, seconds

FIRST = Try(5)


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As handlers/application.py sets it."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


NO_CONNECTION = NotSent("no connection in time")
NO_ANSWER = TimedOut()


@pytest.mark.parametrize(
    ("error", "made", "expected"),
    [
        (lambda: RetryAfter(3), FIRST, Again(Try(5, number=1), 3.0)),
        (lambda: RetryAfter(3), Try(5, number=len(PAUSES)), None),
        (lambda: RetryAfter(75), FIRST, Again(Try(5, number=1), 75.0)),
        (lambda: RetryAfter(3600), FIRST, None),
        (lambda: NetworkError("Bad Gateway"), FIRST, Again(Try(5, number=1), 0.5)),
        (lambda: NetworkError("Bad Gateway"), Try(5, number=3), Again(Try(5, number=4), 4.0)),
        (lambda: NetworkError("Bad Gateway"), Try(5, number=len(PAUSES)), None),
        (lambda: NO_CONNECTION, FIRST, Again(Try(5, number=1), 0.5)),
        (lambda: NO_ANSWER, FIRST, None),
        (lambda: BadRequest("Can't parse entities: x"), FIRST, Again(Try(5, plain=True, number=1))),
        (lambda: BadRequest("Can't parse entities: x"), Try(5, plain=True), None),
        (lambda: BadRequest("BUTTON_URL_INVALID"), FIRST, Again(Try(5, plain=True, number=1))),
        (lambda: BadRequest("Chat not found"), FIRST, None),
        (lambda: ChatMigrated(-100), FIRST, Again(Try(-100, number=1))),
        (lambda: ChatMigrated(-100), Try(-100), None),
        (lambda: Forbidden("bot was blocked by the user"), FIRST, None),
    ],
)
def test_answers(error: object, made: Try, expected: Again | None) -> None:
    assert next_try(error(), made) == expected  # type: ignore[operator]


def test_a_message_outlasts_minutes_of_server_trouble_and_a_mark_on_a_button_seconds() -> None:
    trouble = NetworkError("Bad Gateway")

    assert 240 <= sum(PAUSES) <= 600
    assert next_try(trouble, Try(5, number=4)) == Again(Try(5, number=5), 8.0)
    assert next_try(trouble, Try(5, number=4), SHORT_PAUSES) is None


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (lambda: RetryAfter(43_200), Outcome(kind=OutcomeKind.RETRY, reason="RetryAfter", retry_after=43_200.0)),
        (lambda: ChatMigrated(-100), Outcome(kind=OutcomeKind.MOVED, reason="ChatMigrated", new_chat_id=-100)),
        (lambda: Forbidden("bot was blocked by the user"), Outcome(kind=OutcomeKind.BLOCKED, reason="Forbidden")),
        (lambda: BadRequest("Chat not found"), Outcome(kind=OutcomeKind.BLOCKED, reason="BadRequest")),
        (
            lambda: BadRequest("Not enough rights to send text messages to the chat"),
            Outcome(kind=OutcomeKind.BLOCKED, reason="BadRequest"),
        ),
        (lambda: BadRequest("Message is too long"), Outcome(kind=OutcomeKind.REJECTED, reason="BadRequest")),
        (lambda: BadRequest("TOPIC_CLOSED"), Outcome(kind=OutcomeKind.TOPIC_GONE, reason="BadRequest")),
        (lambda: BadRequest("Message thread not found"), Outcome(kind=OutcomeKind.TOPIC_GONE, reason="BadRequest")),
        (lambda: NO_ANSWER, Outcome(kind=OutcomeKind.UNCERTAIN, reason="TimedOut")),
        (lambda: NO_CONNECTION, Outcome(kind=OutcomeKind.RETRY, reason="NotSent")),
        (lambda: NetworkError("Bad Gateway"), Outcome(kind=OutcomeKind.RETRY, reason="NetworkError")),
        (lambda: TelegramError("odd"), Outcome(kind=OutcomeKind.RETRY, reason="TelegramError")),
    ],
)
def test_deliveries(error: object, expected: Outcome) -> None:
    assert outcome_of(error()) == expected  # type: ignore[operator]


def test_waits_are_read_in_one_place() -> None:
    assert seconds(RetryAfter(timedelta(minutes=2))) == 120.0


def test_only_a_missing_answer_may_have_arrived() -> None:
    assert arrived_perhaps(NO_ANSWER)
    assert not arrived_perhaps(NO_CONNECTION)
    assert not arrived_perhaps(NetworkError("Bad Gateway"))


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (QuestionError("That quotation has no end."), logging.INFO),
        (FollowError("Follow what?"), logging.INFO),
        (DatabaseLocked(), logging.WARNING),
        (Forbidden("blocked"), logging.WARNING),
        (ValueError("a bug"), logging.ERROR),
        (None, logging.ERROR),
    ],
)
def test_a_person_s_slip_is_no_warning(error: Exception | None, level: int) -> None:
    assert level_of(error) == level
