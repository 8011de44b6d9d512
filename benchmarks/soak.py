"""Resource leaks: a bot under constant load for an hour, with its resource use printed each minute.

    python -m benchmarks.soak [--minutes 60] [--rate 3] [--each 30]

``--rate`` messages a second from many people (headlines, look-ups, questions), 40 followers, and an article each
``--each`` seconds, added by a separate process. Fails if the bot's private memory grew by more than 5 MB after the
first ten minutes. Other resident memory is pages of files, which the system reclaims when it needs them: of programs,
and of the database, which grows with the messages and articles. Those of the database are printed beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import shutil
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.telegram import ROOT, Ear, Usage, listening, mapped, newsbot, running, serving, usage, utc
from bot.models import ChatKey
from bot.newsroom import open_newsroom
from handlers.localchat.limits import TELEGRAM

WARM_UP = 10  # minutes
MOST_GROWTH = 5.0  # megabytes
FOLLOWERS, PEOPLE = 40, 400
MESSAGES = ("/latest", "/who Ana Orlo", "How far did the river Selm rise?", "/latest Selm", "thanks!", "Who is Orlo?")


async def talk(ear: Ear, rate: float) -> None:
    """Send messages until cancelled."""
    state = ear.server.backend.state
    people = [state.add_user(f"Reader {number}") for number in range(PEOPLE)]
    for user, text in zip(itertools.cycle(people), itertools.cycle(MESSAGES), strict=False):
        await ear.ask(user, text)
        await asyncio.sleep(1 / rate)


async def publish(database: Path, each: float) -> None:
    """Add an article every ``each`` seconds until cancelled."""
    file = database.with_name("article.jsonl")
    for number in itertools.count():
        text = f"The river Selm rose by {number} cm on day {number}, Mayor Ana Orlo said.\nIt fell again at night."
        file.write_text(json.dumps({"id": f"s{number}", "title": f"Bulletin {number}", "text": text}))
        command = [sys.executable, "-m", "bot", "add", str(file), "--db", str(database)]
        silent = asyncio.subprocess.DEVNULL
        adding = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=silent, stderr=silent)
        await adding.wait()
        await asyncio.sleep(each)


def line(minute: int, used: Usage, pages: float, log: int, heard: int) -> str:
    """One line of the table."""
    return (
        f"{minute:4d} min  own {used.own:6.1f} MB, resident {used.memory:6.1f} MB with {pages:4.1f} of the database  "
        f"{used.connections:3d} sockets  {used.files:3d} files  "
        f"write-ahead log {log / 1e6:5.2f} MB  processor {used.processor:6.1f} s  messages {heard}"
    )


async def soak(database: Path, minutes: int, rate: float, each: float) -> float:
    """Run the test; returns the growth of the bot's private memory in megabytes after warming up."""
    async with serving(TELEGRAM) as server, listening(server) as ear:
        with closing(open_newsroom(database)) as newsroom:
            for number in range(FOLLOWERS):
                follower = server.backend.state.add_user(f"Follower {number}")
                server.backend.state.chats[follower.id].started = True
                newsroom.subscriptions.follow(ChatKey(chat_id=follower.id), "everything", now=utc())
        async with running(server, ["-m", "bot", "run"], **newsbot(database)) as process:
            tasks = [asyncio.create_task(talk(ear, rate)), asyncio.create_task(publish(database, each))]
            memory = []
            try:
                for minute in range(1, minutes + 1):
                    await asyncio.sleep(60)
                    used = usage(process)
                    memory.append(used.own)
                    log = database.with_name(f"{database.name}-wal")
                    size = log.stat().st_size if log.exists() else 0
                    pages = mapped(process, database)
                    print(line(minute, used, pages, size, ear.heard.total()), flush=True)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
        missing = sum(len(left) for left in ear.asked.values())
        print(f"unanswered {missing}, refused {server.backend.pacer.refusals if server.backend.pacer else 0}")
    settled = memory[min(WARM_UP, len(memory) - 1) :]
    return max(settled) - settled[0]


def main() -> int:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--rate", type=float, default=3.0)
    parser.add_argument("--each", type=float, default=30.0)
    given = parser.parse_args()
    folder, begun = Path(tempfile.mkdtemp()), time.monotonic()
    try:
        grown = asyncio.run(soak(folder / "news.db", given.minutes, given.rate, given.each))
    finally:
        shutil.rmtree(folder)
    print(f"{(time.monotonic() - begun) / 60:.0f} minutes; own memory grew by {grown:.1f} MB after the first {WARM_UP}")
    return int(grown > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
