"""What happens after a failed attempt to send. Pure.

429                       wait as long as Telegram asks (up to five minutes), then again
5xx, refused, dropped     again after 0.5, 1, 2, 4 s and, what somebody waits to read, on for five minutes
no connection in time     again likewise: nothing was sent
no ANSWER in time         not again. The message has nearly always arrived, and a doubled answer puzzles more than
                          a missing one, which its reader can ask for again. Deliveries, which nobody would
                          ask for again, choose the other way (delivery.py).
can't parse, bad address  once more as plain text without links, and counted
group became supergroup   again to its new id
anything else             raised
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError, TimedOut

from handlers.transport.request import NotSent

LONGEST_WAIT = 300.0  # seconds; whoever asked has gone after more
SHORT_PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before each further try of a call that writes nothing to a chat
PAUSES = (*SHORT_PAUSES, 8.0, 15.0, 30.0, 60.0, 60.0, 60.0, 60.0)  # of messages: as long as most outages last


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: where to, in which form, and after how many others."""

    chat_id: int
    plain: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Again:
    """Try once more, so many seconds later."""

    attempt: Try
    after: float = 0.0


def seconds(error: RetryAfter) -> float:
    """How long flood control asks to wait; the one place that reads it (an int or a timedelta, by PTB_TIMEDELTA)."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def arrived_perhaps(error: TelegramError) -> bool:
    """Whether the request went out and only its answer is missing."""
    return isinstance(error, TimedOut) and not isinstance(error, NotSent)


def badly_formatted(error: TelegramError) -> bool:
    """Whether Telegram refused tags or addresses, so that plain text without links can still go."""
    told = str(error).lower()
    return isinstance(error, BadRequest) and any(
        mark in told for mark in ("parse entities", "entities_too_long", "button_url", "http url", "web page")
    )


def topic_is_gone(error: TelegramError) -> bool:
    """Whether the forum topic that a message was for is closed or deleted (Bot API error texts)."""
    told = str(error).lower()
    return isinstance(error, BadRequest) and any(
        mark in told for mark in ("topic_closed", "topic_deleted", "message thread not found")
    )


def next_try(error: TelegramError, made: Try, pauses: Sequence[float] = PAUSES) -> Again | None:
    """What to do after a failed attempt; None = give up. See the module's docstring.

    ``pauses``: seconds before each further try.
    """
    later = replace(made, number=made.number + 1)
    if isinstance(error, RetryAfter):
        wait = seconds(error)
        return Again(later, wait) if wait <= LONGEST_WAIT and made.number < len(pauses) else None
    if badly_formatted(error):
        return None if made.plain else Again(replace(later, plain=True))
    if isinstance(error, ChatMigrated):
        return Again(replace(later, chat_id=error.new_chat_id)) if made.chat_id != error.new_chat_id else None
    if isinstance(error, BadRequest) or not isinstance(error, NetworkError) or arrived_perhaps(error):
        return None
    return Again(later, pauses[made.number]) if made.number < len(pauses) else None
