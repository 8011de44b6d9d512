"""How long a write may wait for other programs where somebody waits for its result."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_MOST: ContextVar[float | None] = ContextVar("patience", default=None)


@contextmanager
def patient_for(seconds: float) -> Iterator[None]:
    """Let no write in the block, or in threads and tasks started from it, wait longer than this for its turn."""
    token = _MOST.set(seconds)
    try:
        yield
    finally:
        _MOST.reset(token)


def waiting(*limits: float | None) -> float:
    """The shortest of the limits and that of the block, in seconds; None stands for no limit."""
    return min(limit for limit in (*limits, _MOST.get()) if limit is not None)
