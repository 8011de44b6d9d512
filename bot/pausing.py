"""Pauses that end early when whatever pauses is to stop."""

from __future__ import annotations

import asyncio
from contextlib import suppress


async def sleep_unless(stop: asyncio.Event, seconds: float) -> None:
    """Sleep for ``seconds``, or until ``stop`` is set."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
