"""How long a token is tried that Telegram refuses. Pure."""

from __future__ import annotations

import pytest

from handlers.transport.tokens import BEARS, TokenRefusals


def test_a_refusal_is_said_once_and_borne_for_ten_minutes(caplog: pytest.LogCaptureFixture) -> None:
    refusals = TokenRefusals()

    left_at = next(now for now in range(100, 2000, 15) if refusals.refused(now))

    assert left_at - 100 == BEARS
    assert [one.levelname for one in caplog.records] == ["ERROR"]
    assert "NEWSBOT_TELEGRAM_TOKEN" in caplog.text


def test_one_that_is_accepted_in_between_starts_anew() -> None:
    refusals = TokenRefusals()
    refusals.refused(0)

    refusals.accepted()

    assert not refusals.refused(BEARS)
    assert refusals.refused(2 * BEARS)
