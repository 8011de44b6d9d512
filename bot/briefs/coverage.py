"""Which few sentences say most: weighted coverage of what many articles say, chosen greedily.

What a topic's articles tell is taken as the terms and pairs of terms in their sentences. One counts as much as there
are articles that say it early on, each outlet once, and as it is rare elsewhere. A sentence is worth what it says that
no chosen one has said yet (maximum coverage: Gillick and Favre, "A Scalable Global Model for Summarization", 2009;
greedy choice is within 1 - 1/e of the best, Nemhauser et al. 1978). Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from bot.briefs.material import Material, rarity
from bot.retrieval.answers.excerpts import leans
from bot.retrieval.ranking.passages import Candidate

Concept: TypeAlias = "str | tuple[str, str]"

SHORTEST = 5  #: terms of a sentence that can stand alone
_LONG = 26  # terms from which a sentence is no longer read at one go
_EARLY = 6.0  # sentences after which a term counts half
_SAME_TERMS = 0.45  # share of common terms (Jaccard) from which two sentences say the same
_INSIDE = 0.75  # share of the shorter one's terms that say so as well
_LEAD, _LEANING, _WORDS_ALONE, _FIGURES = 1.3, 0.55, 0.7, 1.12  # factors of a sentence's worth
_OPENS_WITH_WORDS = re.compile(r"\W*[“\"«„]")
_NOTHING_SAID = re.compile(r".*[?:]\W*$|(?:read more|also read|click|watch|photo|image|follow us)\b", re.I | re.S)
_NUMBERS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with the concepts it says and the factor of its worth."""

    sentence: Candidate
    concepts: frozenset[Concept]
    factor: float

    def gain(self, weights: Mapping[Concept, float], covered: Collection[Concept]) -> float:
        """What it would add to what is covered; long sentences pay for their length."""
        fresh = sum(weights.get(concept, 0.0) for concept in self.concepts if concept not in covered)
        return self.factor * fresh / max(1.0, len(self.sentence.line.terms) / _LONG)


def weighed(material: Material) -> list[Weighed]:
    """The sentences of the material that can stand in a brief."""
    return [
        Weighed(sentence, frozenset(concepts(sentence.line.terms)), _factor(sentence))
        for sentence in material.sentences
        if len(sentence.line.terms) >= SHORTEST and not _NOTHING_SAID.match(sentence.text)
    ]


def weights_of(material: Material) -> dict[Concept, float]:
    """What each concept counts: outlets that tell it, by relevance and how early, times how rare it is."""
    said: defaultdict[Concept, dict[str, float]] = defaultdict(dict)
    for sentence in material.sentences:
        article = sentence.article
        outlet = article.outlet or f"#{article.row}"
        worth = material.relevance[article.row] * _EARLY / (_EARLY + sentence.line.position)
        for concept in concepts(sentence.line.terms):
            said[concept][outlet] = max(said[concept].get(outlet, 0.0), worth)
    return {
        concept: sum(by_outlet.values()) * min(rarity(term, material.statistics) for term in _terms(concept)) ** 0.5
        for concept, by_outlet in said.items()
    }


def concepts(terms: Sequence[str]) -> Iterator[Concept]:
    """Terms and neighbouring pairs of them."""
    yield from terms
    yield from pairwise(terms)


def choose(
    sentences: Sequence[Weighed], weights: Mapping[Concept, float], most: int, *, least: int, share: float
) -> list[Weighed]:
    """At most ``most`` sentences, in the order of choice.

    After the first ``least``, only those that add ``share`` of what the first one said. An outlet comes again only
    where no other outlet's sentence adds nearly as much.
    """
    chosen: list[Weighed] = []
    covered: set[Concept] = set()
    first = 0.0
    while len(chosen) < most:
        fresh = [one for one in sentences if not any(same(one, other) for other in chosen)]
        best = _best(fresh, weights, covered, {one.sentence.article.outlet for one in chosen})
        gain = best.gain(weights, covered) if best else 0.0
        if best is None or gain <= 0 or (len(chosen) >= least and gain < share * first):
            break
        first = first or gain
        chosen.append(best)
        covered |= best.concepts
    return chosen


def same(one: Weighed, other: Weighed) -> bool:
    """Do two sentences say the same?"""
    here, there = set(one.sentence.line.terms), set(other.sentence.line.terms)
    common = len(here & there)
    return common > _SAME_TERMS * len(here | there) or common >= _INSIDE * min(len(here), len(there))


def _best(
    sentences: Iterable[Weighed], weights: Mapping[Concept, float], covered: set[Concept], told: Collection[str]
) -> Weighed | None:
    gains = [(one.gain(weights, covered), one) for one in sentences]
    if not gains:
        return None
    gain, best = max(gains, key=lambda found: (found[0], -found[1].sentence.line.row))
    if best.sentence.article.outlet not in told:
        return best
    others = [found for found in gains if found[1].sentence.article.outlet not in told and found[0] >= 0.8 * gain]
    return max(others, key=lambda found: (found[0], -found[1].sentence.line.row))[1] if others else best


def _factor(sentence: Candidate) -> float:
    factor = _LEAD if sentence.line.position == 0 else 1.0
    if sentence.line.position and leans(sentence.text):
        factor *= _LEANING
    if _OPENS_WITH_WORDS.match(sentence.text):
        factor *= _WORDS_ALONE
    if any(mention.label in _NUMBERS for mention in sentence.mentions):
        factor *= _FIGURES
    return factor


def _terms(concept: Concept) -> tuple[str, ...]:
    return (concept,) if isinstance(concept, str) else concept
