"""What happens after a failed attempt to send. Pure.

429                       wait as long as Telegram asks, then again
5xx, refused, dropped     again after 0.5, 1, 2 ... 30 s and so on
no connection in time     again likewise: nothing was sent
no ANSWER in time         again after 10 s, one minute, five, half an hour, and then not any more. The message has
                          mostly arrived; but whoever asked is owed an answer, and one that comes twice puzzles less
                          than none. A change says the same twice without harm, so it is made again as after 5xx.
can't parse, bad address  once more as plain text without links, and counted
group became supergroup   again to its new id
anything else             raised

A message goes on for an hour of waits in all, a change for five minutes, a call that writes nothing for some seconds
and not after an answer that did not come in time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError, TimedOut

from handlers.transport.request import NotSent


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds before each further try; of ``pauses`` the last one over and over, ``longest`` seconds in all."""

    pauses: tuple[float, ...]
    unsure: tuple[float, ...]  #: after no answer in time, where it may have arrived
    longest: float


_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
MESSAGES = Patience(_PAUSES, (10.0, 60.0, 300.0, 1800.0), 3600.0)
FILES = Patience(_PAUSES, (), 3600.0)  # large enough to be late and arrive; who misses one presses again
CHANGES = Patience(_PAUSES, _PAUSES, 300.0)
CALLS = Patience(_PAUSES, (), 7.5)
_SHORTEST_WAIT = 1.0  # seconds: flood control that asks for none must not be asked over and over


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: where to, in which form, and after how much trouble."""

    chat_id: int
    plain: bool = False
    failed: int = 0  #: attempts that certainly did not arrive, flood control's waits aside
    unsure: int = 0  #: attempts that perhaps arrived
    waited: float = 0.0  #: seconds of pauses so far

    @property
    def number(self) -> int:
        """How many attempts went before."""
        return self.failed + self.unsure


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


def next_try(error: TelegramError, made: Try, patience: Patience = MESSAGES) -> Again | None:
    """What to do after a failed attempt; None = give up. See the module's docstring."""
    if isinstance(error, RetryAfter):
        return _after(max(seconds(error), _SHORTEST_WAIT), made, patience)
    if badly_formatted(error):
        return None if made.plain else Again(replace(made, plain=True))
    if isinstance(error, ChatMigrated):
        return Again(replace(made, chat_id=error.new_chat_id)) if made.chat_id != error.new_chat_id else None
    if isinstance(error, BadRequest) or not isinstance(error, NetworkError):
        return None
    if arrived_perhaps(error):
        unsure = replace(made, unsure=made.unsure + 1)
        return _after(patience.unsure[made.unsure], unsure, patience) if made.unsure < len(patience.unsure) else None
    pause = patience.pauses[min(made.failed, len(patience.pauses) - 1)]
    return _after(pause, replace(made, failed=made.failed + 1), patience)


def _after(wait: float, again: Try, patience: Patience) -> Again | None:
    waited = again.waited + wait
    return Again(replace(again, waited=waited), wait) if waited <= patience.longest else None
