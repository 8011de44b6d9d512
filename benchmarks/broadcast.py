"""One article to many followers, with questions at the same time, on a server with Telegram's rate limits.

    python -m benchmarks.broadcast [--followers 20000] [--rate 10] [--seconds 300] [--kills 0] [--faults]

``--rate`` questions a second are asked for the first ``--seconds`` of it. ``--kills``: so many times on the way the bot
is killed (-9) and started again. ``--faults``: all the while calls meet floods of 429, dropped connections and 500s.
Prints how fast notifications went out, what was refused, missing and repeated, how long answers took, and what the bot
used. Repeated may be what was under way at a kill: sent and not yet recorded.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Container
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.telegram import Ear, listening, newsbot, running, serving, usage, utc
from bot.models import ChatKey, NewArticle
from bot.newsroom import open_newsroom
from handlers.localchat import faults
from handlers.localchat.limits import TELEGRAM
from handlers.localchat.server import LocalServer

TEXT = "The river Selm rose by two metres on Monday, Mayor Ana Orlo said.\nIt fell again on Tuesday."
STORM = 15  # consecutive calls that fail
BETWEEN_STORMS = 10.0  # seconds
QUESTION = "Who spoke about the river Selm?"


def prepared(database: Path, server: LocalServer, followers: int) -> set[int]:
    """Subscribe all chats to everything and add one article; returns the chats' ids."""
    state = server.backend.state
    chats = {state.add_user(f"Follower {number}").id for number in range(followers)}
    with closing(open_newsroom(database)) as newsroom:
        for chat in chats:
            state.chats[chat].started = True
            newsroom.subscriptions.follow(ChatKey(chat_id=chat), "everything", now=utc())
        newsroom.add(NewArticle(title="The Selm rises", source="The Wire", text=TEXT))
    return chats


async def questions(ear: Ear, rate: float, seconds: float) -> None:
    """Ask ``rate`` questions per second, each by another user."""
    state = ear.server.backend.state
    end = time.monotonic() + seconds
    while rate and time.monotonic() < end:
        await ear.ask(state.add_user("Asker"), QUESTION)
        await asyncio.sleep(1 / rate)


async def trouble(server: LocalServer) -> None:
    """Until cancelled, make a series of calls fail every few seconds, before they take effect."""
    for kind in itertools.cycle((faults.too_many(2), faults.dropped(), faults.status(500))):
        server.faults.add("sendMessage", kind, times=STORM)
        await asyncio.sleep(BETWEEN_STORMS)


def under_way(database: Path, heard: Container[int]) -> int:
    """The number of messages that arrived but are not recorded; a restarted bot sends them again."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        pending = reader.execute("SELECT chat_id FROM deliveries WHERE status = 'pending'").fetchall()
    return sum(chat in heard for (chat,) in pending)


@dataclass(slots=True)
class Outcome:
    """The results of a broadcast."""

    took: float = 0.0  #: seconds
    processor: float = 0.0  #: seconds of the bot
    memory: float = 0.0  #: megabytes of the last bot
    under_way: list[int] = field(default_factory=list)  #: at each kill


async def deliver(ear: Ear, database: Path, chats: set[int], kills: int) -> Outcome:
    """Run bots in turn until every chat has its message; all but the last are killed on the way."""
    outcome, begun = Outcome(), time.perf_counter()
    for number in range(1, kills + 2):
        enough = len(chats) * number // (kills + 1)
        async with running(ear.server, ["-m", "bot", "run"], **newsbot(database)) as process:
            begun = begun if number > 1 else time.perf_counter()
            before = usage(process).processor if number == 1 else 0.0
            while len(ear.heard.keys() & chats) < enough:  # noqa: ASYNC110 - nothing announces the last one
                await asyncio.sleep(0.2)
            outcome.took = time.perf_counter() - begun
            if number > kills:
                await asyncio.sleep(2)  # for the last answers
            used = usage(process)
            outcome.processor += used.processor - before
            outcome.memory = used.memory
            if number <= kills:
                os.kill(process, signal.SIGKILL)
                await asyncio.sleep(0.5)  # for the server to process what it had sent
                outcome.under_way.append(await asyncio.to_thread(under_way, database, ear.heard))
    return outcome


async def broadcast(given: argparse.Namespace, database: Path) -> str:
    """The figures as lines of text."""
    async with serving(TELEGRAM) as server, listening(server) as ear:
        chats = await asyncio.to_thread(prepared, database, server, given.followers)
        tasks = [asyncio.create_task(questions(ear, given.rate, given.seconds))]
        tasks += [asyncio.create_task(trouble(server))] if given.faults else []
        outcome = await deliver(ear, database, chats, given.kills)
        for task in tasks:
            task.cancel()
        return report(ear, chats, outcome)


def report(ear: Ear, chats: set[int], outcome: Outcome) -> str:
    """The figures as lines of text."""
    pacer = ear.server.backend.pacer
    assert pacer is not None
    told, total, waits = sum(ear.heard[chat] for chat in chats), ear.heard.total(), sorted(ear.waits)
    lines = [
        f"{len(chats)} notifications in {outcome.took:.0f} s: {len(chats) / outcome.took:.1f} a second;"
        f" missing {sum(not ear.heard[chat] for chat in chats)}, repeated {told - len(chats)}",
        f"with {total - told} answers: {total / outcome.took:.1f} messages a second",
        f"refused (429) {pacer.refusals}, of these during a wait {pacer.ignored}",
        f"processor time {1000 * outcome.processor / total:.1f} ms a message; memory {outcome.memory:.0f} MB",
    ]
    if outcome.under_way:
        lines.append(f"under way at each kill: {outcome.under_way}, together {sum(outcome.under_way)}")
    if waits:
        middle, most = waits[len(waits) // 2], waits[int(len(waits) * 0.95)]
        missing = sum(len(left) for left in ear.asked.values())
        lines.append(f"answers: p50 {middle:.2f} s, p95 {most:.2f} s, max {waits[-1]:.2f} s, missing {missing}")
    return "\n".join(lines)


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--followers", type=int, default=20_000)
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--faults", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        print(asyncio.run(broadcast(given, folder / "news.db")))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
