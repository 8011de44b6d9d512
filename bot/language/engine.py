"""Runs spaCy over pieces of text. The only module that loads models."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.errors import PipelineError
from bot.language.marks import Quoted, quoted
from bot.language.reading import Reading, read
from bot.language.scene import Tagged
from bot.language.sentences import preset, reporting_runs
from bot.language.text import Piece

#: Not needed by any rule here; leaving them out saves a tenth of the time.
_UNUSED = ("lemmatizer", "morphologizer", "attribute_ruler", "textcat", "textcat_multilabel", "entity_linker")

#: spaCy keeps every word it ever saw; this many take some 150 MB. (Its memory_zone forgets them after each batch
#: instead, which costs a tenth of the speed.)
_MOST_WORDS = 500_000


class Engine:
    """A syntax and entity pipeline with the quotation model beside it. For one thread at a time."""

    def __init__(self, news: Pipeline, quotes: Pipeline) -> None:
        self._news = news
        self._quotes = quotes

    def read(self, pieces: Sequence[Piece]) -> list[Reading]:
        """What the models and the rules for one paragraph find, offsets into the article."""
        stretches = [quoted(piece.text) for piece in pieces]
        docs = list(self._news.pipe(self._settled(pieces, stretches), batch_size=len(pieces) or 1))
        tagged = self._tagged(pieces, docs, stretches)
        rows = zip(pieces, docs, stretches, tagged, strict=True)
        return [read(piece, doc, marks, spans) for piece, doc, marks, spans in rows]

    @property
    def worn(self) -> bool:
        """Whether the word store has grown so much that loading the models anew pays."""
        return len(self._news.vocab.strings) > _MOST_WORDS

    def _settled(self, pieces: Sequence[Piece], stretches: Sequence[tuple[Quoted, ...]]) -> Iterator[Doc]:
        # the tokenizer itself, not make_doc: no limit on length
        for piece, marks in zip(pieces, stretches, strict=True):
            doc = self._news.tokenizer(piece.text)
            preset(doc, marks)
            yield doc

    def _tagged(
        self, pieces: Sequence[Piece], docs: Sequence[Doc], stretches: Sequence[tuple[Quoted, ...]]
    ) -> list[list[Tagged] | None]:
        """SOURCE, CUE and CONTENT spans; None where no sentence can hold a quote.

        The model wants text without sentence starts: contents cross them.
        """
        runs = [
            (i, doc[first].idx, self._bare(doc, first, last))
            for i, (piece, doc, marks) in enumerate(zip(pieces, docs, stretches, strict=True))
            if piece.spoken
            for first, last in reporting_runs(doc, marks)
        ]
        found: list[list[Tagged] | None] = [None for _ in docs]
        spans = self._quotes.pipe((bare for _, _, bare in runs), batch_size=len(runs) or 1)
        for (i, offset, _), bare in zip(runs, spans, strict=True):
            here = found[i] or []
            found[i] = here + [Tagged(e.start_char + offset, e.end_char + offset, e.label_) for e in bare.ents]
        return found

    def _bare(self, doc: Doc, first: int, last: int) -> Doc:
        tokens = doc[first:last]
        return Doc(self._quotes.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])


def open_engine(pipeline: str, news: Path, quotes: Path) -> Engine:
    """Load ``pipeline`` ("" = the folder ``news``) and the quotation model in ``quotes``. Raises PipelineError."""
    first = _named(pipeline) if pipeline else _shipped(news)
    return Engine(first, _shipped(quotes, first.vocab))


def _shipped(folder: Path, vocab: Vocab | None = None) -> Pipeline:
    """``vocab``: shared with an earlier pipeline, so that a word is looked up once; None = its own."""
    if not folder.is_dir():
        raise PipelineError(f"The language pipeline's folder {folder.name} is missing; install newsbot again.")
    try:
        if vocab is not None:
            return spacy.load(folder, vocab=vocab, exclude=[*_UNUSED, "vocab"])
        return spacy.load(folder, exclude=_UNUSED)
    except Exception as error:  # whatever a damaged file makes msgpack, json or thinc raise
        raise PipelineError(
            f"The language pipeline in folder {folder.name} is damaged ({type(error).__name__}); install newsbot again."
        ) from error


def _named(pipeline: str) -> Pipeline:
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
