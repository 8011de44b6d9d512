"""newsbot's overhead over the library: updates per second, compared with a plain echo bot of python-telegram-bot.

    python -m benchmarks.stack [--updates 3000] [--outstanding 16] [--rounds 3]

Both answer over the same local server, without limits of pace, in turns within one run: so many updates, so many of
them unanswered at a time. Prints updates a second and milliseconds of processor time an update of the bot's process.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.telegram import ROOT, Ear, listening, newsbot, running, serving, usage

ECHO = """
import os
from telegram.ext import Application, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text(update.message.text)
server = os.environ["NEWSBOT_TELEGRAM_BASE_URL"]
token = os.environ["NEWSBOT_TELEGRAM_TOKEN"]
app = Application.builder().token(token).base_url(server).concurrent_updates(True).build()
app.add_handler(MessageHandler(filters.ALL, echo))
app.run_polling()
"""
WARM_UP = 300  # updates before timing starts


async def measured(ear: Ear, process: int, text: str, updates: int, outstanding: int) -> tuple[float, float, int]:
    """Updates per second, milliseconds of processor time per update, and the number of missing answers."""
    await _ask_all(ear, text, WARM_UP, outstanding)
    busy, clock = usage(process).processor, time.perf_counter()
    lost = await _ask_all(ear, text, updates, outstanding)
    return updates / (time.perf_counter() - clock), 1000 * (usage(process).processor - busy) / updates, lost


async def _ask_all(ear: Ear, text: str, updates: int, outstanding: int) -> int:
    """Ask as different users, as each is answered only once per second; returns the number of missing answers."""
    state = ear.server.backend.state
    left = iter([state.add_user(f"Reader {len(state.users)}") for _ in range(updates)])

    async def one_by_one() -> int:
        lost = 0
        for user in left:
            await ear.ask(user, text)
            lost += not await ear.answered(user.id)
        return lost

    return sum(await asyncio.gather(*(one_by_one() for _ in range(outstanding))))


async def compare(database: Path, updates: int, outstanding: int, rounds: int) -> Table:
    """Run each bot in turn, several times."""
    table = Table("bot", "updates/s", "ms/update", "unanswered", "rate against the echo bot")
    for _ in range(rounds):
        base = 0.0
        for name, command, text in (
            ("echo", ["-c", ECHO], "/latest"),
            ("newsbot /latest", ["-m", "bot", "run"], "/latest"),
        ):
            async with (
                serving(None) as server,
                listening(server) as ear,
                running(server, command, **newsbot(database)) as process,
            ):
                rate, cost, lost = await measured(ear, process, text, updates, outstanding)
            base = base or rate
            table.add_row(name, f"{rate:.0f}", f"{cost:.2f}", str(lost), f"{rate / base:.2f}")
    return table


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--updates", type=int, default=3000)
    parser.add_argument("--outstanding", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        add = [sys.executable, "-m", "bot", "add", str(ROOT / "seeds"), "--db", str(folder / "news.db")]
        subprocess.run(add, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        Console().print(asyncio.run(compare(folder / "news.db", given.updates, given.outstanding, given.rounds)))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
