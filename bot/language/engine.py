"""Runs spaCy over pieces of text. The only module that loads models."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from bot.errors import PipelineError
from bot.language.lexicon import MAY_REPORT
from bot.language.marks import Quoted, quoted
from bot.language.reading import Reading, read
from bot.language.scene import Tagged
from bot.language.sentences import preset
from bot.language.text import Piece

#: Not needed by any rule here; leaving them out saves a tenth of the time.
_UNUSED = ("lemmatizer", "morphologizer", "attribute_ruler", "textcat", "textcat_multilabel", "entity_linker")


class Engine:
    """A syntax and entity pipeline with the quotation model beside it. For one thread at a time."""

    def __init__(self, news: Pipeline, quotes: Pipeline) -> None:
        self._news = news
        self._quotes = quotes

    def read(self, pieces: Sequence[Piece]) -> list[Reading]:
        """What the models and the rules for one paragraph find, offsets into the article."""
        with self._news.memory_zone(), self._quotes.memory_zone():
            stretches = [quoted(piece.text) for piece in pieces]
            docs = list(self._news.pipe(self._settled(pieces, stretches), batch_size=len(pieces) or 1))
            tagged = self._tagged(docs)
            rows = zip(pieces, docs, stretches, tagged, strict=True)
            return [read(piece, doc, marks, spans) for piece, doc, marks, spans in rows]

    def _settled(self, pieces: Sequence[Piece], stretches: Sequence[tuple[Quoted, ...]]) -> Iterator[Doc]:
        # the tokenizer itself, not make_doc: no limit on length
        for piece, marks in zip(pieces, stretches, strict=True):
            doc = self._news.tokenizer(piece.text)
            preset(doc, marks)
            yield doc

    def _tagged(self, docs: Sequence[Doc]) -> list[list[Tagged]]:
        """SOURCE, CUE and CONTENT spans; the model wants text without sentence starts, contents cross them."""
        asked = {i: self._bare(doc) for i, doc in enumerate(docs) if MAY_REPORT.search(doc.text)}
        found = dict(zip(asked, self._quotes.pipe(asked.values(), batch_size=len(docs) or 1), strict=True))
        return [_spans(found[i]) if i in found else [] for i in range(len(docs))]

    def _bare(self, doc: Doc) -> Doc:
        return Doc(self._quotes.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def _spans(doc: Doc) -> list[Tagged]:
    return [Tagged(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


def open_engine(pipeline: str, news: Path, quotes: Path) -> Engine:
    """Load ``pipeline`` ("" = the folder ``news``) and the quotation model in ``quotes``. Raises PipelineError."""
    return Engine(_named(pipeline) if pipeline else _shipped(news), _shipped(quotes))


def _shipped(folder: Path) -> Pipeline:
    if not folder.is_dir():
        raise PipelineError(f"The language pipeline's folder {folder.name} is missing; install newsbot again.")
    try:
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
