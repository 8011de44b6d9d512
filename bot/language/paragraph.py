"""What is read off one paragraph: sentences, entities, quotes not yet given to anybody. Plain values, no spaCy kept."""

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

SHORT = 60  # characters of a sentence that stands by itself where only sentences are wanted


@dataclass(frozen=True, slots=True)
class Reading:
    """One piece of an article; all offsets are into the article."""

    paragraph: int
    sentences: tuple[Span, ...]
    found: tuple[Found, ...]
    drafts: tuple[Draft, ...]
    in_marks: tuple[Span, ...]  #: stretches in quotation marks
    open_ended: bool  #: its last quotation has no closing mark


def read(
    piece: Piece, doc: Doc, stretches: Sequence[Quoted], tagged: Sequence[Tagged] | None, inner: Sequence[Tagged] = ()
) -> Reading:
    """Everything that one piece says by itself; ``tagged``: None when nobody speaks in it; ``inner``: in contents."""
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
    """Its sentences alone, very short ones together with what follows: a book may hold hundreds of thousands."""
    by = piece.start
    sentences = tuple((start + by, end + by) for start, end in _joined(sentence_spans(doc, piece.text)))
    return Reading(piece.paragraph, sentences, (), (), (), False)


def _joined(sentences: Sequence[Span]) -> list[Span]:
    """Neighbours joined until each has ``SHORT`` characters; the last one may have fewer."""
    found: list[Span] = []
    for start, end in sentences:
        if found and found[-1][1] - found[-1][0] < SHORT:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
