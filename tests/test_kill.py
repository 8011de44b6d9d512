"""kill -9 of the real processes, in the middle of adding and of delivering: nothing half-stored, nothing dropped."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.models import ChatKey
from bot.newsroom import open_newsroom
from handlers.localchat import people
from tests.support.ports import free_port
from tests.support.telegram_user import PeopledServer

ROOT = Path(__file__).parent.parent
PATIENCE = 120  # seconds until a process that hangs is given up
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
READER = ChatKey(chat_id=4711)


@contextmanager
def started(folder: Path, *arguments: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process, for as long as the block runs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSBOT_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT), "NEWSBOT_SEEDS": "off", "NEWSBOT_DATABASE": "news.db"} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def until(met: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not met():
            assert process.poll() is None, "the process ended by itself"
            await asyncio.sleep(0.01)


def count(database: Path, sql: str) -> int:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute(sql).fetchone()[0])


def children_of(process: int) -> set[int]:
    return set(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def is_running(process: int) -> bool:
    """Whether it is there and no zombie that somebody else must collect."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wire(folder: Path, articles: int) -> Path:
    path = folder / "wire.jsonl"
    lines = (
        {
            "id": f"w{number}",
            "title": f"Bulletin {number}",
            "source": "The Wire",
            "text": f"The river Selm rose by {number} cm, Mayor Ana Orlo said.\nIt fell again on day {number}.",
        }
        for number in range(articles)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def check_whole(database: Path) -> None:
    """Every article with all that belongs to it, and an index that agrees with the sentences."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        # rank = 1: compare with the content table as well (FTS5 documentation, section 6.2)
        connection.execute("INSERT INTO sentence_index(sentence_index, rank) VALUES ('integrity-check', 1)")
        halves = "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM {})"
        for table in ("sentences", "deliveries", "article_terms"):
            assert connection.execute(halves.format(table)).fetchone() == (0,), table
        counted = connection.execute("SELECT articles, sentences FROM corpus").fetchone()
        real = connection.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM sentences)").fetchone()
        assert counted == real


@pytest.mark.parametrize("after", [1, 23])
async def test_killed_while_adding(tmp_path: Path, after: int) -> None:
    total = 60
    path, database = wire(tmp_path, total), tmp_path / "news.db"
    with closing(open_newsroom(database)) as newsroom:
        newsroom.subscriptions.follow(READER, "everything", now=NOW)

    with started(tmp_path, "add", str(path)) as adding:
        await until(lambda: count(database, "SELECT count(*) FROM articles") >= after, adding)
        adding.kill()
        adding.wait()
    assert adding.returncode == -signal.SIGKILL
    check_whole(database)
    stored = count(database, "SELECT count(*) FROM articles")

    with started(tmp_path, "add", str(path)) as again:
        assert again.wait(PATIENCE) == 0

    check_whole(database)
    assert after <= stored <= total
    assert count(database, "SELECT count(*) FROM articles") == total
    assert count(database, "SELECT count(*) FROM deliveries") == total
    assert count(database, "SELECT max(revision) FROM articles") == 1


#: What must be the same however often adding was broken off; times of adding are not.
STATE = (
    "SELECT id, public_id, revision, title, source, url, published, lead, text, digest FROM articles ORDER BY id",
    'SELECT id, article_id, position, start, "end", text, stems FROM sentences ORDER BY id',
    "SELECT * FROM entities ORDER BY id",
    "SELECT * FROM mentions ORDER BY id",
    "SELECT sentence_id, entity_id, speaker, cue, kind, content, spans, manner FROM quotes ORDER BY id",
    "SELECT article_id, story_id FROM story_articles ORDER BY article_id",
    "SELECT * FROM terms ORDER BY term",
    "SELECT * FROM passage_vectors ORDER BY 1",
    "SELECT chat_id, article_id, status FROM deliveries ORDER BY article_id",
)


def state(database: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        return [connection.execute(sql).fetchall() for sql in STATE]


async def test_killed_twice_while_adding_on_two_cores(tmp_path: Path) -> None:
    """The end is that of one core that nothing disturbed, and no process stays behind."""
    total = 240
    path, database, undisturbed = wire(tmp_path, total), tmp_path / "news.db", tmp_path / "undisturbed.db"
    for each in (database, undisturbed):
        with closing(open_newsroom(each)) as newsroom:
            newsroom.subscriptions.follow(READER, "everything", now=NOW)
    with started(tmp_path, "add", str(path), "--cores", "1", "--db", str(undisturbed)) as adding:
        assert adding.wait(PATIENCE) == 0
    children: set[int] = set()
    for after in (30, 130):
        with started(tmp_path, "add", str(path), "--cores", "2") as adding:
            await until(lambda: count(database, "SELECT count(*) FROM articles") >= after, adding)  # noqa: B023
            children |= children_of(adding.pid)
            adding.kill()
        check_whole(database)

    with started(tmp_path, "add", str(path), "--cores", "2") as again:
        assert again.wait(PATIENCE) == 0

    check_whole(database)
    assert state(database) == state(undisturbed)
    assert len(children) >= 4
    assert [child for child in children if is_running(child)] == []


async def test_killed_while_delivering(tmp_path: Path) -> None:
    """Three readers are owed four articles each; the bot is killed twice on the way."""
    articles = 4
    path, database = wire(tmp_path, articles), tmp_path / "news.db"
    async with PeopledServer(clock=lambda: datetime.now(UTC), pace=None) as server:
        readers = [server.user(name) for name in ("Asha", "Ben", "Chen")]
        settings = {"NEWSBOT_TELEGRAM_TOKEN": server.token, "NEWSBOT_TELEGRAM_BASE_URL": server.base_url}
        with started(tmp_path, "run", **settings) as running:
            await until(lambda: bool(server.calls_of("setMyCommands")), running)
            for reader in readers:
                await reader.say("/follow everything")
            running.terminate()
            assert running.wait(PATIENCE) == 0
        with started(tmp_path, "add", str(path)) as adding:
            assert adding.wait(PATIENCE) == 0

        def arrived() -> Counter[tuple[int, str]]:
            told = ((reader.id, one.text.splitlines()[0]) for reader in readers for one in reader.history())
            return Counter(one for one in told if one[1].startswith("Bulletin "))

        for first in (2, 7):
            with started(tmp_path, "run", **settings) as running:
                await until(lambda enough=first: arrived().total() >= enough, running)  # type: ignore[misc]
                running.kill()
        owed = "SELECT count(*) FROM deliveries WHERE status = 'pending'"
        with started(tmp_path, "run", **settings) as running:
            await until(lambda: count(database, owed) == 0, running)
            running.terminate()
            assert running.wait(PATIENCE) == 0

    wanted = {(reader.id, f"Bulletin {number}") for reader in readers for number in range(articles)}
    assert arrived().keys() == wanted
    assert arrived().total() <= len(wanted) + 2 * len(readers)  # a kill repeats what was under way, one a chat


@pytest.mark.parametrize("answered", [0, 1, 8])
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_killed_while_answering(tmp_path: Path, answered: int, webhook: bool) -> None:
    """Twenty questions at once, of twenty people: each is answered, and again only what was just being sent."""
    with closing(open_newsroom(tmp_path / "news.db")):
        pass
    async with PeopledServer(clock=lambda: datetime.now(UTC), pace=None) as server:
        state = server.backend.state
        readers = [state.add_user(f"Reader {number}") for number in range(20)]
        settings = {"NEWSBOT_TELEGRAM_TOKEN": server.token, "NEWSBOT_TELEGRAM_BASE_URL": server.base_url}
        if webhook:
            port = free_port()
            settings |= {"NEWSBOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "NEWSBOT_WEBHOOK_PORT": str(port)}

        def answers() -> list[str]:
            return [str(call.params["chat_id"]) for call in server.calls_of("sendMessage")]

        with started(tmp_path, "run", **settings) as running:
            await until(lambda: bool(server.calls_of("setMyCommands")), running)
            for reader in readers:
                await people.say(server.backend, reader, state.chats[reader.id], "Who met whom in Rome?")
            await until(lambda: not server.backend.updates.pending and len(answers()) >= answered, running)
            running.kill()
        await asyncio.sleep(0.5)  # what the process had put on the wire arrives
        before = len(answers())
        unnoted = count(tmp_path / "news.db", "SELECT count(*) FROM inbox WHERE body IS NOT NULL")
        with started(tmp_path, "run", **settings) as running:
            await until(lambda: len(set(answers())) == len(readers) and len(server.calls_of("getMe")) == 2, running)
            running.terminate()
            assert running.wait(PATIENCE) == 0

    assert before >= answered
    # Twice comes only what was on its way when the process died: what it had noted as answered is never sent again.
    assert len(answers()) <= before + unnoted
    assert max(Counter(answers()).values()) <= 2
