"""Choose the few sentences that say most, by greedy maximum coverage of what many articles say. Pure.

The content of a topic's articles is represented by concepts: the terms and pairs of adjacent terms in their sentences.
A concept weighs as much as there are articles that mention it early on, one per outlet, and by how rare it is
elsewhere. A sentence gains the weights of its concepts that no chosen sentence covers yet (maximum coverage: Gillick
and Favre, "A Scalable Global Model for Summarization", 2009; greedy choice is within 1 - 1/e of the best, Nemhauser et
al. 1978).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from bot.briefs.material import Material, rarity
from bot.lexicon.loader import alternatives
from bot.retrieval.answers.excerpts import leans
from bot.retrieval.ranking.passages import Candidate

Concept: TypeAlias = "str | tuple[str, str]"

SHORTEST = 5  #: terms of a sentence that can stand alone
_LONG = 26  # terms beyond which a sentence is penalised for its length
_EARLY = 11.0  # position at which a sentence's concepts count half
_SAME_TERMS = 0.45  # Jaccard similarity of terms above which two sentences say the same
_HEADING = 12  # terms of a first sentence that may be a headline
_TOLD_AGAIN = 0.5  # share of its terms in the two sentences after it from which it is one
_AGAIN = 0.8  # factor of a gain for each sentence of the same article that is told already
_BESIDE = 0.6  # factor of a gain beside a sentence that is told
_INSIDE = 0.75  # share of the shorter one's terms in the other from which they say the same as well
_LEAD, _LEANING, _WORDS_ALONE, _FIGURES = 1.3, 0.55, 0.7, 1.12  # factors of a sentence's gain
_OPENS_WITH_WORDS = re.compile(r"\W*[“\"«„]")
_OTHERS = re.compile(rf"\W*(?:{alternatives('function_words', 'beginning_with_others')})\b", re.IGNORECASE)
_NOTHING_SAID = re.compile(
    r".*[?:]\W*$|(?:read more|also read|click|watch|photo|image|follow us|editor['’]?s['’]? note)\b",
    re.IGNORECASE | re.DOTALL,
)
#: Labels of numbers.
NUMBERS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its concepts and the factor of its gain."""

    sentence: Candidate
    concepts: frozenset[Concept]
    factor: float
    leads: bool = False  #: whether it is the first of its article, not counting a headline within the text

    def gain(self, weights: Mapping[Concept, float], covered: Collection[Concept]) -> float:
        """What the sentence would add to the covered concepts, with a penalty for length."""
        fresh = sum(weights.get(concept, 0.0) for concept in self.concepts if concept not in covered)
        return self.factor * fresh / max(1.0, len(self.sentence.line.terms) / _LONG)


def weighed(material: Material, *, shortest: int = SHORTEST) -> list[Weighed]:
    """The sentences of the material that may appear in a brief; ``shortest``: their least number of terms."""
    headings = _headings(material.sentences)
    told = [one for one in material.sentences if one.line.row not in headings]
    first: dict[int, int] = {}
    for one in told:
        first[one.article.row] = min(one.line.position, first.get(one.article.row, one.line.position))
    return [
        Weighed(one, frozenset(concepts(one.line.terms)), _factor(one), one.line.position == first[one.article.row])
        for one in told
        if len(one.line.terms) >= shortest and not _NOTHING_SAID.match(one.text)
    ]


def _headings(sentences: Sequence[Candidate]) -> set[int]:
    """The rows of first sentences that are headlines within the text: short, and told again right after."""
    at = {(one.article.row, one.line.position): one for one in sentences}
    first = [one for one in sentences if one.line.position == 0 and len(one.line.terms) <= _HEADING]
    behind = {
        one.line.row: {
            term for step in (1, 2) if (next_ := at.get((one.article.row, step))) for term in next_.line.terms
        }
        for one in first
    }
    return {
        one.line.row
        for one in first
        if len(behind[one.line.row] & set(one.line.terms)) >= _TOLD_AGAIN * len(set(one.line.terms))
    }


def weights_of(material: Material) -> dict[Concept, float]:
    """The weight of each concept: the sum over outlets of relevance and position, times its rarity."""
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
    """The terms and the pairs of adjacent terms."""
    yield from terms
    yield from pairwise(terms)


def choose(
    sentences: Sequence[Weighed], weights: Mapping[Concept, float], most: int, *, least: int, share: float
) -> list[Weighed]:
    """Choose up to ``most`` sentences, returned in order of choice.

    After the first ``least``, only sentences that gain ``share`` of the first one's gain are added. An outlet is
    repeated only if no sentence of another outlet gains nearly as much.
    """
    chosen: list[Weighed] = []
    covered: set[Concept] = set()
    first = 0.0
    while len(chosen) < most:
        fresh = [one for one in sentences if not any(same(one, other) for other in chosen)]
        best = _best(fresh, weights, covered, chosen)
        gain = best.gain(weights, covered) if best else 0.0
        if best is None or gain <= 0 or (len(chosen) >= least and gain < share * first):
            break
        first = first or gain
        chosen.append(best)
        covered |= best.concepts
    return chosen


def same(one: Weighed, other: Weighed) -> bool:
    """Whether two sentences say the same."""
    here, there = set(one.sentence.line.terms), set(other.sentence.line.terms)
    common = len(here & there)
    return common > _SAME_TERMS * len(here | there) or common >= _INSIDE * min(len(here), len(there))


def _best(
    sentences: Iterable[Weighed],
    weights: Mapping[Concept, float],
    covered: set[Concept],
    told: Sequence[Weighed],
) -> Weighed | None:
    """The sentence that gains most, where a gain counts the less the more sentences of its article are told.

    It counts less, too, beside a sentence that is told: that often goes on about the same.
    """
    of_article = Counter(one.sentence.article.row for one in told)
    beside = {(one.sentence.article.row, one.sentence.line.position + step) for one in told for step in (-1, 1)}

    def counted(one: Weighed) -> float:
        row, position = one.sentence.article.row, one.sentence.line.position
        return one.gain(weights, covered) * _AGAIN ** of_article[row] * (_BESIDE if (row, position) in beside else 1.0)

    gains = [(counted(one), one) for one in sentences]
    if not gains:
        return None
    gain, best = max(gains, key=_by_gain)
    outlets = {one.sentence.article.outlet for one in told}
    others = [found for found in gains if found[1].sentence.article.outlet not in outlets and found[0] >= 0.8 * gain]
    return max(others, key=_by_gain)[1] if others else best


def _by_gain(found: tuple[float, Weighed]) -> tuple[float, int]:
    return found[0], -found[1].sentence.line.row


def _factor(sentence: Candidate) -> float:
    factor = _LEAD if sentence.line.position == 0 else 1.0
    if sentence.line.position and depends(sentence.text):
        factor *= _LEANING
    if _OPENS_WITH_WORDS.match(sentence.text):
        factor *= _WORDS_ALONE
    if any(mention.label in NUMBERS for mention in sentence.mentions):
        factor *= _FIGURES
    return factor


def depends(text: str) -> bool:
    """Whether a sentence begins with words that only the sentences before it explain: "Three others ..."."""
    return leans(text) or _OTHERS.match(text) is not None


def _terms(concept: Concept) -> tuple[str, ...]:
    return (concept,) if isinstance(concept, str) else concept
