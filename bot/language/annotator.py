"""The front door of the language layer: loads the models once and annotates articles in batches.

    articles -> pieces (paragraphs) -> spaCy, in batches -> readings -> one Annotation per article

Importing this module imports neither spaCy nor the rules for names and quotes; the first use does.
"""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import NewsbotError, PipelineError
from bot.language.casing import in_sentence_case
from bot.language.spacing import as_printed, evenly_spaced
from bot.models import Annotation, SentenceSpan
from bot.text.spans import Piece, pieces

if TYPE_CHECKING:
    from bot.language.attribution.verifier import Verify
    from bot.language.paragraph import Reading
    from bot.language.reader import Engine

HERE = Path(__file__).parent
NEWS = HERE / "en_news"

#: Maximum number and effort of the pieces of a batch: enough to keep matrices large, few enough to bound
#: memory (some 100 MB). Ordinary paragraphs reach both limits at about the same time.
BATCH = 256
BATCH_EFFORT = 48_000
#: Effort that the models spend on one article, in characters of ordinary text: half a minute of one core. Text
#: beyond it, which is more than any news report has, is only split into sentences.
MOST_EFFORT = 300_000
_PIECE_EFFORT = 12  # effort per piece in addition to its characters
_TOKEN_EFFORT = 4  # minimum effort per word or symbol: slightly less than the average length of words
_MARK_EFFORT = 25  # effort per quotation mark, since its speaker must be found
_STOP_EFFORT = 10  # effort per sentence
_TOKENS = re.compile(r"\w+|[^\w\s]")
_MARKS = re.compile(r"[\"“”«»]")
_STOPS = re.compile(r"[.!?…。！？]")
#: Opening marks and accents in place of an apostrophe: "Reyl‘s", "don´t".
_APOSTROPHE = re.compile(r"(?<=\w)[‘´`](?=(?:s|t|d|m|re|ve|ll)\b)")
_LOG = logging.getLogger(__name__)
_WORD = re.compile(r"[^\W_]{2}")  # text without two letters or digits in a row contains no names


@dataclass(frozen=True, slots=True)
class _Job:
    text: str  #: as the models read it
    title: list[Piece]
    body: list[Piece]
    offsets: Sequence[int] | None  #: of its characters in the text as printed; None if the two are the same


class Language:
    """Annotates articles. Cheap to create; models are loaded on first use. Safe to share between threads.

    ``pipeline``: name or path of an installed spaCy pipeline for sentences, syntax and entities; "" for the shipped
    one. The shipped one, in the folder ``news``, finds the quotations in any case. ``verify``: which speakers are told
    by name; None for the shipped weights.
    """

    def __init__(self, pipeline: str = "", *, news: Path = NEWS, verify: Verify | None = None) -> None:
        self._pipeline = pipeline
        self._news = news
        self._verify = verify
        self._engine: Engine | None = None
        self._lock = threading.Lock()  # spaCy's string store and tokenizer cache are not thread-safe

    @property
    def name(self) -> str:
        """Name and version of the pipeline, such as "en_news 0.1.0". Loads nothing."""
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
        """Load the models now. Raises PipelineError, which names what is missing and how to fix it."""
        with self._lock:
            self._loaded()

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        """One annotation for each (title, text), in order. Offsets are code points in the text.

        Articles are taken from the iterable as batches need them. Raises PipelineError.
        """
        for group in _groups(articles):
            yield from self._annotated(group)

    def _annotated(self, group: Sequence[_Job]) -> Iterator[Annotation]:
        """The annotation of each article; without names and quotes if a rule fails on one."""
        from bot.language.document import assemble  # its many patterns take a quarter of a second, which startup avoids

        readings = iter(self._read_pieces([piece for job in group for piece in (*job.title, *job.body)]))
        for job in group:
            title = [next(readings) for _ in job.title]
            body = [next(readings) for _ in job.body]
            try:
                found = assemble(job.text, title, body, self._verify)
            except (NewsbotError, MemoryError):
                raise
            except Exception:
                _LOG.exception("a fault in reading an article, which is left without names and quotes")
                found = _divided(body)
            yield as_printed(found, job.offsets)

    def _read_pieces(self, wanted: Sequence[Piece]) -> list[Reading]:
        found: list[Reading] = []
        for batch in _batches(wanted):
            with self._lock:
                engine = self._loaded()
                found += engine.divide(batch) if batch[0].plain else _readings(engine, batch)
        return found

    def _loaded(self) -> Engine:
        if self._engine is None or self._engine.worn:
            self._engine = None  # freed before another one takes as much memory
            try:
                from bot.language.reader import open_engine
            except ImportError as error:
                raise PipelineError(f"spaCy cannot be imported ({error.name}); install newsbot again.") from error
            self._engine = open_engine(self._pipeline, self._news)
        return self._engine


def _readings(engine: Engine, batch: Sequence[Piece]) -> list[Reading]:
    """The readings of a batch. After a fault, each piece by itself; the one that has it is only divided."""
    try:
        return engine.read(batch)
    except (NewsbotError, MemoryError):
        raise
    except Exception:
        if len(batch) > 1:
            return [reading for piece in batch for reading in _readings(engine, [piece])]
        _LOG.exception("a fault in reading a paragraph, which is left without names and quotes")
        return engine.divide(batch)


def _divided(body: Sequence[Reading]) -> Annotation:
    """An annotation of nothing but sentences."""
    return Annotation(
        sentences=tuple(SentenceSpan(start=s, end=e, paragraph=r.paragraph) for r in body for s, e in r.sentences)
    )


def is_read_whole(title: str, text: str) -> bool:
    """Whether an article stays within the effort spent on names and quotes (``MOST_EFFORT``)."""
    return not any(piece.plain and _WORD.search(piece.text) for piece in _body(title, text))


def _described(folder: Path) -> str:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']} {meta['version']}"
    except (OSError, ValueError, KeyError, TypeError):
        return folder.name


def _groups(articles: Iterable[tuple[str, str]]) -> Iterator[list[_Job]]:
    """Groups of articles that fill a batch."""
    group: list[_Job] = []
    size = 0
    for title, printed in ((_legible(title), _legible(text)) for title, text in articles):
        text, offsets = evenly_spaced(printed)
        job = _Job(
            text,
            [replace(piece, spoken=False) for piece in pieces(evenly_spaced(title)[0])],
            list(_body(title, text)),
            offsets,
        )
        group.append(job)
        size += len(job.title) + len(job.body)
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def _legible(text: str) -> str:
    """``text`` with the marks that stand for an apostrophe as such, not in capitals; offsets stay the same."""
    return in_sentence_case(_APOSTROPHE.sub("’", text))


def _batches(wanted: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Batches of pieces in order. Pieces that only need sentences are batched separately."""
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
    """The pieces of ``text``. One that repeats the title holds no quotes; those beyond the effort are plain."""
    headline = title.strip(" .")
    effort = 0
    for piece in pieces(text):
        if effort >= MOST_EFFORT or not _WORD.search(piece.text):
            yield replace(piece, plain=True, spoken=False)
            continue
        effort += _effort(piece) + _MARK_EFFORT * len(_MARKS.findall(piece.text))
        yield replace(piece, spoken=False) if headline and piece.text.strip(" .") == headline else piece


def _effort(piece: Piece) -> int:
    """The effort that a piece costs the models, whatever its text."""
    tokens, stops = len(_TOKENS.findall(piece.text)), len(_STOPS.findall(piece.text))
    return max(len(piece.text), _TOKEN_EFFORT * tokens) + _PIECE_EFFORT + _STOP_EFFORT * stops
