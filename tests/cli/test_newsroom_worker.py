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
from bot.store.archive.articles import Articles
from bot.store.file.database import Database
from tests.support.dialogue import until
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import NOON, item, rss

PATIENCE = 900.0  # seconds after which it hangs: the worker steps back, so on a busy machine it takes minutes
ENTRIES = 8  # of the feed that is fetched while workers are killed, and two that lead to pages


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


def workers(pid: int) -> list[int]:
    """The children of a process that fetch news; beside them it may run a sweep."""
    found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [child for child in found if b"poll" in command_of(child)]


def command_of(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:  # it has just ended
        return []


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
            assert workers(process.pid) == []
            server.serves("/feed", rss([item(1), item(2)]))
            FeedManager(database, lambda: NOON).store(server.url("/feed"), title="The Post")
            await patiently(lambda: Articles(database).count() == 2)
            (worker,) = workers(process.pid)

            os.kill(worker, signal.SIGKILL)
            await patiently(lambda: b"the newsroom worker ended with code -9" in log.read_bytes())
            await patiently(lambda: len({*workers(process.pid)} - {worker}) == 1)
            (second,) = workers(process.pid)
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
    (worker,) = workers(process.pid)
    os.kill(worker, signal.SIGKILL)
    await patiently(lambda: bool(workers(process.pid)) and workers(process.pid) != [worker])


async def test_a_killed_worker_loses_nothing_and_adds_nothing_twice(database_path: Path, tmp_path: Path) -> None:
    """Amid fetching a feed, amid fetching a page, amid adding; the bot itself lives on."""
    log = tmp_path / "log"
    with Database.open(database_path) as database:
        async with FaultServer() as server, bot(database_path, log, 18301) as process:
            blurbs = [
                item(number, text="In short.", link=server.url(f"/{number}")) for number in range(ENTRIES, ENTRIES + 2)
            ]
            feed = Held(server, "/feed", rss([*map(item, range(ENTRIES)), *blurbs]))
            page = Held(server, f"/{ENTRIES}", "<html>")
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
            await patiently(lambda: states(database) == {"done": ENTRIES + 2})
            assert process.returncode is None

        with database.reading() as reader:
            told = reader.execute("SELECT title, revision, count(*) FROM articles GROUP BY title").fetchall()
            (integrity,) = reader.execute("PRAGMA integrity_check").fetchone()

    assert len(told) == ENTRIES + 2
    assert {(revision, count) for _, revision, count in told} == {(1, 1)}
    assert integrity == "ok"
    assert log.read_bytes().count(b"the newsroom worker ended with code -9") == 3
    assert b"Traceback" not in log.read_bytes()
