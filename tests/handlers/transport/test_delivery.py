"""What follows from each of Telegram's errors for a delivery. Pure."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.models import Outcome, OutcomeKind
from handlers.transport.delivery import outcome_of
from handlers.transport.request import NotSent

NO_CONNECTION = NotSent("no connection in time")
NO_ANSWER = TimedOut()


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
        (lambda: BadRequest("CHAT_SEND_PLAIN_FORBIDDEN"), Outcome(kind=OutcomeKind.BLOCKED, reason="BadRequest")),
        (
            lambda: BadRequest("Group chat was upgraded to a supergroup chat"),
            Outcome(kind=OutcomeKind.BLOCKED, reason="BadRequest"),
        ),
        (lambda: BadRequest("USER_IS_BLOCKED"), Outcome(kind=OutcomeKind.BLOCKED, reason="BadRequest")),
        (lambda: BadRequest("CHANNEL_PRIVATE"), Outcome(kind=OutcomeKind.BLOCKED, reason="BadRequest")),
        (lambda: BadRequest("USER_BANNED_IN_CHANNEL"), Outcome(kind=OutcomeKind.BLOCKED, reason="BadRequest")),
        (lambda: BadRequest("Message is too long"), Outcome(kind=OutcomeKind.REJECTED, reason="BadRequest")),
        (lambda: BadRequest("TOPIC_CLOSED"), Outcome(kind=OutcomeKind.TOPIC_GONE, reason="BadRequest")),
        (lambda: BadRequest("Message thread not found"), Outcome(kind=OutcomeKind.TOPIC_GONE, reason="BadRequest")),
        (lambda: NO_ANSWER, Outcome(kind=OutcomeKind.UNCERTAIN, reason="TimedOut")),
        (lambda: NO_CONNECTION, Outcome(kind=OutcomeKind.RETRY, reason="NotSent")),
        (lambda: NetworkError("Bad Gateway"), Outcome(kind=OutcomeKind.RETRY, reason="NetworkError")),
        (lambda: TelegramError("odd"), Outcome(kind=OutcomeKind.RETRY, reason="TelegramError")),
    ],
)
def test_the_outcome(error: object, expected: Outcome) -> None:
    assert outcome_of(error()) == expected  # type: ignore[operator]
