"""Work beside the bot outlives its errors."""

from __future__ import annotations

import asyncio

import pytest

from bot.pausing import kept_going


async def test_work_that_fails_starts_again_until_it_is_done(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.pausing.RETRY", 0.0)
    errors = [OSError("no memory"), KeyError("what somebody asked")]

    async def work() -> None:
        if errors:
            raise errors.pop(0)

    await kept_going("the sweep", work, asyncio.Event())

    assert [one.getMessage() for one in caplog.records] == [
        "the sweep failed: OSError; it starts again in 0 s",
        "the sweep failed: KeyError; it starts again in 0 s",
    ]


async def test_work_that_fails_for_ever_ends_with_the_bot() -> None:
    stop = asyncio.Event()

    async def work() -> None:
        stop.set()
        raise OSError

    await kept_going("the sweep", work, stop)
