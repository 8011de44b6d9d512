"""What follows from each of Telegram's errors for a message: the table of retrying.py. Pure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.transport.request import NotSent
from handlers.transport.retrying import CALLS, CHANGES, Again, Try, arrived_perhaps, next_try, seconds

FIRST = Try(5)
NO_CONNECTION = NotSent("no connection in time")
NO_ANSWER = TimedOut()


@pytest.mark.parametrize(
    ("error", "made", "expected"),
    [
        (lambda: RetryAfter(3), FIRST, Again(Try(5, flooded=3.0), 3.0)),
        (lambda: RetryAfter(3), Try(5, failed=40, flooded=600.0), Again(Try(5, failed=40, flooded=603.0), 3.0)),
        (lambda: RetryAfter(0), FIRST, Again(Try(5, flooded=1.0), 1.0)),
        (lambda: RetryAfter(43_200), FIRST, Again(Try(5, flooded=43_200.0), 43_200.0)),
        (lambda: RetryAfter(3600), Try(5, flooded=43_200.0), Again(Try(5, flooded=46_800.0), 3600.0)),
        (lambda: RetryAfter(3601), Try(5, flooded=43_200.0), None),
        (lambda: InvalidToken("Unauthorized"), FIRST, Again(Try(5, failed=1, waited=0.5), 0.5)),
        (lambda: InvalidToken("Not Found"), FIRST, Again(Try(5, failed=1, waited=0.5), 0.5)),
        (lambda: InvalidToken("Not Found"), Try(5, failed=3, waited=3.5), None),
        (lambda: Conflict("terminated by other getUpdates request"), FIRST, Again(Try(5, failed=1, waited=0.5), 0.5)),
        (lambda: NetworkError("Bad Gateway"), FIRST, Again(Try(5, failed=1, waited=0.5), 0.5)),
        (lambda: NetworkError("Bad Gateway"), Try(5, failed=3), Again(Try(5, failed=4, waited=4.0), 4.0)),
        (lambda: NetworkError("Bad Gateway"), Try(5, failed=50), Again(Try(5, failed=51, waited=30.0), 30.0)),
        (lambda: NetworkError("Bad Gateway"), Try(5, failed=120, waited=3580.0), None),
        (lambda: NO_CONNECTION, FIRST, Again(Try(5, failed=1, waited=0.5), 0.5)),
        (lambda: NO_ANSWER, FIRST, Again(Try(5, unsure=1, waited=10.0), 10.0)),
        (lambda: NO_ANSWER, Try(5, unsure=2), Again(Try(5, unsure=3, waited=300.0), 300.0)),
        (lambda: NO_ANSWER, Try(5, unsure=4), None),
        (lambda: BadRequest("Can't parse entities: x"), FIRST, Again(Try(5, plain=True))),
        (lambda: BadRequest("Can't parse entities: x"), Try(5, plain=True), None),
        (lambda: BadRequest("BUTTON_URL_INVALID"), FIRST, Again(Try(5, plain=True))),
        (lambda: BadRequest("BUTTON_COPY_TEXT_INVALID"), FIRST, Again(Try(5, plain=True))),
        (lambda: BadRequest("REPLY_MARKUP_INVALID"), FIRST, Again(Try(5, plain=True))),
        (lambda: BadRequest("inline keyboard button URL 'x' is invalid"), FIRST, Again(Try(5, plain=True))),
        (lambda: BadRequest("WEBPAGE_URL_INVALID"), FIRST, Again(Try(5, plain=True))),
        (lambda: BadRequest("Chat not found"), FIRST, None),
        (lambda: ChatMigrated(-100), FIRST, Again(Try(-100))),
        (lambda: ChatMigrated(-100), Try(-100), None),
        (lambda: Forbidden("bot was blocked by the user"), FIRST, None),
    ],
)
def test_the_next_attempt(error: object, made: Try, expected: Again | None) -> None:
    assert next_try(error(), made) == expected  # type: ignore[operator]


def waits(errors: list[TelegramError]) -> list[float] | None:
    """The pauses after these errors in a row; None where the message is given up."""
    made, found = FIRST, []
    for error in errors:
        again = next_try(error, made)
        if again is None:
            return None
        made = again.attempt
        found.append(again.after)
    return found


@pytest.mark.parametrize("trouble", [NetworkError("Bad Gateway"), NO_CONNECTION], ids=["502", "no connection"])
def test_a_message_outlasts_half_an_hour_of_trouble_and_is_there_half_a_minute_after_it(trouble: NetworkError) -> None:
    pauses = waits([trouble] * 60)

    assert pauses is not None
    assert 1600 <= sum(pauses) <= 3600
    assert max(pauses) <= 30


def test_a_message_outlasts_flood_control_however_often_it_says_so() -> None:
    assert waits([RetryAfter(1)] * 1000) == [1.0] * 1000


def test_a_long_flood_leaves_all_patience_for_what_else_may_fail() -> None:
    assert waits([RetryAfter(7200), NetworkError("Bad Gateway"), RetryAfter(7200), NO_ANSWER]) == [7200, 0.5, 7200, 10]


def test_a_call_that_nobody_can_wait_for_is_given_up_in_a_long_flood() -> None:
    assert next_try(RetryAfter(8), FIRST, CALLS) is None


def test_trouble_of_one_kind_does_not_use_up_the_patience_with_another() -> None:
    errors = [RetryAfter(5), NetworkError("Bad Gateway"), NO_ANSWER, RetryAfter(1), NO_ANSWER]

    assert waits(errors) == [5, 0.5, 10, 1, 60]


def test_a_message_that_perhaps_arrived_is_sent_five_times_at_most() -> None:
    assert waits([NO_ANSWER] * 4) is not None
    assert waits([NO_ANSWER] * 5) is None


def test_a_mark_on_a_button_lasts_seconds_and_a_change_is_made_as_often_as_it_takes() -> None:
    assert next_try(NetworkError("Bad Gateway"), Try(5, failed=4, waited=7.5), CALLS) is None
    assert next_try(NO_ANSWER, FIRST, CALLS) is None
    assert next_try(NO_ANSWER, FIRST, CHANGES) == Again(Try(5, unsure=1, waited=0.5), 0.5)


def test_waits_are_read_in_one_place() -> None:
    assert seconds(RetryAfter(timedelta(minutes=2))) == 120.0


def test_only_a_missing_answer_may_have_arrived() -> None:
    assert arrived_perhaps(NO_ANSWER)
    assert not arrived_perhaps(NO_CONNECTION)
    assert not arrived_perhaps(NetworkError("Bad Gateway"))
