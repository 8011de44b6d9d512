"""Prepare articles on several cores, in processes that share nothing with the one that writes.

    batches -> (process | process | ...) -> prepared batches, in the given order

The result does not depend on who prepares a batch, and one process writes, so it is that of a single core. The
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

from bot.errors import PipelineError, SourceError
from bot.ingestion.preparation import Preparation, Prepared, Text
from bot.language import Language
from bot.language.model.sentence_encoder import SentenceEncoder

AHEAD = 3  # batches per process prepared in advance: enough that none waits for the writer
NICE = 10  # answering people and writing take precedence

_preparation: Preparation | None = None  # of this process, if it prepares articles


class Unprepared(Protocol):
    """A batch before preparation."""

    @property
    def texts(self) -> Sequence[Text]:
        """The articles to be prepared, possibly none."""


Batch = TypeVar("Batch", bound=Unprepared)


class PreparingProcesses:
    """A context manager. Processes are started with the first batch that has something to prepare."""

    def __init__(self, count: int, pipeline: str = "") -> None:
        """``count``: number of processes; ``pipeline``: as for ``Language``."""
        self._count = count
        context = multiprocessing.get_context("spawn")  # a fork would copy locks held by threads
        self._heard_by_all, self._held = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(count, context, _begin, (pipeline, self._heard_by_all))

    def __enter__(self) -> PreparingProcesses:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._held.close()  # nobody needs the running work any more, and it may take minutes
        self._pool.shutdown(cancel_futures=True)
        self._held.close()
        self._heard_by_all.close()

    def prepare(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Iterator[Prepared | SourceError]]]:
        """Each batch with its prepared texts, in order; batches are read some way ahead. Raises PipelineError."""
        waiting: deque[tuple[Batch, Future[list[Prepared | SourceError]] | None]] = deque()
        for batch in batches:
            waiting.append((batch, self._submitted(batch.texts) if batch.texts else None))
            if len(waiting) > AHEAD * self._count:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())

    def _submitted(self, texts: Sequence[Text]) -> Future[list[Prepared | SourceError]]:
        try:
            return self._pool.submit(_prepare, texts)
        except BrokenProcessPool:
            raise _broken() from None


def available_cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finished(
    batch: Batch, future: Future[list[Prepared | SourceError]] | None
) -> tuple[Batch, Iterator[Prepared | SourceError]]:
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
    """Initialise a worker process. ``starter`` is a pipe that closes when its work is no longer needed."""
    global _preparation
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    with suppress(OSError):
        os.nice(NICE)
    threading.Thread(target=_end_with, args=(starter,), daemon=True).start()
    _preparation = Preparation(Language(pipeline), SentenceEncoder())


def _end_with(starter: Connection) -> None:
    """Exit when the parent does; a worker waiting for its next batch would otherwise wait for ever."""
    wait([starter])
    os._exit(1)


def _prepare(texts: Sequence[Text]) -> list[Prepared | SourceError]:
    """Prepare one batch; runs in a worker process."""
    assert _preparation is not None, "not a process that prepares"
    return list(_preparation.prepare(texts))
