"""A pressed button's mark is ended once: by the answer, or before Telegram stops taking one."""

from __future__ import annotations

import asyncio

import pytest

from handlers.transport.press_marks import PressMarks


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every press takes long."""
    monkeypatch.setattr("handlers.transport.press_marks.LONG_WAIT", 0.0)


class Marks:
    """Marks whose ends are recorded."""

    def __init__(self) -> None:
        self.ended: list[str] = []
        self.some = asyncio.Event()
        self.marks = PressMarks(self._end)

    async def _end(self, press_id: str) -> None:
        self.ended.append(press_id)
        self.some.set()


@pytest.mark.usefixtures("at_once")
async def test_a_press_that_takes_long_loses_its_mark_meanwhile() -> None:
    made = Marks()

    async with made.marks.watched("5"):
        await made.some.wait()
        assert not made.marks.take("5")

    assert made.ended == ["5"]


async def test_a_press_that_is_answered_keeps_nothing_back() -> None:
    made = Marks()

    async with made.marks.watched("5"):
        assert made.marks.take("5")
        assert not made.marks.take("5")

    assert made.ended == []


@pytest.mark.usefixtures("at_once")
async def test_one_that_is_answered_just_in_time_is_not_answered_twice() -> None:
    made = Marks()

    async with made.marks.watched("5"), made.marks.watched("6"):
        assert made.marks.take("5")
        await made.some.wait()

    assert made.ended == ["6"]


async def test_a_press_that_nobody_watches_is_answered() -> None:
    assert Marks().marks.take("5")
