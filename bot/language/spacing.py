"""Rows of spaces, tabs and other blanks, which spaCy makes words of: the models read one space in place of each.

A parser takes such a word for whoever says something (``"It is old,"  said Lis Berg``). The annotation is carried over
to the text as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.models import Annotation, Description, Mention, QuoteSpan, SentenceSpan
from bot.text.spans import Span

_BLANKS = re.compile(r"[^\S\n]+")
_UNUSUAL = re.compile(r"[^\S\n]{2}|[^\S\n ]")
_Spanned = TypeVar("_Spanned", SentenceSpan, Mention, Description)


def evenly_spaced(text: str) -> tuple[str, Sequence[int] | None]:
    """``text`` with one space for each row of blanks within a line, and the offset in ``text`` of each character.

    None instead of the offsets if the two are the same.
    """
    if not _UNUSUAL.search(text):
        return text, None
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for row in _BLANKS.finditer(text):
        parts += (text[last : row.start()], " ")
        offsets += range(last, row.start() + 1)
        last = row.end()
    return "".join((*parts, text[last:])), [*offsets, *range(last, len(text) + 1)]


def as_printed(annotation: Annotation, offsets: Sequence[int] | None) -> Annotation:
    """``annotation`` of the text that ``evenly_spaced`` has made, with offsets in the text that it was given."""
    if offsets is None:
        return annotation
    return replace(
        annotation,
        sentences=tuple(_moved(one, offsets) for one in annotation.sentences),
        mentions=tuple(_moved(one, offsets) for one in annotation.mentions),
        quotes=tuple(_quote(one, offsets) for one in annotation.quotes),
        descriptions=tuple(_moved(one, offsets) for one in annotation.descriptions),
    )


def _quote(quote: QuoteSpan, offsets: Sequence[int]) -> QuoteSpan:
    return replace(
        quote,
        spans=tuple(_span(span, offsets) for span in quote.spans),
        source=quote.source and _span(quote.source, offsets),
        cue=quote.cue and _span(quote.cue, offsets),
    )


def _moved(one: _Spanned, offsets: Sequence[int]) -> _Spanned:
    start, end = _span((one.start, one.end), offsets)
    return replace(one, start=start, end=end)


def _span(span: Span, offsets: Sequence[int]) -> Span:
    """A span ends behind its last character, not before the next one: blanks may stand between them."""
    start, end = span
    return offsets[start], offsets[end - 1] + 1 if end > start else offsets[start]
