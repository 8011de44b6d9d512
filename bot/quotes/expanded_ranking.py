"""Quotes on a topic that none holds well: rare words count more; words of like meaning, and what stands near, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log1p

from bot.archive import ArchiveReader
from bot.models.quotes import QuoteSurroundings, QuoteTerms

#: What a term of the topic counts in the quote, its sentence, the sentences around, title and lead.
OWN, SENTENCE, NEAR, TITLE = 1.0, 0.95, 0.7, 0.55
KINDRED = 0.75  # of that, for a term of like meaning
NEARLY = 0.8  # of what the best quote holds: others must hold that much
ENOUGH = 0.58  # of the topic: one word of two equally rare ones is half of it


@dataclass(frozen=True, slots=True)
class ExpandedTopic:
    """A topic: what holding each of its terms is worth in all, and the terms of like meaning with their part of it."""

    shares: Mapping[str, float]  #: add up to 1; the rarer a term, the larger
    kindred: Mapping[str, Mapping[str, float]]

    def held(self, places: Collection[tuple[float, frozenset[str]]]) -> float:
        """How much of the topic the places of a quote hold, each with what a term counts there."""
        return sum(
            share * max(worth * self._told(term, stems) for worth, stems in places)
            for term, share in self.shares.items()
        )

    def _told(self, term: str, stems: frozenset[str]) -> float:
        if term in stems:
            return 1.0
        return max((part for other, part in self.kindred[term].items() if other in stems), default=0.0)


def relaxed(
    archive: ArchiveReader, stems: Collection[str], kindred: Mapping[str, Collection[str]], quotes: Iterable[QuoteTerms]
) -> dict[int, float]:
    """Rows of the quotes that hold enough of a topic, with how much."""
    wanted, found = _wanted(archive, stems, kindred), list(quotes)
    around = archive.surroundings({quote.sentence_row for quote in found}, "lead")
    held = {quote.row: wanted.held(_places(quote, around[quote.sentence_row])) for quote in found}
    least = max(ENOUGH, NEARLY * max(held.values(), default=0.0))
    return {row: share for row, share in held.items() if share >= least}


def _places(quote: QuoteTerms, around: QuoteSurroundings) -> list[tuple[float, frozenset[str]]]:
    places = [(OWN, frozenset(quote.terms)), (SENTENCE, around.sentence), (NEAR, around.near)]
    return [*places, (TITLE, around.title), (TITLE, around.wider)]


def _wanted(archive: ArchiveReader, stems: Collection[str], kindred: Mapping[str, Collection[str]]) -> ExpandedTopic:
    """Terms weigh by how rare they are in all articles; a common word of like meaning tells less than a rare one."""
    alike = {stem: frozenset(kindred.get(stem, ())) for stem in stems}
    weights = _weights(archive, frozenset(stems).union(*alike.values()))
    whole = sum(weights[stem] for stem in stems)
    return ExpandedTopic(
        {stem: weights[stem] / whole for stem in stems},
        {
            stem: {other: KINDRED * min(1.0, weights[other] / weights[stem]) for other in others}
            for stem, others in alike.items()
        },
    )


def _weights(archive: ArchiveReader, stems: Collection[str]) -> dict[str, float]:
    known = archive.frequencies(stems).sentences
    return {stem: log1p((known.units + 1) / (known.frequencies.get(stem, 0) + 1)) for stem in stems}
