"""The profile of an article for comparison: weighted terms of its title, lead and text, and a few facts.

The weight of a term is (1 + log tf) * idf. Document frequencies are those of the archive mixed with those of ordinary
news, so that the first article of an empty archive already separates "say" from "quarry". Weekdays are not terms: "on
Monday" in the lead gives the day of the event.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bot.stories.event_axes import event_axes
from bot.stories.publishers import publisher
from bot.text.analyzer import terms

LEAD = 600  # characters of leading sentences that count as the lead
KEPT = 160  # terms
FULL = 128  # terms of the whole text that are used
OPENING = 4  # sentences whose vectors are compared
SHINGLE = 5  # terms
SKETCH = 48  # smallest hashes of shingles
LEADS, NAMES = 1, 3  # the rows of weights for the lead, and for names in it
POSTINGS = 24  # terms by which an article is found
_PRIOR_ARTICLES = 400  # weight of ordinary news relative to the archive, as a number of articles
_UNSEEN = 0.004  # share of ordinary articles that contain a term not on the list
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS = {terms(day)[0]: at for at, day in enumerate(_DAYS)}

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False, slots=True)
class Meaning:
    """The unit vectors of first sentences, each encoded with the title; only those of one model can be compared."""

    vectors: npt.NDArray[np.float32]  #: at most OPENING, in order
    opening: npt.NDArray[np.float32]  #: the unit vector between them
    model: int  #: hash of the model's name
    place: npt.NDArray[np.float32] | None  #: coordinates of the opening as in event_axes.py, if known

    @classmethod
    def of(cls, vectors: npt.NDArray[np.float32], model: int) -> Meaning:
        """The meaning of sentences with these unit vectors."""
        between = vectors.sum(0)
        opening = between / np.float32(max(math.sqrt(between @ between), 1e-9))
        return cls(vectors, opening, model, event_axes().place(opening, model))


@dataclass(frozen=True, eq=False, slots=True)
class ArticleProfile:
    """An article as used in grouping. Rows of ``weights``: title, lead, text, names of the lead, other words."""

    terms: npt.NDArray[np.uint32]  #: hashes, ascending
    weights: Weights  #: five rows of unit length (or zero), one column per term
    length: int  #: terms in the text
    day: int  #: of publication, else of adding; proleptic ordinal
    dated: bool  #: whether the day is that of publication
    weekday: int | None  #: the first one in the lead, Monday = 0
    sketch: frozenset[int]  #: the smallest hashes of its shingles
    series: int  #: hash of the title without its numbers
    numbers: int  #: hash of the numbers in the title; 0 if there are none
    publisher: int = 0  #: hash of the outlet's publisher; 0 if unknown
    meaning: Meaning | None = None  #: vectors of its first sentences


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryText:
    """The parts of an article that make up its profile, as terms."""

    title: Sequence[str]
    sentences: Sequence[Sequence[str]]
    sizes: Sequence[int]  #: characters of each sentence
    names: Collection[str]  #: terms in names
    day: date
    dated: bool
    outlet: str = ""
    meaning: Meaning | None = None  #: vectors of the first sentences

    def all_terms(self) -> frozenset[str]:
        """All terms without repeats, for looking up their frequencies."""
        return frozenset(self.title).union(*self.sentences)


def profile(
    text: StoryText, frequencies: Mapping[str, int], articles: int
) -> tuple[ArticleProfile, list[tuple[str, float]]]:
    """The profile, and the weighted terms by which to find it, heaviest first.

    ``frequencies``: how many of ``articles`` contain each term; unknown terms count 0.
    """
    lead = _lead(text)
    body = [term for sentence in text.sentences for term in sentence]
    rarity = {term: _rarity(frequencies.get(term, 0), articles, term) for term in text.all_terms()}
    beginning = _weighted([*text.title, *lead], rarity)
    whole = _weighted([*text.title, *body], rarity)
    kept = _heaviest_terms(beginning, whole)
    rows = _rows(text, rarity, beginning, whole)
    columns = list(kept.values())
    made = ArticleProfile(
        terms=np.fromiter(kept, np.uint32, len(kept)),
        weights=np.array([_unit(row, columns) for row in rows], np.float32).reshape(len(rows), len(kept)),
        length=len(body),
        day=text.day.toordinal(),
        dated=text.dated,
        weekday=next((_WEEKDAYS[term] for term in lead if term in _WEEKDAYS), None),
        sketch=frozenset(_sketch(body)),
        series=term_hash(" ".join(term for term in text.title if not term[0].isdigit())),
        numbers=term_hash(" ".join(numbers)) if (numbers := [term for term in text.title if term[0].isdigit()]) else 0,
        publisher=term_hash(key) if (key := publisher(text.outlet)) else 0,
        meaning=text.meaning,
    )
    return made, sorted(beginning.items(), key=lambda item: (-item[1], item[0]))[:POSTINGS]


def _rows(
    text: StoryText, rarity: Mapping[str, float], beginning: Mapping[str, float], whole: Mapping[str, float]
) -> tuple[Mapping[str, float], ...]:
    """The rows of ``ArticleProfile.weights`` before normalisation."""
    heaviest = set(sorted(whole, key=whole.__getitem__, reverse=True)[:FULL])
    return (
        _weighted(text.title, rarity),
        beginning,
        {term: weight for term, weight in whole.items() if term in heaviest},
        {term: weight for term, weight in beginning.items() if term in text.names},
        {term: weight for term, weight in whole.items() if term not in text.names},
    )


def term_hash(term: str) -> int:
    """A 32-bit hash of a term. Collisions, one in 4 billion pairs, only cost a comparison."""
    return crc32(term.encode())


def _lead(text: StoryText) -> list[str]:
    found: list[str] = []
    size = 0
    for sentence, length in zip(text.sentences, text.sizes, strict=True):
        if size > LEAD:
            break
        found += sentence
        size += length
    return found


def _rarity(held_by: int, articles: int, term: str) -> float:
    usual = _usual().get(term, _UNSEEN) * _PRIOR_ARTICLES
    return max(0.0, -math.log(min(1.0, (held_by + usual + 0.5) / (articles + _PRIOR_ARTICLES))))


@cache
def _usual() -> dict[str, float]:
    """The share of ordinary news articles that contain each term."""
    lines = files("bot.lexicon").joinpath("en/news_frequencies.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {term: int(count) / 1000 for term, count in rows}


def _weighted(text: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    counts = Counter(term for term in text if term not in _WEEKDAYS)
    return {term: (1 + math.log(count)) * rarity[term] for term, count in counts.items()}


def _heaviest_terms(lead: Mapping[str, float], whole: Mapping[str, float]) -> dict[int, str]:
    """The heaviest terms by hash, in ascending order."""
    weight = {term: max(lead.get(term, 0.0), whole.get(term, 0.0)) for term in {*lead, *whole}}
    heaviest = sorted(weight, key=lambda term: (-weight[term], term))[:KEPT]
    return dict(sorted((term_hash(term), term) for term in heaviest))


def _unit(row: Mapping[str, float], kept: Iterable[str]) -> Weights:
    """The normalised weights of the kept terms.

    The norm is over all terms, so that cutting does not raise similarity.
    """
    weight = row.get
    return np.array([weight(term, 0.0) for term in kept], np.float32) / np.float32(math.hypot(*row.values()) or 1.0)


def _sketch(body: Sequence[str]) -> list[int]:
    shingles = {crc32(" ".join(body[at : at + SHINGLE]).encode()) for at in range(max(1, len(body) - SHINGLE + 1))}
    return sorted(shingles)[:SKETCH]
