"""Articles prepared on several cores: processes that share nothing with the one that writes.

    batches -> (process | process | ...) -> prepared batches, in the order in which they were given

What a batch becomes does not depend on who prepares it, and one process writes, so the result is that of one core. The
processes end with the block, and with the process that started them, however that ends: each listens at a pipe whose
other end that process holds.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Protocol, TypeVar

from bot.errors import PipelineError
from bot.ingestion.preparation import Preparation, Prepared, Text
from bot.language import Language
from bot.language.model.sentence_encoder import SentenceEncoder

AHEAD = 3  # batches a process that are prepared before they are asked for: enough that none waits for the writer
NICE = 10  # answering people and writing go first

_preparation: Preparation | None = None  # of this process, where it is one that prepares


class Unprepared(Protocol):
    """A batch as it is handed in."""

    @property
    def texts(self) -> Sequence[Text]:
        """The articles that are to be prepared, perhaps none."""


Batch = TypeVar("Batch", bound=Unprepared)


class PreparingProcesses:
    """A context manager; nothing is started before the first batch that has something to prepare."""

    def __init__(self, count: int, pipeline: str = "") -> None:
        """``count``: processes; ``pipeline``: as for ``Language``."""
        self._count = count
        context = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks
        self._heard_by_all, self._held = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(count, context, _begin, (pipeline, self._heard_by_all))

    def __enter__(self) -> PreparingProcesses:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._held.close()  # what is being prepared is for nobody, and may take minutes
        self._pool.shutdown(cancel_futures=True)
        self._held.close()
        self._heard_by_all.close()

    def prepare(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Iterator[Prepared]]]:
        """Each batch with what its texts became, in order; batches are taken some way ahead. Raises PipelineError."""
        waiting: deque[tuple[Batch, Future[list[Prepared]] | None]] = deque()
        for batch in batches:
            waiting.append((batch, self._submitted(batch.texts) if batch.texts else None))
            if len(waiting) > AHEAD * self._count:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())

    def _submitted(self, texts: Sequence[Text]) -> Future[list[Prepared]]:
        try:
            return self._pool.submit(_prepare, texts)
        except BrokenProcessPool:
            raise _broken() from None


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finished(batch: Batch, future: Future[list[Prepared]] | None) -> tuple[Batch, Iterator[Prepared]]:
    try:
        return batch, iter(future.result() if future else ())
    except BrokenProcessPool:
        raise _broken() from None


def _broken() -> PipelineError:
    return PipelineError(
        "A process that reads articles was ended from outside, perhaps for want of memory. What was added is kept; "
        "add the same again to go on, with --cores 1 if it happens again."
    )


def _begin(pipeline: str, starter: Connection) -> None:
    """In the process, before its first batch; ``starter``: ends when nobody wants its work any more."""
    global _preparation
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    with suppress(OSError):
        os.nice(NICE)
    threading.Thread(target=_end_with, args=(starter,), daemon=True).start()
    _preparation = Preparation(Language(pipeline), SentenceEncoder())


def _end_with(starter: Connection) -> None:
    """A killed parent cannot say good-bye, and a process that waits for its next batch would wait for ever."""
    wait([starter])
    os._exit(1)


def _prepare(texts: Sequence[Text]) -> list[Prepared]:
    """In the process: one batch."""
    assert _preparation is not None, "not a process that prepares"
    return list(_preparation.prepare(texts))
