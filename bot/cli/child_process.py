"""Commands of newsbot as processes of their own, next to a running bot."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress

FAREWELL = 10.0  # seconds that a process may take to end when it is asked to
NICE = 10  # answering people has priority


async def run_command(*arguments: str, stop: asyncio.Event, captured: bool = False) -> tuple[int, str]:
    """Run ``newsbot ARGUMENTS`` until it ends or ``stop`` is set; return its exit code and output.

    Unless ``captured``, the command prints its output as usual, and "" is returned.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        stdout=asyncio.subprocess.PIPE if captured else None,
        start_new_session=True,
    )
    stopping, ending = asyncio.ensure_future(stop.wait()), asyncio.ensure_future(process.communicate())
    try:
        await asyncio.wait((stopping, ending), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        if process.returncode is None:
            await _end(process)
    output, _ = await ending
    return await process.wait(), (output or b"").decode().strip()


async def _end(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), FAREWELL)
    except TimeoutError:
        process.kill()


def step_back() -> None:
    """Lower the priority of this process."""
    with suppress(OSError):
        os.nice(NICE)
