"""One article to many followers, with questions meanwhile, at a server that counts messages as Telegram does.

    python -m benchmarks.broadcast [--followers 20000] [--rate 10] [--seconds 300]

``--rate`` questions a second are asked for the first ``--seconds`` of it. Prints how fast notifications went out, what
was refused, missing and repeated, how long answers took, and what the bot used.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.telegram import Ear, listening, newsbot, running, serving, usage, utc
from bot.models import ChatKey, NewArticle
from bot.newsroom import open_newsroom
from handlers.localchat.limits import TELEGRAM
from handlers.localchat.server import LocalServer

TEXT = "The river Selm rose by two metres on Monday, Mayor Ana Orlo said.\nIt fell again on Tuesday."
QUESTION = "Who spoke about the river Selm?"


def prepared(database: Path, server: LocalServer, followers: int) -> set[int]:
    """Everybody follows everything, and one article is there; the chats' ids."""
    state = server.backend.state
    chats = {state.add_user(f"Follower {number}").id for number in range(followers)}
    with closing(open_newsroom(database)) as newsroom:
        for chat in chats:
            state.chats[chat].started = True
            newsroom.subscriptions.follow(ChatKey(chat_id=chat), "everything", now=utc())
        newsroom.add(NewArticle(title="The Selm rises", source="The Wire", text=TEXT))
    return chats


async def questions(ear: Ear, rate: float, seconds: float) -> None:
    """So many a second, each by somebody else."""
    state = ear.server.backend.state
    end = time.monotonic() + seconds
    while rate and time.monotonic() < end:
        await ear.ask(state.add_user("Asker"), QUESTION)
        await asyncio.sleep(1 / rate)


async def broadcast(database: Path, followers: int, rate: float, seconds: float) -> str:
    """The figures as lines."""
    async with serving(TELEGRAM) as server, listening(server) as ear:
        chats = await asyncio.to_thread(prepared, database, server, followers)
        async with running(server, ["-m", "bot", "run"], **newsbot(database)) as process:
            begun, busy = time.perf_counter(), usage(process).processor
            asking = asyncio.create_task(questions(ear, rate, seconds))
            while len(ear.heard.keys() & chats) < followers:  # noqa: ASYNC110 - nothing announces the last one
                await asyncio.sleep(0.2)
            took = time.perf_counter() - begun
            await asking
            await asyncio.sleep(2)  # the last answers
            used = usage(process)
        pacer = server.backend.pacer
        assert pacer is not None
        told = sum(ear.heard[chat] for chat in chats)
        total = ear.heard.total()
        waits = sorted(ear.waits)
        lines = [
            f"{followers} notifications in {took:.0f} s: {followers / took:.1f} a second; repeated {told - followers}",
            f"with {total - told} answers: {total / took:.1f} messages a second",
            f"refused (429) {pacer.refusals}, of these during a wait {pacer.ignored}",
            f"processor time {1000 * (used.processor - busy) / total:.1f} ms a message; memory {used.memory:.0f} MB",
        ]
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
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        print(asyncio.run(broadcast(folder / "news.db", given.followers, given.rate, given.seconds)))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
