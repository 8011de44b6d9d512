"""Compute everything about an article that is needed before its transaction: nearly all of the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.errors import SourceError, TakesTooLong
from bot.models import Annotation
from bot.text.analyzer import terms
from bot.time_limit import limited

LONGEST_TITLE = 120  # characters of a title made from the lead

Text = tuple[str, str]  #: title, "" = none, and text of an article


class Annotator(Protocol):
    """What preparation needs of the language layer."""

    def annotate(self, articles: Iterable[Text]) -> Iterator[Annotation]:
        """One annotation per (title, text), in order."""


class Encoder(Protocol):
    """What preparation needs of the sentence encoder."""

    @property
    def available(self) -> bool:
        """Whether the encoder can be used."""

    @property
    def name(self) -> str:
        """The name of the model."""

    def passages(self, title: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each sentence of an article."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's sentences with all annotations; no sentences if there is no text."""

    title: str  #: its own, else made from the lead
    lead: str
    annotation: Annotation
    stems: list[list[str]]  #: terms of each sentence
    vectors: NDArray[np.float32] | None  #: of each sentence; None without an encoder


class Preparation:
    """Prepares articles, one batch at a time."""

    def __init__(self, language: Annotator, encoder: Encoder | None = None) -> None:
        """Set up preparation. Without an ``encoder``, sentences get no vectors."""
        self._language = language
        self._encoder = encoder

    def prepare(self, articles: Sequence[Text]) -> Iterator[Prepared | SourceError]:
        """The prepared articles, in order; the error for one that takes too long. Raises PipelineError."""
        annotations = self._annotated(articles)
        if annotations is None:  # together they take too long: each by itself, to see which one does
            annotations = [one for article in articles for one in self._annotated([article]) or [TakesTooLong()]]
        for (title, text), annotation in zip(articles, annotations, strict=True):
            yield annotation if isinstance(annotation, SourceError) else self._within(title, text, annotation)

    def _annotated(self, articles: Sequence[Text]) -> Sequence[Annotation | SourceError] | None:
        """The annotations, or None if they take too long."""
        try:
            with limited():
                return list(self._language.annotate(articles))
        except TakesTooLong:
            return None

    def _within(self, title: str, text: str, annotation: Annotation) -> Prepared | SourceError:
        try:
            with limited():
                return self._prepared(title, text, annotation)
        except TakesTooLong as error:
            return error

    def _prepared(self, title: str, text: str, annotation: Annotation) -> Prepared:
        sentences = [text[span.start : span.end] for span in annotation.sentences]
        lead = sentences[0] if sentences else ""
        title = title.strip() or title_from(lead)
        stems = [terms(sentence) for sentence in sentences]
        encodes = sentences and self._encoder is not None and self._encoder.available
        vectors = self._encoder.passages(title, sentences) if encodes and self._encoder else None
        return Prepared(title, lead, annotation, stems, vectors)


def title_from(lead: str) -> str:
    """A title for an article without one: its lead sentence, cut between two words."""
    lead = " ".join(lead.split())
    if len(lead) <= LONGEST_TITLE:
        return lead
    end = lead.rfind(" ", 0, LONGEST_TITLE)
    return lead[: end if end > 0 else LONGEST_TITLE].rstrip(" ,;:") + " …"
