"""A cause that lasts does not fill the log."""

from __future__ import annotations

import logging

import pytest

from handlers.transport.lasting_errors import EVERY, LastingErrors


def test_an_error_that_lasts_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    seconds = iter([0.0, 1.0, EVERY - 1, EVERY, EVERY + 1, EVERY + 2, EVERY + 3])
    errors = LastingErrors(logging.getLogger("test"), lambda: next(seconds))

    for words in ["disk full", "disk full", "disk full", "disk full", "disk full", "locked", "disk full"]:
        errors.tell(words)

    assert [record.getMessage() for record in caplog.records] == ["disk full", "disk full", "locked", "disk full"]
