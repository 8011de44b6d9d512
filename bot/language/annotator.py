"""The language layer's front door: load the models once, annotate articles in batches.

    articles -> pieces (paragraphs) -> spaCy, in batches -> readings -> one Annotation an article

Importing this module imports neither spaCy nor the rules for names and quotes; the first use does.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import PipelineError
from bot.models import Annotation
from bot.text.spans import Piece, pieces

if TYPE_CHECKING:
    from bot.language.paragraph import Reading
    from bot.language.reader import Engine

HERE = Path(__file__).parent
NEWS = HERE / "en_news"

#: Pieces, and their effort, that go through the models together: enough to keep matrices large, few enough to bound
#: memory (some 100 MB). Ordinary paragraphs fill both about alike.
BATCH = 256
BATCH_EFFORT = 48_000
#: Effort that the models spend on one article, counted as characters of ordinary text: half a minute of one core. What
#: comes behind it, past the length of any book of news, is divided into sentences, without names and quotes.
MOST_EFFORT = 300_000
_PIECE_EFFORT = 12  # that each piece costs beside its characters
_TOKEN_EFFORT = 4  # that each word or mark costs at least: a few characters less than words have on average
_MARK_EFFORT = 15  # that each quotation mark costs: whose words they are must be found out
_STOP_EFFORT = 10  # that each sentence costs
_TOKENS = re.compile(r"\w+|[^\w\s]")
_MARKS = re.compile(r"[\"“”«»]")
_STOPS = re.compile(r"[.!?…。！？]")
_WORD = re.compile(r"[^\W_]{2}")  # what has no two letters or digits in a row names nobody


@dataclass(frozen=True, slots=True)
class _Job:
    text: str
    title: list[Piece]
    body: list[Piece]


class Language:
    """Annotates articles. Cheap to make; the models load on first use. Safe to share between threads.

    ``pipeline``: name or path of an installed spaCy pipeline for sentences, syntax and entities; "" = the shipped
    one, the folder ``news``, which finds the quotations in any case.
    """

    def __init__(self, pipeline: str = "", *, news: Path = NEWS) -> None:
        self._pipeline = pipeline
        self._news = news
        self._engine: Engine | None = None
        self._lock = threading.Lock()  # spaCy's string store and tokenizer cache belong to one thread at a time

    @property
    def name(self) -> str:
        """Name and version of the pipeline, such as "en_news 0.1.0"; loads nothing."""
        if not self._pipeline:
            return _described(self._news)
        folder = Path(self._pipeline)
        if folder.is_dir():
            return _described(folder)
        try:
            return f"{self._pipeline} {metadata.version(self._pipeline)}"
        except metadata.PackageNotFoundError:
            return self._pipeline

    def load(self) -> None:
        """Load the models now. Raises PipelineError that names what is missing and how to repair it."""
        with self._lock:
            self._loaded()

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        """One annotation for each (title, text), in order; offsets are code points into the text.

        Articles are taken from the iterable as a batch needs them. Raises PipelineError.
        """
        for group in _groups(articles):
            yield from self._annotated(group)

    def _annotated(self, group: Sequence[_Job]) -> Iterator[Annotation]:
        from bot.language.document import assemble  # its many patterns take a quarter of a second, which starting saves

        readings = iter(self._read([piece for job in group for piece in (*job.title, *job.body)]))
        for job in group:
            title = [next(readings) for _ in job.title]
            yield assemble(job.text, title, [next(readings) for _ in job.body])

    def _read(self, wanted: Sequence[Piece]) -> list[Reading]:
        found: list[Reading] = []
        for batch in _batches(wanted):
            with self._lock:
                engine = self._loaded()
                found += engine.divide(batch) if batch[0].plain else engine.read(batch)
        return found

    def _loaded(self) -> Engine:
        if self._engine is None or self._engine.worn:
            self._engine = None  # before another takes as much memory
            try:
                from bot.language.reader import open_engine
            except ImportError as error:
                raise PipelineError(f"spaCy cannot be imported ({error.name}); install newsbot again.") from error
            self._engine = open_engine(self._pipeline, self._news)
        return self._engine


def is_read_whole(title: str, text: str) -> bool:
    """Whether an article stays within the effort that is spent on names and quotes (``MOST_EFFORT``)."""
    return not any(piece.plain and _WORD.search(piece.text) for piece in _body(title, text))


def _described(folder: Path) -> str:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']} {meta['version']}"
    except (OSError, ValueError, KeyError, TypeError):
        return folder.name


def _groups(articles: Iterable[tuple[str, str]]) -> Iterator[list[_Job]]:
    """Articles together until they fill a batch."""
    group: list[_Job] = []
    size = 0
    for title, text in articles:
        job = _Job(text, [replace(piece, spoken=False) for piece in pieces(title)], list(_body(title, text)))
        group.append(job)
        size += len(job.title) + len(job.body)
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def _batches(wanted: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces in order, as many as may go together; those of which only sentences are wanted by themselves."""
    batch: list[Piece] = []
    size = 0
    for piece in wanted:
        effort = _effort(piece)
        full = len(batch) == BATCH or size + effort > BATCH_EFFORT
        if batch and (full or piece.plain != batch[0].plain):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += effort
    if batch:
        yield batch


def _body(title: str, text: str) -> Iterator[Piece]:
    """The pieces of ``text``; one that only repeats the title holds no quotes, what is past the effort is plain."""
    headline = title.strip(" .")
    effort = 0
    for piece in pieces(text):
        if effort >= MOST_EFFORT or not _WORD.search(piece.text):
            yield replace(piece, plain=True, spoken=False)
            continue
        effort += _effort(piece) + _MARK_EFFORT * len(_MARKS.findall(piece.text))
        yield replace(piece, spoken=False) if headline and piece.text.strip(" .") == headline else piece


def _effort(piece: Piece) -> int:
    """What the models have to do for a piece, whatever it is made of."""
    tokens, stops = len(_TOKENS.findall(piece.text)), len(_STOPS.findall(piece.text))
    return max(len(piece.text), _TOKEN_EFFORT * tokens) + _PIECE_EFFORT + _STOP_EFFORT * stops
