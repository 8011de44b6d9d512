"""The quotes of one paragraph, not yet given to named speakers.

the model's spans, linked -> reported clauses it missed -> words in marks nobody has -> relays left out
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.clauses import reported
from bot.language.linking import left_over, linked, parted
from bot.language.marks import Quoted
from bot.language.scene import Draft, Scene, Tagged
from bot.language.spoken import spoken
from bot.language.text import Span, inside, overlap
from bot.models import QuoteKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Longest aside in characters between two parts of one quote.
_ASIDE = 160


def drafts(
    doc: Doc, text: str, stretches: Sequence[Quoted], tagged: Sequence[Tagged], sentences: Sequence[Span]
) -> list[Draft]:
    """Quotes of one paragraph by their first span; no words are given to two sources."""
    scene = Scene(doc, text, stretches, sentences)
    parts = parted(scene, tagged)
    found = list(linked(scene, parts))
    found += reported(scene, found)
    found += spoken(scene, found)
    found += left_over(scene, parts, found)
    return list(_joined(_own_words(found)))


def _own_words(found: Sequence[Draft]) -> Iterator[Draft]:
    """Without relays: "According to A, B said ..." is B's quote alone, "A, B said, according to C" too."""
    for draft in found:
        relayed = any(
            other is not draft and other.source and draft.cue and any(_holds(span, other) for span in draft.spans)
            for other in found
        )
        if not relayed or draft.kind is QuoteKind.DIRECT:
            yield draft


def _holds(span: Span, other: Draft) -> bool:
    """Whether ``span`` tells that somebody else said something."""
    return bool(other.cue and overlap(span, other.cue)) or all(inside(own, span) for own in other.spans)


def _joined(found: Iterator[Draft]) -> Iterator[Draft]:
    """Parts of one interrupted quote as one draft: ``"We won," he said. "They lost."``."""
    last: Draft | None = None
    for draft in sorted(found, key=_first):
        if last is not None and _continues(last, draft):
            last = replace(last, spans=last.spans + draft.spans)
            continue
        if last is not None:
            yield last
        last = draft
    if last is not None:
        yield last


def _first(draft: Draft) -> tuple[Span, ...]:
    return draft.spans


def _continues(last: Draft, draft: Draft) -> bool:
    """Both wholly in marks, and the later one has only the earlier one's speaker."""
    alike = last.kind == draft.kind == QuoteKind.DIRECT and last.goes_on == draft.goes_on
    same = draft.cue in (None, last.cue) and draft.source == last.source
    end, start = last.spans[-1][1], draft.spans[0][0]
    return alike and same and end <= start < end + _ASIDE
