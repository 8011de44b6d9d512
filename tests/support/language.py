"""Annotation by the shipped pipeline, with results as text."""

from __future__ import annotations

from collections.abc import Callable

from bot.language import Language
from bot.models import Annotation, QuoteSpan

Annotate = Callable[..., "Told"]


def annotator(*, verified: bool = True) -> Annotate:
    """A function of text and title, with the models loaded. Not ``verified``: all who are meant are named."""
    language = Language() if verified else Language(verify=lambda _speaker, _offset: True)
    language.load()

    def told(text: str, title: str = "") -> Told:
        (annotation,) = language.annotate([(title, text)])
        return Told(text, annotation)

    return told


class Told:
    """An annotation with results as text."""

    def __init__(self, text: str, annotation: Annotation) -> None:
        self.text = text
        self.annotation = annotation

    def words(self, quote: QuoteSpan) -> str:
        return " … ".join(self.text[start:end] for start, end in quote.spans)

    def said(self) -> list[tuple[str, str]]:
        return [(quote.speaker, self.words(quote)) for quote in self.annotation.quotes]

    def by(self, speaker: str) -> list[str]:
        return [words for who, words in self.said() if who == speaker]

    def labels(self) -> dict[str, str]:
        return {self.text[m.start : m.end]: m.label for m in self.annotation.mentions}

    def names(self) -> dict[str, tuple[str, ...]]:
        return {name.name: name.aliases for name in self.annotation.names}
