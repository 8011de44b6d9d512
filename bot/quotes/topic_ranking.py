"""Which quotes are about a topic: by their own words, by what surrounds them, by the meaning of their sentence.

quote + topic -> TopicEvidence -> chance that it is about the topic (topic_weights.json) -> those worth showing

The weights are fitted by ``python -m benchmarks.fit_topics``; without vectors another row of weights is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from importlib.resources import files
from math import exp, log1p, sqrt

from bot.archive import ArchiveReader, Selection, any_of
from bot.models.quotes import QuoteSurroundings, QuoteTerms, TopicReason
from bot.retrieval.first_stage.dense import DenseQuery

#: Quotes without a word of the topic whose surroundings are looked at, newest first; bounds the work of one question.
MAX_CONTEXTS = 1000
LIKELY = 0.4  # chance from which a quote is shown
PART_OF_BEST = 0.6  # of the best one's chance, which the others must have
SURE = 0.8  # chance from which quotes tell which of several speakers is meant
NEAR = 0.3  # cosine with a topic, to which three in a hundred quotes on other topics come
KINDRED = 0.75  # what a term of like meaning counts
WHOLE = 0.99  # of a topic: all but rounding
_HALF = 0.5  # of a topic, from which on a place is said to hold it
#: A speaker of few quotes says little about how near their quotes usually are to a topic: so many usual ones are added.
_USUAL, _USUAL_COSINE, _USUAL_SPREAD = 5, 0.08, 0.12


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """How much of the topic stands where (0 to 1), and how near its meaning is."""

    own: float  #: the quote's own words
    context: float  #: its sentence, the one before and the one after
    paragraph: float
    heading: float  #: title or first sentence of the article
    meaning: float = 0.0  #: how far the cosine of its sentence is above the speaker's other quotes, in deviations
    cosine: float = 0.0  #: of its sentence with the topic
    title: float = 0.0  #: alone; has no weight


EVIDENCE = tuple(field.name for field in fields(TopicEvidence))


@dataclass(frozen=True, slots=True)
class Stems:
    """A topic."""

    every: frozenset[str]
    enough: tuple[frozenset[str], ...] = ()  #: parts, each of which is topic enough: one of "X and Y"
    name: frozenset[str] = frozenset()  #: enough where nothing fits better: "Ukraine" of "the war in Ukraine"
    kindred: Callable[[str], Collection[str]] | None = None  #: terms of like meaning; None = none count
    meaning: DenseQuery | None = None  #: None = meanings are not compared


@dataclass(frozen=True, slots=True)
class TopicShares:
    """What holding each term of a topic is worth, in all 1; the rarer a term, the more."""

    shares: Mapping[str, float]
    kindred: Mapping[str, Mapping[str, float]]
    enough: tuple[frozenset[str], ...]

    def held(self, place: frozenset[str]) -> float:
        """How much of the topic stands in a place, 0 to 1."""
        if any(part <= place for part in self.enough):
            return 1.0
        return sum(share * self._told(term, place) for term, share in self.shares.items())

    def _told(self, term: str, place: frozenset[str]) -> float:
        if term in place:
            return 1.0
        return max((part for other, part in self.kindred[term].items() if other in place), default=0.0)


def about(archive: ArchiveReader, selection: Selection, topic: Stems, *, sure: bool = False) -> dict[int, TopicReason]:
    """Rows of the selected quotes that are about ``topic``, likeliest first, the newer of equals first; and why.

    ``sure``: only those that are so beyond doubt.
    """
    found = archive.quotes_holding(selection, any_of(topic.every), newest=MAX_CONTEXTS)
    quotes = list({quote.row: quote for quote in found}.values())
    evidence = weighed(archive, quotes, topic)
    chances = {row: chance(one, meaning=topic.meaning is not None) for row, one in evidence.items()}
    part = PART_OF_BEST * max(chances.values(), default=0.0)
    least = SURE if sure else max(LIKELY, part)
    kept = [row for row in chances if chances[row] >= least or (not sure and _is_amid(evidence[row]))]
    if not kept and not sure:
        named = {quote.row for quote in quotes if topic.name and topic.name.issubset(quote.terms)}
        kept = [row for row, one in evidence.items() if row in named or (_may_be(one) and chances[row] >= part)]
    return {row: _reason(evidence[row]) for row in sorted(kept, key=chances.__getitem__, reverse=True)}


def _is_amid(evidence: TopicEvidence) -> bool:
    """Whether the quote stands in a passage about the topic, in an article about it."""
    return min(evidence.context, evidence.title) >= WHOLE


def _may_be(evidence: TopicEvidence) -> bool:
    """Whether a quote is shown where none is likely: its article's title or its meaning tells enough."""
    return evidence.heading >= WHOLE or evidence.cosine >= NEAR


def weighed(archive: ArchiveReader, quotes: Sequence[QuoteTerms], topic: Stems) -> dict[int, TopicEvidence]:
    """The evidence for each quote, by row."""
    shares = _shares(archive, topic)
    rows = {quote.sentence_row for quote in quotes}
    near, lead = archive.surroundings(rows, "paragraph"), archive.surroundings(rows, "lead")
    cosines = _cosines(archive, topic.meaning, [quote.sentence_row for quote in quotes])
    return {
        quote.row: replace(
            _evidence(shares, quote, near[quote.sentence_row], lead[quote.sentence_row]), meaning=above, cosine=cosine
        )
        for quote, above, cosine in zip(quotes, _standings(cosines), cosines, strict=True)
    }


def _evidence(topic: TopicShares, quote: QuoteTerms, near: QuoteSurroundings, lead: QuoteSurroundings) -> TopicEvidence:
    return TopicEvidence(
        own=topic.held(frozenset(quote.terms)),
        context=topic.held(near.near | near.sentence | frozenset(quote.terms)),
        paragraph=topic.held(near.wider),
        heading=max(topic.held(near.title), topic.held(lead.wider)),
        title=topic.held(near.title),
    )


def _shares(archive: ArchiveReader, topic: Stems) -> TopicShares:
    alike = {stem: topic.kindred(stem) if topic.kindred else () for stem in topic.every}
    weights = _weights(archive, {*topic.every, *(other for others in alike.values() for other in others)})
    whole = sum(weights[stem] for stem in topic.every)
    return TopicShares(
        {stem: weights[stem] / whole for stem in topic.every},
        {
            stem: {other: KINDRED * min(1.0, weights[other] / weights[stem]) for other in others}
            for stem, others in alike.items()
        },
        topic.enough,
    )


def _weights(archive: ArchiveReader, stems: Collection[str]) -> dict[str, float]:
    known = archive.frequencies(stems).sentences
    return {stem: log1p((known.units + 1) / (known.frequencies.get(stem, 0) + 1)) for stem in stems}


def _cosines(archive: ArchiveReader, meaning: DenseQuery | None, rows: Sequence[int]) -> list[float]:
    return meaning.cosines(archive, rows) if meaning is not None and rows else [0.0] * len(rows)


def _standings(cosines: Sequence[float]) -> list[float]:
    count = len(cosines) + _USUAL
    mean = (sum(cosines) + _USUAL * _USUAL_COSINE) / count
    spread = sqrt((sum((one - mean) ** 2 for one in cosines) + _USUAL * _USUAL_SPREAD**2) / count)
    return [(one - mean) / spread for one in cosines]


def chance(evidence: TopicEvidence, *, meaning: bool) -> float:
    """How likely a quote is about the topic, 0 to 1; ``meaning``: whether cosines are known."""
    weights = _fitted()["with vectors" if meaning else "without"]
    score = weights["bias"] + sum(
        weights.get(name, 0.0) * value for name, value in zip(EVIDENCE, astuple(evidence), strict=True)
    )
    return 1 / (1 + exp(-score))


@cache
def _fitted() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(
        files("bot.quotes").joinpath("topic_weights.json").read_text("utf-8")
    )
    return found


def _reason(evidence: TopicEvidence) -> TopicReason:
    """Where the topic stands, the nearest place first; none at all: it is the meaning."""
    places: Iterable[tuple[float, TopicReason]] = (
        (evidence.own, TopicReason.WORDS),
        (max(evidence.context, evidence.paragraph), TopicReason.CONTEXT),
        (evidence.heading, TopicReason.ARTICLE),
    )
    return next((reason for held, reason in places if held >= _HALF), TopicReason.MEANING)
