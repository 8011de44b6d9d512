"""How long writes may wait for other programs where somebody waits for their result."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class _Remaining:
    """Seconds that are left; threads may overdraw it a little together."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds


_BUDGET: ContextVar[_Remaining | None] = ContextVar("patience", default=None)


@contextmanager
def patient_for(seconds: float) -> Iterator[None]:
    """Let all writes in the block, and in threads and tasks started from it, wait no longer than this together."""
    token = _BUDGET.set(_Remaining(seconds))
    try:
        yield
    finally:
        _BUDGET.reset(token)


@contextmanager
def waiting(*limits: float | None) -> Iterator[float]:
    """How many seconds the block may wait: the shortest of the limits (None: none) and of what is left.

    What the block takes is deducted.
    """
    budget = _BUDGET.get()
    left = budget.left if budget else None
    begun = time.monotonic()
    try:
        yield min(limit for limit in (*limits, left) if limit is not None)
    finally:
        if budget:
            budget.left = max(0.0, budget.left - (time.monotonic() - begun))
