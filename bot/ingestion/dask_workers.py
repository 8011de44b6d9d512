"""Prepare articles on the machines of a Dask cluster, as bot/ingestion/processes.py does on one machine.

    batches -> scheduler -> (worker | worker | ...) -> prepared batches, in the given order

The batches of a worker that dies are prepared by another one. The result does not depend on who prepares a batch, and
the calling process does all writing, so order and result are those of a single core. Needs the extra ``newsbot[dask]``
here and newsbot itself on every worker.
"""

from __future__ import annotations

import functools
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bot.errors import PipelineError, SourceError
from bot.ingestion.preparation import Preparation, Prepared, Text
from bot.ingestion.processes import AHEAD, Unprepared
from bot.language import Language
from bot.language.model.sentence_encoder import SentenceEncoder

CONNECT_SECONDS = 20  #: for the scheduler to answer
LOOK_SECONDS = 5.0  # between two checks that there are workers at all
PATIENCE = 120.0  #: seconds without any worker until a batch is given up
_LOCK = threading.Lock()  # the language pipeline is not thread-safe

Batch = TypeVar("Batch", bound=Unprepared)


class PreparingOnDask:
    """A context manager that is connected within its block."""

    def __init__(self, address: str, pipeline: str = "") -> None:
        """``address``: ``dask://host:8786``; ``pipeline``: as for ``Language``, installed on the workers.

        Raises PipelineError for a malformed address.
        """
        self._address = scheduler_address(address)
        self._pipeline = pipeline
        self._client: Any = None

    def __enter__(self) -> PreparingOnDask:
        """Connect. Raises PipelineError if there is no scheduler or a worker has another version of newsbot."""
        try:
            from distributed import Client
        except ImportError:
            raise PipelineError(
                "--workers needs what speaks to Dask; run in newsbot's folder: pip install '.[dask]'"
            ) from None
        try:
            self._client = Client(  # type: ignore[no-untyped-call]
                self._address, timeout=CONNECT_SECONDS, set_as_default=False
            )
        except (OSError, TimeoutError):
            raise PipelineError(f"No Dask scheduler answers at {self._address}.") from None
        try:
            self._check_versions()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def prepare(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Iterator[Prepared | SourceError]]]:
        """Each batch with its prepared texts, in order; batches are read some way ahead. Raises PipelineError."""
        waiting: deque[tuple[Batch, Any]] = deque()
        for batch in batches:
            waiting.append((batch, self._submitted(batch.texts) if batch.texts else None))
            if len(waiting) > AHEAD * max(1, self._threads()):
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    def _submitted(self, texts: Sequence[Text]) -> Any:
        return self._client.submit(prepare_on_worker, self._pipeline, texts, pure=False)

    def _finished(self, batch: Batch, future: Any) -> tuple[Batch, Iterator[Prepared | SourceError]]:
        return batch, iter(self._result(future) if future else ())

    def _result(self, future: Any) -> list[Prepared | SourceError]:
        from distributed import KilledWorker
        from distributed import TimeoutError as NotYet

        alone = 0.0
        while True:
            try:
                prepared: list[Prepared | SourceError] = future.result(timeout=LOOK_SECONDS)
                return prepared
            except NotYet:
                alone = 0.0 if self._threads() else alone + LOOK_SECONDS
                if alone >= PATIENCE:
                    raise PipelineError(
                        f"The Dask scheduler at {self._address} has no workers. What was added is kept; start some and "
                        "add the same again to go on."
                    ) from None
            except KilledWorker:
                raise PipelineError(
                    "Several Dask workers died over the same articles, perhaps for want of memory. What was added is "
                    "kept."
                ) from None

    def _threads(self) -> int:
        return sum(self._client.ncores().values())

    def _check_versions(self) -> None:
        ours = version("newsbot")
        try:
            theirs: dict[str, str] = self._client.run(_installed)
        except ModuleNotFoundError:
            raise PipelineError("A Dask worker has no newsbot; install the same one on every worker.") from None
        for worker, found in theirs.items():
            if found != ours:
                raise PipelineError(
                    f"The Dask worker {worker} has newsbot {found}, not {ours}; install the same there."
                )


def scheduler_address(text: str) -> str:
    """The address ``dask://host:8786`` in Dask's notation. Raises PipelineError if it is malformed."""
    try:
        parts = urlsplit(text)
        named = parts.scheme == "dask" and parts.hostname and not parts.path.strip("/")
        address = f"tcp://{parts.netloc}" if parts.port else f"tcp://{parts.netloc}:8786"
    except ValueError:  # a port above 65535, half an IPv6 address
        named, address = None, ""
    if not named:
        raise PipelineError(f'"{text}" is no address of a Dask scheduler such as dask://host:8786.')
    return address


def prepare_on_worker(pipeline: str, texts: Sequence[Text]) -> list[Prepared | SourceError]:
    """Prepare one batch; runs on the worker. Raises PipelineError."""
    with _LOCK:
        return list(_preparation(pipeline).prepare(texts))


@functools.cache
def _preparation(pipeline: str) -> Preparation:
    """The preparation of this worker, whose models stay loaded."""
    return Preparation(Language(pipeline), SentenceEncoder())


def _installed() -> str:
    return version("newsbot")
