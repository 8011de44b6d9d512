"""Questions of one user within a minute. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from handlers.transport.limits import QuestionLimit, QuestionVerdict

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_questions_over_the_limit_are_answered_once() -> None:
    limit = QuestionLimit(per_minute=2)

    verdicts = [limit.ask(7, NOW) for _ in range(4)]

    assert verdicts == [QuestionVerdict.FINE, QuestionVerdict.FINE, QuestionVerdict.TOO_MANY, QuestionVerdict.SILENT]


def test_a_minute_later_questions_are_welcome_again() -> None:
    limit = QuestionLimit(per_minute=1)
    limit.ask(7, NOW)
    limit.ask(7, NOW)

    assert limit.ask(7, NOW + timedelta(seconds=60)) is QuestionVerdict.FINE
    assert limit.ask(7, NOW + timedelta(seconds=61)) is QuestionVerdict.TOO_MANY


def test_a_clock_that_is_put_back_silences_nobody() -> None:
    limit = QuestionLimit(per_minute=1)
    limit.ask(7, NOW)

    assert limit.ask(7, NOW - timedelta(hours=1)) is QuestionVerdict.FINE
    assert limit.ask(7, NOW - timedelta(hours=1)) is QuestionVerdict.TOO_MANY


def test_one_user_s_limit_is_nobody_else_s() -> None:
    limit = QuestionLimit(per_minute=1)
    limit.ask(7, NOW)

    assert limit.ask(8, NOW) is QuestionVerdict.FINE
