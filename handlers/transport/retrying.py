"""What happens after a failed attempt to send. Pure.

429                       again after as long as Telegram asks, be it half a day
401 of the Bot API        again likewise: nothing was sent (see tokens.py for how long that is borne)
404, 409 of the Bot API   three times likewise: no answer to a message that makes sense, but nothing was sent
5xx, refused, dropped     again after 0.5, 1, 2 ... 30 s and so on
no connection in time     again likewise: nothing was sent
no ANSWER in time         again after 10 s, one minute, five, half an hour, and then not any more. The message has
                          mostly arrived; but a question is owed an answer, and a repeated one puzzles less than
                          none. Repeating an edit is harmless, so it is retried as after 5xx.
formatting or buttons     once more as plain text without links, and counted
group became supergroup   again to its new id
anything else             raised

Apart from flood control, a message is retried for an hour of waits in all, an edit for five minutes, a call that writes
nothing for some seconds and not after a response that timed out. What is still unsent when the bot stops stays in the
inbox, for the next run to answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.transport.request import NotSent


@dataclass(frozen=True, slots=True)
class Patience:
    """The seconds before each further attempt. The last of ``pauses`` is repeated, for ``longest`` seconds in all."""

    pauses: tuple[float, ...]
    unsure: tuple[float, ...]  #: after a timeout, when the message may have arrived
    longest: float
    floods: float  #: seconds in all that flood control may ask for


_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
_HALF_A_DAY = 46_800.0  # flood control asks for 12 hours at most
MESSAGES = Patience(_PAUSES, (10.0, 60.0, 300.0, 1800.0), 3600.0, _HALF_A_DAY)
FILES = Patience(_PAUSES, (), 3600.0, _HALF_A_DAY)  # large enough to arrive late; the user can press again
CHANGES = Patience(_PAUSES, _PAUSES, 300.0, 3600.0)
CALLS = Patience(_PAUSES, (), 7.5, 7.5)
_MOST_ODD = 3  # further attempts after a 404 or 409
_SHORTEST_WAIT = 1.0  # seconds: if flood control asks for no wait, it must not be asked over and over


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: its chat, its form, and what went wrong before."""

    chat_id: int
    plain: bool = False
    failed: int = 0  #: attempts that certainly did not arrive, except for flood control
    unsure: int = 0  #: attempts that may have arrived
    waited: float = 0.0  #: seconds of pauses so far, except for flood control
    flooded: float = 0.0  #: seconds for which flood control has asked so far

    @property
    def number(self) -> int:
        """The number of earlier attempts."""
        return self.failed + self.unsure


@dataclass(frozen=True, slots=True)
class Again:
    """The next attempt, after so many seconds."""

    attempt: Try
    after: float = 0.0


def seconds(error: RetryAfter) -> float:
    """The seconds that flood control asks to wait.

    Read only here: an int or a timedelta, depending on PTB_TIMEDELTA.
    """
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def arrived_perhaps(error: TelegramError) -> bool:
    """Whether the request was sent and only the response is missing."""
    return isinstance(error, TimedOut) and not isinstance(error, NotSent)


#: What Telegram's refusals of tags, entities, buttons and URLs have in common (Bot API error texts).
_FORMATTING = ("parse entities", "entities_too_long", "entity_", "button", "markup", "http url", "web page", "webpage")


def unauthorized(error: TelegramError) -> bool:
    """Whether Telegram does not accept the token (401). The library raises the same for an unknown method (404)."""
    return isinstance(error, InvalidToken) and "unauthorized" in str(error).lower()


def unchanged(error: TelegramError) -> bool:
    """Whether an edit was refused because the message is so already, as after an answer of Telegram's that was lost."""
    return isinstance(error, BadRequest) and "not modified" in str(error).lower().replace("_", " ")


def badly_formatted(error: TelegramError) -> bool:
    """Whether Telegram refused tags, buttons or URLs, so that plain text without links can still be sent."""
    told = str(error).lower()
    return isinstance(error, BadRequest) and not unchanged(error) and any(mark in told for mark in _FORMATTING)


def topic_is_gone(error: TelegramError) -> bool:
    """Whether the forum topic of a message is closed or deleted (Bot API error texts)."""
    told = str(error).lower()
    return isinstance(error, BadRequest) and any(
        mark in told for mark in ("topic_closed", "topic_deleted", "message thread not found")
    )


def next_try(error: TelegramError, made: Try, patience: Patience = MESSAGES) -> Again | None:
    """The next attempt after a failed one; None to give up. See the module's docstring."""
    if isinstance(error, RetryAfter):
        return _after_flood(max(seconds(error), _SHORTEST_WAIT), made, patience)
    if badly_formatted(error):
        return None if made.plain else Again(replace(made, plain=True))
    if isinstance(error, ChatMigrated):
        return Again(replace(made, chat_id=error.new_chat_id)) if made.chat_id != error.new_chat_id else None
    if isinstance(error, InvalidToken | Conflict) and not unauthorized(error) and made.failed == _MOST_ODD:
        return None
    if isinstance(error, BadRequest) or not isinstance(error, NetworkError | InvalidToken | Conflict):
        return None
    if arrived_perhaps(error):
        unsure = replace(made, unsure=made.unsure + 1)
        return _after(patience.unsure[made.unsure], unsure, patience) if made.unsure < len(patience.unsure) else None
    pause = patience.pauses[min(made.failed, len(patience.pauses) - 1)]
    return _after(pause, replace(made, failed=made.failed + 1), patience)


def _after(wait: float, again: Try, patience: Patience) -> Again | None:
    waited = again.waited + wait
    return Again(replace(again, waited=waited), wait) if waited <= patience.longest else None


def _after_flood(wait: float, made: Try, patience: Patience) -> Again | None:
    flooded = made.flooded + wait
    return Again(replace(made, flooded=flooded), wait) if flooded <= patience.floods else None
