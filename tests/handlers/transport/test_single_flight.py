from __future__ import annotations

import asyncio
import threading

import pytest

from bot.errors import StoreError
from handlers.transport.single_flight import SingleFlight


class Gate:
    """Reads of which each waits until it is opened, and is counted."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.reads = 0

    def read(self) -> int:
        self.reads += 1
        assert self.open.wait(10)
        return self.reads

    def refuse(self) -> int:
        self.reads += 1
        assert self.open.wait(10)
        raise StoreError("locked")


async def test_who_asks_meanwhile_gets_the_same() -> None:
    gate, flight = Gate(), SingleFlight[int]()

    asked = [asyncio.create_task(flight.do("en", gate.read)) for _ in range(5)]
    await asyncio.sleep(0)
    gate.open.set()

    assert await asyncio.gather(*asked) == [1] * 5


async def test_nothing_is_kept_for_who_asks_later() -> None:
    gate, flight = Gate(), SingleFlight[int]()
    gate.open.set()

    assert [await flight.do("en", gate.read) for _ in range(3)] == [1, 2, 3]


async def test_another_key_is_read_by_itself() -> None:
    english, german, flight = Gate(), Gate(), SingleFlight[str]()

    asked = [
        asyncio.create_task(flight.do("en", lambda: f"en {english.read()}")),
        asyncio.create_task(flight.do("de", lambda: f"de {german.read()}")),
    ]
    await asyncio.sleep(0)
    english.open.set()
    german.open.set()

    assert await asyncio.gather(*asked) == ["en 1", "de 1"]


async def test_each_who_waits_hears_of_a_failure_and_the_next_one_reads_anew() -> None:
    gate, flight = Gate(), SingleFlight[int]()

    asked = [asyncio.create_task(flight.do("en", gate.refuse)) for _ in range(3)]
    await asyncio.sleep(0)
    gate.open.set()

    assert [type(told) for told in await asyncio.gather(*asked, return_exceptions=True)] == [StoreError] * 3
    assert await flight.do("en", gate.read) == 2


async def test_who_gives_up_takes_nothing_from_the_others() -> None:
    gate, flight = Gate(), SingleFlight[int]()

    first = asyncio.create_task(flight.do("en", gate.read))
    second = asyncio.create_task(flight.do("en", gate.read))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    gate.open.set()

    assert await second == 1
