"""Parse large documents in a separate process that can be killed after some seconds.

A hostile document can keep a parser busy for hours, and a thread cannot be stopped.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Mapping
from datetime import datetime
from multiprocessing.connection import Connection

from bot.sources.feeds.documents import FeedError, ParsedFeed
from bot.sources.feeds.parsing import parse_feed

SMALL = 100_000  # bytes that are parsed within two seconds whatever they contain
SECONDS = 20.0  # for a larger document; 20 MB of real entries take ten
_START = 30.0  # seconds in which the process must have started

_Task = tuple[bytes, dict[str, str], str, datetime]


class IsolatedParser:
    """A parser for any task. Large documents are parsed one after the other; ``close`` ends the process."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """``seconds``: time limit for a large document."""
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._child: _Child | None = None

    async def parse(self, data: bytes, headers: Mapping[str, str], url: str, now: datetime) -> ParsedFeed:
        """As ``parse_feed``, off the event loop. Raises FeedError, also for a document that takes too long."""
        if len(data) <= SMALL:
            return await asyncio.to_thread(parse_feed, data, headers, url, now)
        async with self._turn:
            return await asyncio.to_thread(self._apart, (data, dict(headers), url, now))

    def close(self) -> None:
        """End the process, if there is one."""
        if self._child:
            self._child.end()
            self._child = None

    def _apart(self, task: _Task) -> ParsedFeed:
        try:
            if self._child is None:
                self._child = _Child()
            result = self._child.answer(task, self._seconds)
        except (EOFError, OSError):
            self.close()
            raise FeedError("its reader broke down over it") from None
        except FeedError:
            self.close()
            raise
        if isinstance(result, ParsedFeed):
            return result
        raise FeedError(str(result))


class _Child:
    """The process, waiting for documents."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks held by threads
        self._there, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        if not self._there.poll(_START):
            raise FeedError("it could not be read just now")
        self._there.recv()

    def answer(self, task: _Task, seconds: float) -> object:
        """A ParsedFeed, or the message of a FeedError. Raises FeedError if it takes longer than ``seconds``."""
        self._there.send(task)
        if not self._there.poll(seconds):
            raise FeedError(f"it takes longer than {seconds:.0f} seconds to read")
        return self._there.recv()

    def end(self) -> None:
        """Kill the process."""
        self._there.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _serve(there: Connection) -> None:
    """Parse documents until the other end closes; runs in the process."""
    there.send("ready")
    while True:
        try:
            data, headers, url, now = there.recv()
        except (EOFError, OSError):
            return
        try:
            there.send(parse_feed(data, headers, url, now))
        except FeedError as error:
            there.send(str(error))
