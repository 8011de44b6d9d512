"""The limit on processor time: it ends whatever takes for ever, and leaves nothing behind."""

from __future__ import annotations

import re
import signal
import threading

import pytest

from bot.errors import TakesTooLong
from bot.time_limit import limited


def endless() -> None:
    while True:
        pass


def test_a_loop_without_end_is_ended() -> None:
    with pytest.raises(TakesTooLong), limited(0.02):
        endless()


def test_so_is_a_pattern_that_backtracks_for_years() -> None:
    with pytest.raises(TakesTooLong), limited(0.02):
        re.fullmatch(r"(?:a|aa)+b", "a" * 100)


def test_nothing_is_left_of_it() -> None:
    before = signal.getsignal(signal.SIGPROF)

    with limited(60):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0

    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_other_threads_have_none() -> None:
    """Signals interrupt the main thread only."""
    seen: list[float] = []

    def within() -> None:
        with limited(60):
            seen.append(signal.getitimer(signal.ITIMER_PROF)[0])

    thread = threading.Thread(target=within)
    thread.start()
    thread.join()

    assert seen == [0]
