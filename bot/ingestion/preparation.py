"""Compute everything about an article that is needed before its transaction: nearly all of the work."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.errors import NewsbotError, NotEnoughMemory, OwnFault, SourceError
from bot.ingestion.leads import lead_of, title_from
from bot.models import Annotation
from bot.text.analyzer import terms
from bot.time_limit import limited

_LOG = logging.getLogger(__name__)
Result = TypeVar("Result")
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
        """The prepared articles, in order; the error for one that takes too long or shows a fault.

        Raises PipelineError.
        """
        annotations = self._annotated(articles)
        if isinstance(annotations, SourceError):  # each by itself, to see which one it is
            annotations = [self._alone(article) for article in articles]
        for (title, text), annotation in zip(articles, annotations, strict=True):
            yield annotation if isinstance(annotation, SourceError) else self._within(title, text, annotation)

    def _alone(self, article: Text) -> Annotation | SourceError:
        found = self._annotated([article])
        return found if isinstance(found, SourceError) else found[0]

    def _annotated(self, articles: Sequence[Text]) -> Sequence[Annotation | SourceError] | SourceError:
        """The annotations, or what went wrong with at least one of the articles."""
        return _tried(lambda: list(self._language.annotate(articles)))

    def _within(self, title: str, text: str, annotation: Annotation) -> Prepared | SourceError:
        return _tried(lambda: self._prepared(title, text, annotation))

    def _prepared(self, title: str, text: str, annotation: Annotation) -> Prepared:
        sentences = [text[span.start : span.end] for span in annotation.sentences]
        lead = lead_of(title, text, annotation.sentences)
        title = title.strip() or title_from(lead)
        stems = [terms(sentence) for sentence in sentences]
        encodes = sentences and self._encoder is not None and self._encoder.available
        vectors = self._encoder.passages(title, sentences) if encodes and self._encoder else None
        return Prepared(title, lead, annotation, stems, vectors)


@contextmanager
def faults_as_errors() -> Iterator[None]:
    """Raise OwnFault for a bug that shows in the block, so that it costs one article and not all those after it."""
    try:
        yield
    except NewsbotError:
        raise
    except MemoryError as error:  # of the machine, not of the article
        raise NotEnoughMemory from error
    except Exception as error:
        _LOG.exception("a fault of newsbot's own")
        raise OwnFault from error


def _tried(work: Callable[[], Result]) -> Result | SourceError:
    """What ``work`` returns within the time limit, or what went wrong."""
    try:
        with faults_as_errors(), limited():
            return work()
    except SourceError as error:
        return error
