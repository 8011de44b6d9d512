"""Parts of the world: attacks in Europe are also those in France. Pure.

Who follows Europe alone wants what is on Europe; beside other words it also stands for a country with which an article
begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.following.article.sentence_bits import TITLE
from bot.following.article.word_runs import Span
from bot.following.filters.filters import Phrase, Sense
from bot.lexicon.regions import members_of

_LEAD = (TITLE, 0, 1)  # title and two sentences


def over_areas(clause: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """An alternative with its parts of the world as any place in them; () if it has none, or nothing else."""
    meant = tuple(_meant(phrase) for phrase in clause)
    return meant if len(meant) > 1 and meant != tuple(clause) else ()


def _meant(phrase: Phrase) -> Phrase:
    is_area = phrase.name and phrase.sense is Sense.UNSAID and members_of(phrase.text)
    return phrase._replace(sense=Sense.AREA) if is_area else phrase


def places_in(phrase: Phrase) -> Iterator[Phrase]:
    """The part of the world itself, then its countries or states."""
    for place in (phrase.text, *members_of(phrase.text)):
        yield Phrase(place, True, Sense.PLACE)


def spans_within(spans: Sequence[list[Span]]) -> list[Span]:
    """Of the spans of each of ``places_in``, all of the first and those of places with which the article begins."""
    own, *others = spans
    return [*own, *(span for found in others if any(one.sentence in _LEAD for one in found) for span in found)]
