"""An event loop whose clock jumps: waiting takes no time, and no machine is too slow for an order of events."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import ParamSpec

P = ParamSpec("P")


class SimulatedTimeLoop(asyncio.SelectorEventLoop):
    """A loop whose time passes only while nothing but a timer is left to wait for. Not for sockets or threads."""

    def __init__(self) -> None:
        self._now = 1_000.0  # seconds; a real clock is not at 0 either when a program starts
        super().__init__(_Jumping(self._jump))

    def time(self) -> float:
        return self._now

    def _jump(self, seconds: float) -> None:
        self._now += seconds


class _Jumping(selectors.DefaultSelector):
    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:  # for ever, unless a thread or a signal wakes the loop
            return super().select(None)
        self._jump(max(0.0, timeout))
        return super().select(0)


def in_simulated_time(test: Callable[P, Coroutine[None, None, None]]) -> Callable[P, None]:
    """Run an asynchronous test in a loop of its own whose time is simulated."""

    @wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with asyncio.Runner(loop_factory=SimulatedTimeLoop) as runner:
            runner.run(test(*args, **kwargs))

    return run
