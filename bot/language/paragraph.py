"""The reading of one paragraph: sentences, entities, quotes without resolved speakers.

Plain values without spaCy objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.entities.name_cleaning import Found
from bot.language.entities.recognition import entities
from bot.language.quotations.extraction import drafts
from bot.language.syntax.paragraph import Draft, Tagged
from bot.language.syntax.quotation_marks import Quoted
from bot.language.syntax.sentences import sentence_spans
from bot.text.spans import Piece, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHORT = 60  # characters below which a sentence is joined to the next if only sentences are needed


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of one piece of an article. All offsets are in the article."""

    paragraph: int
    sentences: tuple[Span, ...]
    found: tuple[Found, ...]
    drafts: tuple[Draft, ...]
    in_marks: tuple[Span, ...]  #: stretches in quotation marks
    open_ended: bool  #: whether its last quotation has no closing mark


def read(
    piece: Piece, doc: Doc, stretches: Sequence[Quoted], tagged: Sequence[Tagged] | None, inner: Sequence[Tagged] = ()
) -> Reading:
    """Read one piece. ``tagged``: None if it contains no quotes; ``inner``: spans found within their contents."""
    by = piece.start
    sentences = sentence_spans(doc, piece.text)
    told = drafts(doc, piece.text, stretches, tagged, sentences, inner) if tagged is not None else []
    return Reading(
        piece.paragraph,
        tuple((start + by, end + by) for start, end in sentences),
        tuple(found.shifted(by) for found in entities(doc, piece.text)),
        tuple(draft.shifted(by) for draft in told),
        tuple((stretch.start + by, stretch.end + by) for stretch in stretches),
        bool(stretches) and not stretches[-1].closed,
    )


def divided(piece: Piece, doc: Doc) -> Reading:
    """The sentences of a piece only. Very short ones are joined, as a book may have hundreds of thousands."""
    by = piece.start
    sentences = tuple((start + by, end + by) for start, end in _joined(sentence_spans(doc, piece.text)))
    return Reading(piece.paragraph, sentences, (), (), (), False)


def _joined(sentences: Sequence[Span]) -> list[Span]:
    """Join adjacent sentences until each has ``SHORT`` characters; the last one may have fewer."""
    found: list[Span] = []
    for start, end in sentences:
        if found and found[-1][1] - found[-1][0] < SHORT:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
