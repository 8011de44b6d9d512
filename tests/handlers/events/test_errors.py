"""How errors are logged, and what people are told of them. Pure."""

from __future__ import annotations

import logging

import pytest
from telegram.error import Forbidden

from bot.errors import (
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseReplaced,
    DiskFailed,
    DiskFull,
    FollowError,
    QuestionError,
)
from handlers.events.errors import level_of, words_for


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


def test_where_nothing_can_be_written_nobody_is_told_to_try_again_at_once() -> None:
    told = {words_for(error) for error in (DatabaseReadOnly(), DiskFull(), DiskFailed(), DatabaseReplaced())}
    assert told == {"I can't store anything just now. Please try again later."}
