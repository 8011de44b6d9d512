"""Run spaCy over pieces of text. The only module that loads models."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span

from bot.errors import PipelineError
from bot.language.model.span_tagger import INSIDE, SAID, SpanFinder
from bot.language.paragraph import Reading, divided, read
from bot.language.syntax.paragraph import Tagged
from bot.language.syntax.quotation_marks import Quoted, continued
from bot.language.syntax.sentences import may_report, preset
from bot.text.spans import Piece

#: Not used by any rule here; leaving them out saves a tenth of the time.
_UNUSED = ("lemmatizer", "morphologizer", "attribute_ruler", "textcat", "textcat_multilabel", "entity_linker")

#: The component that finds names and quotations.
_FINDER = "spans"

#: spaCy keeps every word it has seen; this many take some 150 MB. (Its memory_zone would forget them after each batch,
#: at the cost of a tenth of the speed.)
_MOST_WORDS = 500_000


class Engine:
    """A pipeline for syntax, entities and quotations. Not thread-safe.

    ``said``: finds quotations if the pipeline has no component for them.
    """

    def __init__(self, news: Pipeline, said: SpanFinder | None = None) -> None:
        self._news = news
        self._said = said

    def read(self, pieces: Sequence[Piece]) -> list[Reading]:
        """The readings of pieces by the models and the rules for paragraphs, with offsets in the article."""
        stretches = _stretches(pieces)
        docs = list(self._news.pipe(self._settled(pieces, stretches), batch_size=len(pieces) or 1))
        if self._said is not None:
            docs = list(self._said.pipe(docs))
        rows = zip(pieces, docs, stretches, strict=True)
        return [
            read(piece, doc, marks, _tagged(piece, doc, marks), [_tagged_span(span) for span in doc.spans[INSIDE]])
            for piece, doc, marks in rows
        ]

    def divide(self, pieces: Sequence[Piece]) -> list[Reading]:
        """Only the sentences of each piece, by the rules that run before the parser; memory of its words is freed."""
        with self._news.memory_zone():
            docs = self._settled(pieces, [()] * len(pieces))
            return [divided(piece, doc) for piece, doc in zip(pieces, docs, strict=True)]

    @property
    def worn(self) -> bool:
        """Whether the string store has grown so much that the models should be reloaded."""
        return len(self._news.vocab.strings) > _MOST_WORDS

    def _settled(self, pieces: Sequence[Piece], stretches: Sequence[tuple[Quoted, ...]]) -> Iterator[Doc]:
        # the tokenizer itself, since make_doc limits the length
        for piece, marks in zip(pieces, stretches, strict=True):
            doc = self._news.tokenizer(piece.text)
            preset(doc, marks)
            yield doc


def _stretches(pieces: Sequence[Piece]) -> list[tuple[Quoted, ...]]:
    """The quotations of each piece, article by article; a new article begins where offsets start again."""
    found: list[tuple[Quoted, ...]] = []
    first = 0
    for number in range(1, len(pieces) + 1):
        if number == len(pieces) or pieces[number].start <= pieces[number - 1].start:
            found += continued([piece.text for piece in pieces[first:number]])
            first = number
    return found


def _tagged(piece: Piece, doc: Doc, marks: Sequence[Quoted]) -> list[Tagged] | None:
    """SOURCE, CUE and CONTENT spans; None if there can be no quote."""
    spans = doc.spans[SAID]
    if not piece.spoken or not (spans or may_report(doc, marks)):
        return None
    return [_tagged_span(span) for span in spans]


def _tagged_span(span: Span) -> Tagged:
    return Tagged(span.start_char, span.end_char, span.label_)


def open_engine(pipeline: str, news: Path) -> Engine:
    """Load ``pipeline``, or the folder ``news`` if it is "", which also finds the quotations for others.

    Raises PipelineError.
    """
    if not pipeline:
        return Engine(_shipped(news))
    first = _load_pipeline(pipeline)
    if first.has_pipe(_FINDER):
        return Engine(first)
    return Engine(first, _finder(first, news))


def _shipped(folder: Path) -> Pipeline:
    with _telling(folder):
        return spacy.load(folder, exclude=_UNUSED)


def _finder(pipeline: Pipeline, folder: Path) -> SpanFinder:
    with _telling(folder):
        return SpanFinder(pipeline, _FINDER, names=False).from_disk(folder / _FINDER)


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Turn errors into a PipelineError that names the folder."""
    if not folder.is_dir():
        raise PipelineError(f"The language pipeline's folder {folder.name} is missing; install newsbot again.")
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:  # whatever msgpack, json, thinc or ONNX Runtime raise for a damaged file
        raise PipelineError(
            f"The language pipeline in folder {folder.name} is damaged ({type(error).__name__}); install newsbot again."
        ) from error


def _load_pipeline(pipeline: str) -> Pipeline:
    if not Path(pipeline).is_dir() and not _installed(pipeline):
        raise PipelineError(
            f"The spaCy pipeline {pipeline} is not installed; install it, or leave the pipeline setting empty "
            "to use the one that newsbot ships."
        )
    try:
        return spacy.load(pipeline, exclude=_UNUSED)
    except Exception as error:
        raise PipelineError(
            f"The spaCy pipeline {pipeline} cannot be loaded ({type(error).__name__}); install it again in a version "
            f"for spaCy {metadata.version('spacy')}, or leave the pipeline setting empty to use the one newsbot ships."
        ) from error


def _installed(pipeline: str) -> bool:
    try:
        return importlib.util.find_spec(pipeline) is not None
    except (ImportError, ValueError):
        return False
