"""Pieces of an article for the models: paragraphs, and parts of very long ones. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Start and end in code points; the end is exclusive.
Span = tuple[int, int]

#: Maximum length in characters. Ordinary paragraphs are much shorter; it bounds memory and respects spaCy's limits.
PIECE_CHARS = 5_000

_ROW = re.compile(r"[^\w\s]{100}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of one paragraph, without surrounding whitespace."""

    paragraph: int  #: 0-based index of the non-empty line
    start: int  #: offset of ``text`` in the article
    text: str
    spoken: bool = True  #: whether to look for quotes
    plain: bool = False  #: whether only its sentences are needed


def pieces(text: str) -> Iterator[Piece]:
    """The non-empty lines of ``text``, long ones split; every non-whitespace character is in exactly one piece."""
    start = number = 0
    for line in text.split("\n"):
        for first, last in cuts(line, PIECE_CHARS):
            for part in _without_rows(line, first, last):
                yield Piece(number, start + part[0], line[slice(*part)])
        number += bool(line.strip())
        start += len(line) + 1


def _without_rows(text: str, start: int, end: int) -> Iterator[Span]:
    """Split a span within rows of symbols, on which spaCy's tokenizer takes quadratic time."""
    for row in _ROW.finditer(text, start, end):
        yield start, row.end()
        start = row.end()
    start, end = stripped(text, start, end)
    if start < end:
        yield start, end


def cuts(text: str, limit: int) -> Iterator[Span]:
    """Stripped spans of at most ``limit`` characters, split after a sentence, else at a space, else anywhere."""
    start, end = stripped(text, 0, len(text))
    while end - start > limit:
        middle = _cut(text, start, start + limit)
        yield stripped(text, start, middle)
        start, end = stripped(text, middle, end)
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    half = (start + end) // 2
    for separator in (". ", " ", "\t"):
        found = text.rfind(separator, half, end)
        if found > start:
            return found + 1
    return end


def stripped(text: str, start: int, end: int, extra: str = "") -> Span:
    """The span without whitespace (and characters of ``extra``) at its ends; an empty span stays empty."""
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end


def overlap(one: Span, other: Span) -> int:
    """The number of characters in both spans."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def meet(one: Span, other: Span) -> bool:
    """Whether the spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def inside(inner: Span, outer: Span) -> bool:
    """Whether ``inner`` is within ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def gap(one: Span, other: Span) -> int:
    """The number of characters between two spans; 0 if they touch or overlap."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))
