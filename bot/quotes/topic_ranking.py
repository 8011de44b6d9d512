"""Rank quotes by topic: by their own words, by the text around them, by the meaning of their sentence.

    quote + topic -> TopicEvidence -> probability to be about the topic (topic_weights.json)
                  -> the likeliest are read by the cross-encoder (topic_reading.py) -> those worth showing

The weights are fitted by ``python -m benchmarks.fit_topics``; there are others without vectors, and with a reading.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from math import exp, log1p, sqrt

from bot.archive import ArchiveReader, Selection, any_of
from bot.models.quotes import QuoteSurroundings, QuoteTerms, TopicReason
from bot.quotes.running_speech import going_on
from bot.quotes.topic_reading import TopicReading
from bot.retrieval.first_stage.dense import DenseQuery

#: Quotes without words of the topic whose context is read, newest first; bounds the work per question.
MAX_CONTEXTS = 1000
LIKELY = 0.4  # probability from which a quote is shown
PART_OF_BEST = 0.6  # share of the best quote's probability that others must have
EVIDENT = 0.6  # probability from which quotes that do not mention a topic are said to be about it
SURE = 0.8  # probability from which quotes decide which of several speakers is meant
NEAR_TOPIC = 0.3  # cosine with a topic that three in a hundred quotes on other topics reach
#: If no quote is likely, the best are shown from this probability on if their meaning stands out among the speaker's so
#: many standard deviations.
POSSIBLE, STANDING = 0.2, 0.8
KINDRED = 0.75  # weight of a related term
WHOLE = 0.99  # of a topic: 1 up to rounding
_SHORTEST_STEM, _LONGEST_ENDING = 5, 2  # of words of one family
_HALF = 0.5  # share of a topic from which a place counts as mentioning it
#: A speaker with few quotes says little about the usual cosine of their quotes with a topic, so this many typical
#: values are added.
_USUAL, _USUAL_COSINE, _USUAL_SPREAD = 5, 0.08, 0.12


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """The share of the topic in each place (0 to 1), and its similarity in meaning."""

    own: float  #: the quote's own words
    context: float  #: its sentence, the one before and the one after
    paragraph: float
    heading: float  #: title or first sentence of the article
    following: float = 0.0  #: the sentence after it, as far as neither its own nor the one before tells it
    meaning: float = 0.0  #: cosine of its sentence above that of the speaker's other quotes, in standard deviations
    cosine: float = 0.0  #: of its sentence with the topic
    title: float = 0.0  #: title alone; has no weight
    reading: float | None = None  #: the cross-encoder's logit; None if it has not read the quote


EVIDENCE = tuple(field.name for field in fields(TopicEvidence))


@dataclass(frozen=True, slots=True)
class Stems:
    """A topic."""

    every: frozenset[str]
    enough: tuple[frozenset[str], ...] = ()  #: parts that suffice alone: one of "X and Y"
    name: frozenset[str] = frozenset()  #: suffices if nothing fits better: "Ukraine" of "the war in Ukraine"
    related_terms: Callable[[str], Collection[str]] | None = None  #: related terms; None to use none
    meaning: DenseQuery | None = None  #: None to ignore meaning
    reading: TopicReading | None = None  #: None to read nothing; needs ``meaning``


@dataclass(frozen=True, slots=True)
class TopicShares:
    """The weight of each term of a topic, 1 in total; rarer terms weigh more."""

    shares: Mapping[str, float]
    related_terms: Mapping[str, Mapping[str, float]]
    enough: tuple[frozenset[str], ...]

    def held(self, place: frozenset[str]) -> float:
        """The share of the topic that occurs in a place, 0 to 1."""
        if any(part <= place for part in self.enough):
            return 1.0
        return sum(share * self._share_told(term, place) for term, share in self.shares.items())

    def _share_told(self, term: str, place: frozenset[str]) -> float:
        if term in place or _has_derived(term, place):
            return 1.0
        return max((part for other, part in self.related_terms[term].items() if other in place), default=0.0)


def about(archive: ArchiveReader, selection: Selection, topic: Stems, *, sure: bool = False) -> dict[int, TopicReason]:
    """Rows of the selected quotes about ``topic``, likeliest first, among equals newer first; with the reason for each.

    If none is evidently about it, those that come nearest, which is then the reason.
    ``sure``: only quotes that are certainly about it.
    """
    found = archive.quotes_holding(selection, any_of(topic.every), newest=MAX_CONTEXTS)
    quotes = list({quote.row: quote for quote in found}.values())
    evidence = weighed(archive, quotes, topic)
    chances = {row: chance(one, meaning=topic.meaning is not None) for row, one in evidence.items()}
    part = PART_OF_BEST * max(chances.values(), default=0.0)
    least = SURE if sure else max(LIKELY, part)
    kept = [row for row in chances if chances[row] >= least or (not sure and _is_amid(evidence[row]))]
    if not kept and not sure:
        kept = _best(quotes, topic, evidence, chances)
    if not sure:
        told = {row for row in kept if _is_told(evidence[row])}
        kept += going_on(archive, quotes, kept=kept, told=told, chances=chances)
    likeliest = {row: chance(replace(evidence[row], heading=0.0), meaning=topic.meaning is not None) for row in kept}
    evident = any(_is_told(evidence[row]) or chances[row] >= EVIDENT for row in kept)
    reason = _reason if evident or any(evidence[row].heading >= WHOLE for row in kept) else _comes_nearest
    return {row: reason(evidence[row]) for row in sorted(kept, key=likeliest.__getitem__, reverse=True)}


def _best(
    quotes: Sequence[QuoteTerms], topic: Stems, evidence: Mapping[int, TopicEvidence], chances: Mapping[int, float]
) -> list[int]:
    """Rows of the quotes that are shown if none is likely."""
    named = {quote.row for quote in quotes if topic.name and topic.name.issubset(quote.terms)}
    possible = [row for row, one in evidence.items() if _may_be(one, chances[row])]
    part = PART_OF_BEST * max((chances[row] for row in possible), default=0.0)
    return [row for row in evidence if row in named or (row in possible and chances[row] >= part)]


def _is_told(evidence: TopicEvidence) -> bool:
    return max(evidence.own, evidence.context) >= _HALF


def _is_amid(evidence: TopicEvidence) -> bool:
    """Whether the quote is in a passage about the topic, in an article about it."""
    return min(evidence.context, evidence.title) >= WHOLE


def _may_be(evidence: TopicEvidence, chance: float) -> bool:
    """Whether a quote is shown if none is likely: the title of its article, its meaning, or being the best suffices.

    Of a quote that was read, its probability tells more.
    """
    if evidence.reading is not None:
        return chance >= POSSIBLE
    stands_out = chance >= POSSIBLE and evidence.meaning >= STANDING
    return evidence.heading >= WHOLE or evidence.cosine >= NEAR_TOPIC or stands_out


def weighed(archive: ArchiveReader, quotes: Sequence[QuoteTerms], topic: Stems) -> dict[int, TopicEvidence]:
    """The evidence for each quote, by row; the likeliest are also read."""
    shares = _shares(archive, topic)
    rows = {quote.sentence_row for quote in quotes}
    beside = {row + step for row in rows for step in (-1, 0, 1)}
    near, lead = archive.surroundings(beside, "paragraph"), archive.surroundings(rows, "lead")
    cosines = _cosines(archive, topic.meaning, [quote.sentence_row for quote in quotes])
    evidence = {
        quote.row: replace(
            _evidence(shares, quote, near[quote.sentence_row], lead[quote.sentence_row]),
            following=_following(shares, quote, near),
            meaning=above,
            cosine=cosine,
        )
        for quote, above, cosine in zip(quotes, _standings(cosines), cosines, strict=True)
    }
    return _with_reading(archive, quotes, topic, evidence)


def _with_reading(
    archive: ArchiveReader, quotes: Sequence[QuoteTerms], topic: Stems, evidence: dict[int, TopicEvidence]
) -> dict[int, TopicEvidence]:
    if topic.reading is None or topic.meaning is None:
        return evidence
    likeliest = sorted(quotes, key=lambda quote: -chance(evidence[quote.row], meaning=True))
    logits = topic.reading.logits(archive, likeliest)
    return {**evidence, **{row: replace(evidence[row], reading=logit) for row, logit in logits.items()}}


def _evidence(topic: TopicShares, quote: QuoteTerms, near: QuoteSurroundings, lead: QuoteSurroundings) -> TopicEvidence:
    return TopicEvidence(
        own=topic.held(frozenset(quote.terms)),
        context=topic.held(near.near | near.sentence | frozenset(quote.terms)),
        paragraph=topic.held(near.wider),
        heading=max(topic.held(near.title), topic.held(lead.wider)),
        title=topic.held(near.title),
    )


def _following(topic: TopicShares, quote: QuoteTerms, around: Mapping[int, QuoteSurroundings]) -> float:
    """The share of the topic in the next sentence alone: whoever speaks of it then did not yet."""
    here = around[quote.sentence_row]

    def beside(step: int) -> frozenset[str]:
        other = around.get(quote.sentence_row + step)
        return other.sentence if other is not None and other.sentence <= here.near else frozenset()  # same article

    told = max(topic.held(beside(-1)), topic.held(here.sentence | frozenset(quote.terms)))
    return topic.held(beside(1)) * (1 - told)


def _is_family(term: str, other: str) -> bool:
    """Whether two related terms begin alike, as those of one family do: "suspens" and "suspend"."""
    shared = next((i for i, (a, b) in enumerate(zip(term, other, strict=False)) if a != b), min(len(term), len(other)))
    return shared >= _SHORTEST_STEM - 1 and shared >= max(len(term), len(other)) - _LONGEST_ENDING - 1


def _has_derived(term: str, place: frozenset[str]) -> bool:
    """Whether a place has the term with an ending, or without one: "captainci" (of captaincy) and "captain"."""
    size = len(term)
    if any(term[:short] in place for short in range(max(_SHORTEST_STEM, size - _LONGEST_ENDING), size)):
        return True
    longest = size + _LONGEST_ENDING
    return size >= _SHORTEST_STEM and any(other.startswith(term) and len(other) <= longest for other in place)


def _shares(archive: ArchiveReader, topic: Stems) -> TopicShares:
    alike = {stem: topic.related_terms(stem) if topic.related_terms else () for stem in topic.every}
    weights = _weights(archive, {*topic.every, *(other for others in alike.values() for other in others)})
    whole = sum(weights[stem] for stem in topic.every)
    return TopicShares(
        {stem: weights[stem] / whole for stem in topic.every},
        {
            stem: {
                other: (1.0 if _is_family(stem, other) else KINDRED) * min(1.0, weights[other] / weights[stem])
                for other in others
            }
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
    """The probability, 0 to 1, that a quote is about the topic. ``meaning``: whether cosines are known."""
    weights = _fitted()["with reading" if evidence.reading is not None else "with vectors" if meaning else "without"]
    told = (weight * (getattr(evidence, name) or 0.0) for name, weight in weights.items() if name != "bias")
    return 1 / (1 + exp(-weights["bias"] - sum(told)))


@cache
def _fitted() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(
        files("bot.quotes").joinpath("topic_weights.json").read_text("utf-8")
    )
    return found


def _comes_nearest(_: TopicEvidence) -> TopicReason:
    return TopicReason.NEAREST


def _reason(evidence: TopicEvidence) -> TopicReason:
    """Where the topic occurs, nearest place first; MEANING if nowhere."""
    places: Iterable[tuple[float, TopicReason]] = (
        (evidence.own, TopicReason.WORDS),
        (max(evidence.context, evidence.paragraph), TopicReason.CONTEXT),
        (evidence.heading, TopicReason.ARTICLE),
    )
    return next((reason for held, reason in places if held >= _HALF), TopicReason.MEANING)
