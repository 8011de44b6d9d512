"""Commands of newsbot as processes of their own."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.cli.child_process import run_command


async def test_a_command_is_run_to_its_end() -> None:
    code, output = await run_command("--version", stop=asyncio.Event(), captured=True)

    assert code == 0
    assert output.startswith("newsbot ")


async def test_a_command_that_cannot_work_tells_by_its_code(tmp_path: Path) -> None:
    code, output = await run_command("latest", "--db", str(tmp_path / "none.db"), stop=asyncio.Event(), captured=True)

    assert (code, output) == (1, "")


async def test_a_command_that_is_not_wanted_any_more_is_ended(database_path: Path) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(run_command("feeds", "poll", "--db", str(database_path), stop=stop))
    stop.set()

    code, _ = await running

    assert code != 1
