"""Many articles out of few, with the same slope of Zipf's law: what a growing archive looks like to an index.

Each new article is a copy of a given one in which the rarer terms are exchanged for variants ("harbour" -> "harbour",
"harbourqb", "harbourqc" ...). All of one article's terms take variants together, so articles stay about something:
copies of the same article share their everyday words and differ in their names and topics. The number of a variant
follows Pareto's law, so the frequencies of variants fall off as those of words do; ``slope`` measures whether the
generated corpus has the slope of the given one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.retrieval.terms import terms

KEPT = 50  #: commonest terms that are never exchanged
TAIL = 1.5  #: exponent of Pareto's law for the variants
_LETTERS = "abcdefghijklmnopqrtuvwxz"  # no s or y: a variant must be its own stem


@dataclass(frozen=True)
class Source:
    """A given article as terms."""

    title: list[str]
    sentences: list[list[str]]


def rewritten(sources: Sequence[Source], sentences: int, seed: int = 1) -> Iterator[Source]:
    """Articles with ``sentences`` sentences in all; the same for the same ``seed``."""
    chance = random.Random(seed)
    counts = Counter(term for source in sources for line in source.sentences for term in line)
    kept = {term for term, _ in counts.most_common(KEPT)}
    left = sentences
    while left > 0:
        source = chance.choice(sources)
        variants: dict[str, str] = {}
        lines = [[_exchanged(term, kept, variants, chance) for term in line] for line in source.sentences[:left]]
        yield Source([_exchanged(term, kept, variants, chance) for term in source.title], lines)
        left -= len(lines)


def _exchanged(term: str, kept: set[str], variants: dict[str, str], chance: random.Random) -> str:
    if term in kept or not term.isalpha() or not term.isascii():
        return term
    if term not in variants:
        number = int(chance.paretovariate(TAIL)) - 1
        variants[term] = term + _ending(number)
    return variants[term]


def _ending(number: int) -> str:
    """ "" for 0, then qa, qb ... qak, each ending on a letter that the stemmer leaves alone."""
    letters = ""
    while number > 0:
        number, digit = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[digit] + letters
    return f"q{letters}k" if letters else ""


def analysed(title: str, text: str) -> Source:
    """An article as terms, split where a sentence ends: good enough for measuring speed."""
    lines = [terms(line) for paragraph in text.split("\n") for line in paragraph.replace("! ", ". ").split(". ")]
    return Source(terms(title), [line for line in lines if line])


def slope(sources: Sequence[Source], first: int = 10, last: int = 1_000) -> float:
    """The slope of log frequency over log rank between two ranks, by least squares."""
    counts = Counter(term for source in sources for line in source.sentences for term in line)
    frequencies = [count for _, count in counts.most_common(last)][first:]
    ranks = np.log(np.arange(first + 1, first + 1 + len(frequencies)))
    return float(np.polyfit(ranks, np.log(frequencies), 1)[0])
