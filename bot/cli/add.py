"""``newsbot add``: adds sources with a progress bar, reports every failure, and stops cleanly on Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from bot.cli.add_pages import add_addresses
from bot.cli.common import DatabaseOption, UsageError, now, opened, printable, say, screen
from bot.cli.installation import damage_behind
from bot.cli.syncing import sync_now
from bot.errors import NewsbotError, OwnFault, SourceError
from bot.language.annotator import is_read_whole
from bot.models import Added, AddStatus, NewArticle
from bot.sources import Failure, FoundArticle, Plan, plan, read
from bot.sources.records import as_clause

AddMany = Callable[[Iterable[NewArticle]], Iterator[Added]]

INTERRUPTED = 130  # exit code: 128 + SIGINT
NAMED_LINES = 20  # bad lines of one file that are reported individually
REPORT_EACH = 60.0  #: seconds between two lines on the progress, where there is no terminal for a progress bar
_LONG = 200_000  # characters of an article that takes more than ten seconds
_SHORT = 10_000  # characters of an article that is always read in full
_MANY = 300_000  # bytes of about a hundred articles
_STOPPING = b"Stopping after the article that is being read; Ctrl-C again stops at once, and what was added is kept.\n"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH|URL",
        help=".txt, .json(l), .html or .mhtml files, folders or .zip archives of them, or addresses of web pages.",
    ),
]
CoresOption = Annotated[
    int | None,
    typer.Option(
        "--cores", min=1, metavar="N", help="Cores to use; by default, all of them from a hundred articles on."
    ),
]


WorkersOption = Annotated[
    str,
    typer.Option("--workers", metavar="dask://HOST:8786", help="A Dask scheduler whose workers read the articles."),
]


def add(
    paths: PathsArgument, cores: CoresOption = None, workers: WorkersOption = "", database: DatabaseOption = None
) -> None:
    """Add articles from files, folders and web pages; articles that are already stored stay as they are."""
    from config.logs import set_up_logs
    from config.settings import load_settings

    settings = load_settings()
    set_up_logs("warning")
    addresses, files = _told_apart(paths)
    target = database or settings.database
    with closing(opened(target, settings)) as newsroom:
        failed = add_addresses(newsroom, addresses) if addresses else 0
        work = plan(files)
        who = partial(newsroom.add_many, processes=cores_for(work, cores), workers=workers)
        tally = add_all(who, work, name=str(target), clock=now()) if files else Tally()
        sync_now(newsroom)
    if tally.stopped:
        raise typer.Exit(INTERRUPTED)
    if tally.failed or failed:
        raise typer.Exit(1)


def _told_apart(names: list[str]) -> tuple[list[str], list[Path]]:
    """Split into URLs and files. Raises UsageError for an empty name, which would be the current directory."""
    if not all(name.strip() for name in names):
        raise UsageError("One of the names is empty; give files, folders or addresses.")
    addresses = [name for name in names if _ADDRESS.match(name)]
    return addresses, [Path(name) for name in names if not _ADDRESS.match(name)]


@dataclass(slots=True)
class Tally:
    """The outcomes of the articles."""

    counts: Counter[AddStatus] = field(default_factory=Counter)
    failures: Counter[Path] = field(default_factory=Counter)
    stopped: bool = False
    place: str = ""  #: of the last article

    @property
    def failed(self) -> int:
        """The number of files and lines that could not be read."""
        return self.failures.total()

    @property
    def articles(self) -> int:
        """The number of articles that are now in the database."""
        return self.counts.total()

    def summary(self, seconds: float) -> str:
        """One sentence."""
        parts = [f"{self.counts[status]:,} {status.value}" for status in AddStatus]
        rate = f"{self.articles / seconds:,.1f} articles/s" if seconds and self.articles else "no articles"
        at = f" at {self.place}" if self.place else ""
        end = f" Stopped{at}; what was added is kept. Add the same again to go on." if self.stopped else ""
        return f"{', '.join(parts)}, {self.failed:,} failed in {seconds:,.1f} s ({rate}).{end}"


def add_all(add_many: AddMany, work: Plan, *, name: str, clock: datetime) -> Tally:
    """Add everything in ``work``, showing progress; always ends with a summary. Raises StoreError, PipelineError."""
    started = time.monotonic()
    errors = screen(error=True)
    if not errors.is_terminal:
        files = f"{len(work.files):,} file{'s' * (len(work.files) != 1)}"
        say(f"Adding {files} ({size_of(work.total)}) to {name}", error=True)
    with _stop_on_interrupt() as stop, _progress(errors, work.total) as progress:
        adding = _AddRun(add_many, work, progress, stop)
        try:
            adding.run(clock)
        finally:
            adding.finish()
            progress.stop()
            say(adding.tally.summary(time.monotonic() - started))
    return adding.tally


class _AddRun:
    """One run. Articles are passed in batches to ``add_many``, so their origins wait in a queue for the outcome."""

    def __init__(self, add_many: AddMany, work: Plan, progress: Progress, stop: threading.Event) -> None:
        self.tally = Tally()
        self._add_many, self._work, self._progress, self._stop = add_many, work, progress, stop
        self._task = progress.task_ids[0]
        self._waiting: deque[FoundArticle] = deque()
        self._reported = time.monotonic()

    def run(self, clock: datetime) -> None:
        """Add everything; an article that cannot be read is reported, and the others go on."""
        left: Iterator[FoundArticle] = self._read_articles(clock)
        while True:
            try:
                self._add(left)
                break
            except SourceError as error:  # of the first one that waits
                if isinstance(error, OwnFault) and (damage := damage_behind(_cause(error))):
                    raise NewsbotError(damage) from error  # which would be said of each article
                found, *behind = self._waiting
                self._waiting.clear()
                self._fail(Failure(path=found.path, line=found.line, reason=as_clause(error), done=found.done))
                left = chain(behind, left)
        self.tally.stopped = self._stop.is_set()

    def _add(self, left: Iterator[FoundArticle]) -> None:
        for added in self._add_many(self._articles(left)):
            found = self._waiting.popleft()
            self.tally.counts[added.status] += 1
            self.tally.place = _place(found)
            self._progress.update(self._task, completed=found.done, articles=self.tally.articles, rate=self._rate())
            self._report(found)
            if self._stop.is_set():
                break

    def finish(self) -> None:
        """Report how many bad lines were not listed."""
        for path, count in self.tally.failures.items():
            if count > NAMED_LINES:
                self._say(f"{path}: {count - NAMED_LINES:,} more lines like these")

    def _read_articles(self, clock: datetime) -> Iterator[FoundArticle]:
        for found in read(self._work, now=clock):
            if self._stop.is_set():
                return
            if isinstance(found, Failure):
                self._fail(found)
            else:
                self._remark(found)
                yield found

    def _articles(self, left: Iterator[FoundArticle]) -> Iterator[NewArticle]:
        for found in left:
            if self._stop.is_set():
                return
            self._waiting.append(found)
            yield found.article

    def _report(self, found: FoundArticle) -> None:
        """Say how far it is, each minute, where no progress bar does."""
        if self._progress.disable and time.monotonic() - self._reported >= REPORT_EACH:
            self._reported = time.monotonic()
            share = found.done / max(1, self._work.total)
            self._say(f"{self.tally.articles:,} articles so far, {share:.0%} of the files, {self._rate():.1f}/s")

    def _fail(self, failure: Failure) -> None:
        self.tally.failures[failure.path] += 1
        if self.tally.failures[failure.path] <= NAMED_LINES:
            self._say(f"{_place(failure)}: {failure.reason}", style="red")

    def _remark(self, found: FoundArticle) -> None:
        if len(found.article.text) > _LONG and self._progress.disable:
            self._say(f"{_place(found)}: {size_of(len(found.article.text))} of text, which takes a while")
        for note in (*found.notes, *_too_long(found.article)):
            self._say(f"{_place(found)}: {note}", style="yellow")

    def _say(self, line: str, *, style: str = "") -> None:
        self._progress.console.print(printable(line), style=style, soft_wrap=True)

    def _rate(self) -> float:
        elapsed = self._progress.tasks[0].elapsed
        return self.tally.articles / elapsed if elapsed else 0.0


def cores_for(work: Plan, wanted: int | None = None) -> int:
    """As many cores as have something to do, if loading the models on each takes less time than it saves.

    A process reads a batch at a time, and one that has the work to itself takes less memory than two. As many as are
    ``wanted``, but no more than there are, since each takes memory for the models.
    """
    from bot.ingestion.adding import BATCH
    from bot.ingestion.processes import available_cores

    if wanted:
        return min(wanted, available_cores())
    if work.total < _MANY:
        return 1
    single = work.single_articles
    return available_cores() if single is None else min(available_cores(), -(-single // BATCH))


def size_of(count: int) -> str:
    """A size such as ``1.2 MB`` or, below a tenth of that, ``345 bytes``."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count:,} bytes"


def _too_long(article: NewArticle) -> Iterator[str]:
    if len(article.text) > _SHORT and not is_read_whole(article.title, article.text):
        yield "too long to be read whole: names and quotes come from its first part, its words can all be found"


def _cause(error: Exception) -> Exception:
    return error.__cause__ if isinstance(error.__cause__, Exception) else error


def _place(found: Failure | FoundArticle) -> str:
    return f"{found.path}:{found.line}" if found.line else str(found.path)


def _progress(errors: Console, total: int) -> Progress:
    """A progress bar over the bytes of all files, only on a terminal."""
    columns = (
        TextColumn("Adding"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:.1f}/s,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    progress = Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True)
    progress.add_task("add", total=total, articles=0, rate=0.0)
    return progress


@contextmanager
def _stop_on_interrupt() -> Iterator[threading.Event]:
    """An event set by the first Ctrl-C; the second one interrupts at once, and the open transaction is rolled back."""
    stop = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()
        os.write(2, _STOPPING)  # print is not reentrant
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask_to_stop)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
