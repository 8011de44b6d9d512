"""Work in batches that nobody waits for."""

from __future__ import annotations

import asyncio
import logging
import threading

import pytest

from bot.errors import StoreError
from handlers.transport.batching import Batched


def test_what_comes_in_meanwhile_is_worked_on_together() -> None:
    done: list[list[int]] = []
    begun, may_end = threading.Event(), threading.Event()

    def work(batch: list[int]) -> None:
        done.append(batch)
        begun.set()
        may_end.wait(10)

    async def scenario() -> None:
        batched = Batched(work, gather=0)
        batched.add(1)
        await asyncio.to_thread(begun.wait, 10)
        batched.add(2)
        batched.add(3)
        may_end.set()
        await batched.drained()
        batched.add(4)
        await batched.drained()

    asyncio.run(scenario())
    assert done == [[1], [2, 3], [4]]


def test_what_comes_in_within_a_moment_is_one_batch_and_the_end_waits_for_no_moment() -> None:
    done: list[list[int]] = []

    async def scenario() -> None:
        batched = Batched(done.append, gather=3600)
        batched.add(1)
        await asyncio.sleep(0)
        batched.add(2)
        assert not done
        await batched.drained()

    asyncio.run(scenario())
    assert done == [[1, 2]]


def test_what_cannot_be_stored_is_logged_and_the_next_is_tried(caplog: pytest.LogCaptureFixture) -> None:
    done: list[list[str]] = []

    def work(batch: list[str]) -> None:
        if batch == ["lost"]:
            raise StoreError("full")
        done.append(batch)

    async def scenario() -> None:
        batched = Batched(work)
        await batched.drained()
        batched.add("lost")
        await batched.drained()
        batched.add("kept")
        await batched.drained()

    with caplog.at_level(logging.WARNING):
        asyncio.run(scenario())
    assert done == [["kept"]]
    assert "1 changes not kept after an answer: StoreError" in caplog.text
    assert "lost" not in caplog.text
