"""An article's text as pieces that the models can take: paragraphs, and parts of very long ones. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Start and end as code points; the end is exclusive.
Span = tuple[int, int]

#: Longest piece in characters. Ordinary paragraphs are far below; it bounds memory and spaCy's own limits.
PIECE_CHARS = 5_000

_ROW = re.compile(r"[^\w\s]{100}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph, without outer blanks."""

    paragraph: int  #: 0-based number of the non-empty line
    start: int  #: offset of ``text`` in the article
    text: str
    spoken: bool = True  #: quotes are looked for
    plain: bool = False  #: only its sentences are wanted


def pieces(text: str) -> Iterator[Piece]:
    """The non-empty lines of ``text``, long ones cut; every character that is no blank is in exactly one piece."""
    start = number = 0
    for line in text.split("\n"):
        for first, last in cuts(line, PIECE_CHARS):
            for part in _without_rows(line, first, last):
                yield Piece(number, start + part[0], line[slice(*part)])
        number += bool(line.strip())
        start += len(line) + 1


def _without_rows(text: str, start: int, end: int) -> Iterator[Span]:
    """The span, cut within rows of symbols: spaCy's tokenizer takes quadratic time for them."""
    for row in _ROW.finditer(text, start, end):
        yield start, row.end()
        start = row.end()
    start, end = stripped(text, start, end)
    if start < end:
        yield start, end


def cuts(text: str, limit: int) -> Iterator[Span]:
    """Stripped spans of at most ``limit`` characters, cut after a sentence, else at a blank, else anywhere."""
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
    """The span without blanks (and characters of ``extra``) at its ends; empty spans come back empty."""
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end


def overlap(one: Span, other: Span) -> int:
    """Number of characters that both spans hold."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def inside(inner: Span, outer: Span) -> bool:
    """Whether ``inner`` lies within ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def gap(one: Span, other: Span) -> int:
    """Characters between two spans; 0 when they touch or overlap."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))
