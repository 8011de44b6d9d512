"""Threads write in the order in which they asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.store.base.fair_lock import FairLock
from bot.store.file.database import Database


def until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not met():
        assert time.monotonic() < end
        time.sleep(0.001)


def in_line(turns: FairLock, number: int) -> bool:
    return len(turns._waiting) == number


def test_first_come_first_served() -> None:
    turns, order = FairLock(), list[int]()
    turns.acquire()

    def wait(number: int) -> None:
        assert turns.acquire()
        order.append(number)
        turns.release()

    threads = [threading.Thread(target=wait, args=[number]) for number in range(8)]
    for number, thread in enumerate(threads, 1):
        thread.start()
        until(partial(in_line, turns, number))
    turns.release()
    for thread in threads:
        thread.join()

    assert order == list(range(8))
    assert turns.acquire(timeout=0)


def test_whoever_has_waited_long_enough_leaves_the_line() -> None:
    turns = FairLock()
    assert turns.acquire()

    assert not turns.acquire(timeout=0.01)
    turns.release()

    assert turns.acquire(timeout=0)


def test_an_interrupted_wait_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = FairLock()
    turns.acquire()

    def interrupted(event: threading.Event, timeout: float | None = None) -> bool:
        turns.release()  # the turn comes while the wait ends
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Event, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        turns.acquire()

    assert turns.acquire(timeout=0)


def test_a_thread_that_writes_again_at_once_does_not_go_before_one_that_waits(database_path: Path) -> None:
    order: list[str] = []
    with Database.open(database_path) as database:

        def write(name: str) -> None:
            with database.writing():
                order.append(name)

        with database.writing():
            waiting = threading.Thread(target=write, args=["waiting"])
            waiting.start()
            until(lambda: len(database._turn._waiting) == 1)
        write("again")
        waiting.join()

    assert order == ["waiting", "again"]
