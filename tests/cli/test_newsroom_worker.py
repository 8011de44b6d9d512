"""The worker beside ``newsbot run``: started when there is something to do, again when it dies, ended with the bot."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.feeds.manager import FeedManager
from bot.store.articles import Articles
from bot.store.database import Database
from tests.support.dialogue import until
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


async def patiently(met: Callable[[], bool]) -> None:
    await until(met, PATIENCE)


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except OSError:
        return True


async def test_the_worker_lives_as_long_as_it_is_needed(database_path: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Database.open(database_path) as database:
        async with FaultServer() as server, bot(database_path, log, 18300) as process:
            await patiently(lambda: b"newsbot is at" in log.read_bytes())
            assert children(process.pid) == []
            server.serves("/feed", rss([item(1), item(2)]))
            FeedManager(database, lambda: NOON).store(server.url("/feed"), title="The Post")
            await patiently(lambda: Articles(database).count() == 2)
            (worker,) = children(process.pid)

            os.kill(worker, signal.SIGKILL)
            await patiently(lambda: bool(children(process.pid)) and children(process.pid) != [worker])
            assert b"the newsroom worker ended with code -9" in log.read_bytes()
            (second,) = children(process.pid)
            process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0

        assert is_gone(second)
        assert server.requests["/feed"] == 1


def states(database: Database) -> dict[str, int]:
    """How many entries of feeds there are, by state."""
    with database.reading() as reader:
        return dict(reader.execute("SELECT state, count(*) FROM feed_entries GROUP BY state").fetchall())


class Held:
    """Answers, but holds back the first requests after ``hold`` until whoever asked is gone."""

    def __init__(self, server: FaultServer, path: str, body: str) -> None:
        self.asked = 0
        self.holds = False
        self._body = body
        server.on(path, self._answer)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        while self.holds and request.transport and not request.transport.is_closing():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        return web.Response(text=self._body)


async def killed(process: asyncio.subprocess.Process, when: Callable[[], bool]) -> None:
    """Kill the worker alone, once something is so; waits for the next one."""
    await patiently(when)
    (worker,) = children(process.pid)
    os.kill(worker, signal.SIGKILL)
    await patiently(lambda: bool(children(process.pid)) and children(process.pid) != [worker])


async def test_a_killed_worker_loses_nothing_and_adds_nothing_twice(database_path: Path, tmp_path: Path) -> None:
    """Amid fetching a feed, amid fetching a page, amid adding; the bot itself lives on."""
    log = tmp_path / "log"
    with Database.open(database_path) as database:
        async with FaultServer() as server, bot(database_path, log, 18301) as process:
            blurbs = [item(number, text="In short.", link=server.url(f"/{number}")) for number in range(20, 24)]
            feed = Held(server, "/feed", rss([*map(item, range(20)), *blurbs]))
            page = Held(server, "/20", "<html>")
            feed.holds = page.holds = True
            services = FeedManager(database, lambda: NOON)
            services.store(server.url("/feed"), title="The Post")
            articles = Articles(database)

            await killed(process, lambda: feed.asked > 0)
            feed.holds = False
            await killed(process, lambda: articles.count() >= 3)
            before = page.asked
            await killed(process, lambda: page.asked > before)
            page.holds = False
            await patiently(lambda: states(database) == {"done": 24})
            assert process.returncode is None

        with database.reading() as reader:
            told = reader.execute("SELECT title, revision, count(*) FROM articles GROUP BY title").fetchall()
            (integrity,) = reader.execute("PRAGMA integrity_check").fetchone()

    assert len(told) == 24
    assert {(revision, count) for _, revision, count in told} == {(1, 1)}
    assert integrity == "ok"
    assert log.read_bytes().count(b"the newsroom worker ended with code -9") == 3
    assert b"Traceback" not in log.read_bytes()
