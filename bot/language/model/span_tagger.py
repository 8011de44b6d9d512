"""The last component of the shipped pipeline: a small network that finds both names and quotations.

    words -> tokens and shapes (wordpiece.py) -> MiniLM's lower layers (ONNX Runtime) -> scores of each word's tags
          -> best valid tags (bioes.py) -> ``doc.ents`` and ``doc.spans["said"]`` (SOURCE, CUE, CONTENT)
          -> contents that themselves report quotes, by themselves -> ``doc.spans["said inside"]``

Paragraphs go through the network one by one: it scales its numbers by the largest one in a run, so that neighbours
would influence the result.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import ensure_path

from bot.language.model.bioes import Floats, Tags, as_floats
from bot.language.model.session import open_session
from bot.language.model.wordpiece import EncodedWords, WordPieces
from bot.lexicon.reporting import CUE_WORDS

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FACTORY = "newsbot_spans"
SAID = "said"
INSIDE = "said inside"
_CONTENT = "CONTENT"
MODEL, TOKENIZER, SETTINGS = "model.onnx", "tokenizer.json", "spans.json"


@dataclass(frozen=True, slots=True)
class _SpanLayer:
    """One of the two kinds of spans: its labels and tags, the transition scores, and the bias of each tag."""

    labels: tuple[str, ...]
    tags: Tags
    steps: Floats
    bias: Floats

    def spans(self, part: Span, scores: Floats) -> list[Span]:
        """The labelled spans of ``part``, without whitespace at their ends."""
        best = self.tags.best(scores + self.bias, self.steps)
        first = part.start
        found = (_stripped(part.doc, first + start, first + end, label) for start, end, label in self.tags.spans(best))
        return [span for span in found if len(span)]


@dataclass(frozen=True, slots=True)
class _LoadedTagger:
    session: InferenceSession
    pieces: WordPieces
    names: _SpanLayer
    said: _SpanLayer

    def scores(self, part: Span) -> tuple[Floats, Floats]:
        """Scores (words, tags) for names and for quotes of a non-empty part."""
        rows = self.pieces.rows([token.text for token in part], [bool(token.whitespace_) for token in part])
        runs = [self._run(row) for row in rows]
        names, said = (np.concatenate(parts) for parts in zip(*runs, strict=True))
        return names, said

    def _run(self, row: EncodedWords) -> tuple[Floats, Floats]:
        ids, types = (np.array([values], np.int64) for values in (row.pieces, row.types))
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        names, said = self.session.run(None, inputs)
        return names[0, row.words], said[0, row.words]


@Language.factory(FACTORY, assigns=["doc.ents", "doc.spans"])
class SpanFinder:
    """The spaCy component. ``names``: whether it also sets ``doc.ents``. Must be loaded by ``from_disk``."""

    def __init__(self, nlp: Language, name: str, *, names: bool = True) -> None:
        self.vocab = nlp.vocab
        self.name = name
        self.names = names
        self._folder: Path | None = None
        self._loaded: _LoadedTagger | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of names, then of quotes."""
        return (*self._loaded.names.labels, *self._loaded.said.labels) if self._loaded else ()

    def __call__(self, doc: Doc) -> Doc:
        """Set the spans of one document."""
        if self._loaded is None:
            raise ValueError(f"{self.name} holds no model: load it from disk first")
        said: list[Span] = []
        if len(doc):
            whole = doc[:]
            for_names, for_said = self._loaded.scores(whole)
            if self.names:
                doc.set_ents(self._loaded.names.spans(whole, for_names))
            said = self._loaded.said.spans(whole, for_said)
        doc.spans[SAID] = said
        doc.spans[INSIDE] = [inner for span in said for inner in self._inside(self._loaded, span)]
        return doc

    def _inside(self, loaded: _LoadedTagger, span: Span) -> list[Span]:
        """Quotes within a content, since in training only the outer one of two was annotated."""
        if span.label_ != _CONTENT or not any(token.lower_ in CUE_WORDS for token in span):
            return []
        return loaded.said.spans(span, loaded.scores(span)[1])

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """Process the documents one by one."""
        return map(self, stream)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SpanFinder:
        """Load the model in the folder ``path``.

        Raises OSError, ValueError, or ONNX Runtime's exceptions for damage.
        """
        self._folder = ensure_path(path)
        self._loaded = _load_tagger(self._folder)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the model into the folder ``path``. Raises OSError."""
        if self._folder is None:
            raise ValueError(f"{self.name} holds no model")
        target = ensure_path(path)
        target.mkdir(parents=True, exist_ok=True)
        for name in (MODEL, TOKENIZER, SETTINGS):
            (target / name).write_bytes((self._folder / name).read_bytes())


def _stripped(doc: Doc, start: int, end: int, label: str) -> Span:
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return Span(doc, start, end, label)


def _load_tagger(folder: Path) -> _LoadedTagger:
    from tokenizers import Tokenizer

    settings: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    session = open_session(folder / MODEL)
    pieces = WordPieces(Tokenizer.from_file(str(folder / TOKENIZER)))
    return _LoadedTagger(session, pieces, *(_kind(settings[kind]) for kind in ("names", SAID)))


def _kind(settings: dict[str, Any]) -> _SpanLayer:
    tags = Tags.of(settings["labels"])
    width = len(tags.names)
    bias = np.zeros(width, np.float32)
    bias[0] = -settings["lowered"]
    steps = as_floats(settings["steps"]) if settings["steps"] else np.zeros((width, width), np.float32)
    return _SpanLayer(tuple(settings["labels"]), tags, steps, bias)
