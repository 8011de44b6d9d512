"""Shared code of the Telegram benchmarks: a bot in a separate process, driven through the local Bot API server.

Linux only: processor time, memory and open files of the bot are read from /proc.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from handlers.localchat import people
from handlers.localchat.limits import ServerLimits
from handlers.localchat.models import User
from handlers.localchat.server import LocalServer
from handlers.localchat.state import BOT, Event

ROOT = Path(__file__).parent.parent
LOST = 10.0  # seconds after which an answer counts as lost
START_TIME = 120  # seconds until a bot that does not start is given up
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def utc() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Usage:
    """The resources a process uses."""

    processor: float  #: seconds so far
    memory: float  #: resident megabytes, including mapped pages of the database
    own: float  #: of these, private memory, which the system cannot reclaim
    files: int  #: open handles
    connections: int  #: sockets among them


def usage(process: int) -> Usage:
    """The resources of a process, by its id. Raises OSError if it has ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    handles = [str(handle.readlink()) for handle in Path(f"/proc/{process}/fd").iterdir() if handle.is_symlink()]
    return Usage(
        processor=(int(fields[11]) + int(fields[12])) / TICKS,
        memory=int(fields[21]) * PAGE / 1e6,
        own=_own(Path(f"/proc/{process}/status").read_text()),
        files=len(handles),
        connections=sum(handle.startswith("socket:") for handle in handles),
    )


def mapped(process: int, file: Path) -> float:
    """How many resident megabytes of a process are pages of a file, which the system takes back when it needs them."""
    found, here = 0, False
    for line in Path(f"/proc/{process}/smaps").read_text().splitlines():
        if line.startswith("Rss:"):
            found += int(line.split()[1]) if here else 0
        elif line[:1] in "0123456789abcdef":
            here = line.endswith(str(file))
    return found * 1024 / 1e6


def _own(status: str) -> float:
    found = re.search(r"^RssAnon:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


@dataclass(slots=True)
class Ear:
    """Receives the bot's messages and measures the time since the question."""

    server: LocalServer
    heard: Counter[int] = field(default_factory=Counter)  #: messages by chat
    waits: list[float] = field(default_factory=list)  #: seconds from question to answer
    asked: dict[int, deque[float]] = field(default_factory=dict)
    _waiting: dict[int, asyncio.Future[None]] = field(default_factory=dict)
    _events: asyncio.Queue[Event] = field(default_factory=asyncio.Queue)

    async def ask(self, user: User, text: str) -> None:
        """Send a private message to the bot."""
        self.asked.setdefault(user.id, deque()).append(time.perf_counter())
        backend = self.server.backend
        await people.say(backend, user, backend.state.chats[user.id], text)

    async def answered(self, user_id: int) -> bool:
        """Wait at most ``LOST`` seconds for the answer to the last question; returns whether it came."""
        waiter = self._waiting[user_id] = asyncio.get_running_loop().create_future()
        await asyncio.wait([waiter], timeout=LOST)
        self._waiting.pop(user_id, None)
        return waiter.done()

    async def listen(self) -> None:
        """Receive messages until cancelled."""
        self.server.backend.state.listeners.add(self._events)
        while True:
            event = await self._events.get()
            if event.kind != "message" or event.data.get("from", {}).get("id") != BOT.id:
                continue
            self.heard[event.chat_id] += 1
            if waiting := self.asked.get(event.chat_id):
                self.waits.append(time.perf_counter() - waiting.popleft())
            if waiter := self._waiting.pop(event.chat_id, None):
                waiter.set_result(None)


@asynccontextmanager
async def listening(server: LocalServer) -> AsyncIterator[Ear]:
    """Listen to the bot during the block."""
    ear = Ear(server)
    task = asyncio.create_task(ear.listen())
    await asyncio.sleep(0)
    try:
        yield ear
    finally:
        task.cancel()


@asynccontextmanager
async def serving(pace: ServerLimits | None) -> AsyncIterator[LocalServer]:
    """Run the server that the bot connects to."""
    async with LocalServer(clock=utc, pace=pace) as server:
        yield server


@asynccontextmanager
async def running(server: LocalServer, command: Sequence[str], **settings: str) -> AsyncIterator[int]:
    """Run a bot in a separate process, ready once it asks for updates; yields its process id."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSBOT_")}
    given = {"NEWSBOT_TELEGRAM_TOKEN": server.token, "NEWSBOT_TELEGRAM_BASE_URL": server.base_url}
    environment = kept | {"PYTHONPATH": str(ROOT)} | given | settings
    process = subprocess.Popen([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL)  # noqa: ASYNC220
    try:
        async with asyncio.timeout(START_TIME):
            while server.backend.updates._poller is None:
                if process.poll() is not None:
                    raise RuntimeError(f"the bot ended by itself: {process.returncode}")
                await asyncio.sleep(0.05)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(process.wait, START_TIME)
        finally:
            process.kill()


def newsbot(database: Path) -> dict[str, str]:
    """The settings of ``newsbot run`` for a database."""
    return {"NEWSBOT_DATABASE": str(database), "NEWSBOT_SEEDS": "off", "NEWSBOT_LOG_LEVEL": "warning"}
