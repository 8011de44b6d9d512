"""The worker beside ``newsbot run``: started when there is something to do, again when it dies, ended with the bot."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.feeds.desk import FeedDesk
from bot.store.articles import Articles
from bot.store.database import Database
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import NOON, item, rss

PATIENCE = 180.0  # seconds, on a machine that is busy


@asynccontextmanager
async def bot(database: Path, log: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    settings = {"NEWSBOT_ALLOW_HOSTS": "127.0.0.1", "NEWSBOT_SEEDS": "off", "NEWSBOT_PORT": str(port)}
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--db", str(database)),
            env={**os.environ, **settings},
            stdout=out,
            stderr=out,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110 - other processes set no event
            await asyncio.sleep(0.1)


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except OSError:
        return True


async def test_the_worker_lives_as_long_as_it_is_needed(database_path: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Database.open(database_path) as database:
        async with FaultServer() as server, bot(database_path, log, 18300) as process:
            await until(lambda: b"newsbot is at" in log.read_bytes())
            assert children(process.pid) == []
            server.serves("/feed", rss([item(1), item(2)]))
            FeedDesk(database, lambda: NOON).store(server.url("/feed"), title="The Post")
            await until(lambda: Articles(database).count() == 2)
            (worker,) = children(process.pid)

            os.kill(worker, signal.SIGKILL)
            await until(lambda: bool(children(process.pid)) and children(process.pid) != [worker])
            assert b"the newsroom worker ended with code -9" in log.read_bytes()
            (second,) = children(process.pid)
            process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0

        assert is_gone(second)
        assert server.requests["/feed"] == 1
