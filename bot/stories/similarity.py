"""The probability that two articles report the same event: a logistic regression, fitted by benchmarks/fit_stories.py.

The hard case is another event of the same affair a day later, which shares all names and half of the words. The two
are distinguished by the day of the event ("on Monday", relative to the day of publication), the words outside names,
and the vectors of the first sentences. Blurbs in feeds share few words even for the same event, so each weight varies
with how far the shorter text falls below SHORT terms. Undated articles have separate weights (names and words must say
more), and so do those whose sentences have no vectors.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.stories.profile import NAMES, ArticleProfile

Facts = npt.NDArray[np.float64]

WINDOW = 7  # days between two articles of one story
SHORT = 60  # terms below which a text counts as short
_COPY = 0.6  # Jaccard similarity of shingles from which one text is a copy of the other
_SAME_KIND = 0.5  # cosine of other words from which those that name others report like events: two matches, two fires
_LEAST, _MOST = -5.0, 4.0  # log odds, bounded so that no single pair outvotes a story
FACTS = (
    *("title", "lead", "text", "names", "other words"),  # cosines
    *(
        "title shared",
        "lead shared",
        "names shared",
    ),  # share of one article's weight that is in the other, mean of both directions
    *("title shared most", "lead shared most"),  # the same, maximum of both directions
    *(
        "gap",
        "same day",
        "another day",
    ),  # weeks between them unless both name the event's day; whether that is the same
    "length",  # log of the shorter text's terms
    "meaning",  # cosine of the first sentences' vectors
    "opening",  # cosine of the mean vectors of some first sentences
    "closest",  # the greatest cosine of any two of these
    "apart",  # distance along the axes in which events of one affair differ
    "same outlet",  # whether one publisher told both, not known to be on one day: its next article has something new
    "one day",  # whether both are known to be of one day: two events of an affair hardly ever are
    "strangers",  # whether the leads of both name somebody, but nobody in common
    "few names",  # whether the lead of either names hardly anybody, so that this says nothing
    "names in common",  # terms of names in both leads, up to 4
    *(
        "one day: title",
        "one day: lead",
        "one day: lead most",
        "one day: meaning",
    ),  # some of the above on one day, else 0
)
OF_VECTORS = ("meaning", "opening", "closest", "apart")  #: ends of the names of those that need vectors
_LENGTH, _STRANGERS, _OTHER_WORDS = (FACTS.index(name) for name in ("length", "strangers", "other words"))
_ON_ONE_DAY = [FACTS.index(name) for name in ("title shared most", "lead", "lead shared most", "meaning")]
NAMED = 2  #: terms of names in a lead without which it may just leave the names out
_MOST_NAMES = 4
_SHARED = (0, 1, 3)  # rows of title, lead and names
#: evidence of a common day of the event by days between the articles: a later one tends to look back on that day
_SAME_DAY = (1.0, 1.0, 0.5)


@dataclass(frozen=True, slots=True)
class PairWeights:
    """Weights of FACTS with the bias last; ``short`` is added to each per unit of log(SHORT / terms)."""

    usual: Facts
    short: Facts

    def log_odds(self, facts: Facts) -> float:
        """The log odds of a pair with these features."""
        shortness = max(0.0, math.log(1 + SHORT) - float(facts[_LENGTH]))
        weights = self.usual + shortness * self.short if shortness else self.usual
        return float(facts @ weights[:-1]) + float(weights[-1])


def log_odds(one: ArticleProfile, other: ArticleProfile, weights: PairWeights | None = None) -> float:
    """Log odds that both report one event, between -5 and 4; copies get 4; articles too far apart in time get -5, as
    do those in the same words about others.

    ``weights``: those for two articles whose days and vectors are known; None for the shipped ones.
    """
    if abs(one.day - other.day) > WINDOW or is_of_a_series(one, other):
        return _LEAST
    if is_copy(one, other):
        return _MOST
    dated = one.dated and other.dated
    meant = are_meant(one, other)
    weighed = weights if weights and dated and meant else pair_weights()[dated, meant]
    facts = pair_facts(one, other, dated)
    if facts[_STRANGERS] and facts[_OTHER_WORDS] >= _SAME_KIND:
        return _LEAST
    return min(_MOST, max(_LEAST, weighed.log_odds(facts)))


@cache
def pair_weights() -> Mapping[tuple[bool, bool], PairWeights]:
    """The shipped weights, by whether days and whether vectors are known."""
    read: dict[str, Any] = json.loads(files("bot.stories").joinpath("weights.json").read_text("utf-8"))
    cases = itertools.product((True, False), repeat=2)
    return {(dated, meant): _weights(read[weights_name(dated, meant)]) for dated, meant in cases}


def weights_name(dated: bool, meant: bool) -> str:
    """The name of a set of weights in the file."""
    return f"{'dated' if dated else 'undated'}, {'with' if meant else 'without'} vectors"


def _weights(rows: Mapping[str, tuple[float, float]]) -> PairWeights:
    names = (*FACTS, "bias")
    usual, short = np.array([rows.get(name, (0.0, 0.0)) for name in names], np.float64).T
    return PairWeights(usual, short)


def is_of_a_series(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Whether the titles differ only in their numbers: "Market report 12" and "Market report 13"."""
    return one.series == other.series and bool(one.numbers and other.numbers) and one.numbers != other.numbers


def is_copy(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Whether one text is a copy or revision of the other, by the common shingles among the smallest of both."""
    common, size = one.sketch & other.sketch, min(len(one.sketch), len(other.sketch))
    if not common or len(common) < _COPY * size:  # nearly all pairs: no need to sort them
        return False
    both = sorted(one.sketch | other.sketch)[:size]
    return len(common.intersection(both)) / len(both) >= _COPY


def pair_facts(one: ArticleProfile, other: ArticleProfile, dated: bool) -> Facts:
    """The features FACTS of a pair; those of vectors are 0 if these are unknown."""
    places = other.terms.searchsorted(one.terms)
    places[places == len(other.terms)] = 0
    mine = (other.terms[places] == one.terms).nonzero()[0] if len(other.terms) else places[:0]
    common, its_common = one.weights[:, mine], other.weights[:, places[mine]]
    shares = np.einsum("ij,ij->i", common, common).tolist()
    its_shares = np.einsum("ij,ij->i", its_common, its_common).tolist()
    gap = abs(one.day - other.day) if dated else 0
    same, another = _days(one, other, dated, gap)
    one_day = float(dated and gap == 0)
    facts = [
        *np.einsum("ij,ij->i", common, its_common).tolist(),
        *((shares[row] + its_shares[row]) / 2 for row in _SHARED),
        *(max(shares[row], its_shares[row]) for row in _SHARED[:2]),
        *(gap / WINDOW * (1 - same), same, another),
        math.log(1 + min(one.length, other.length)),
        *_likeness(one, other),
        *(float(0 != one.publisher == other.publisher and not one_day), one_day),
        *_names(one, other, int(np.count_nonzero(common[NAMES] * its_common[NAMES]))),
    ]
    return np.array([*facts, *(one_day * facts[place] for place in _ON_ONE_DAY)])


def _names(one: ArticleProfile, other: ArticleProfile, common: int) -> tuple[float, float, float]:
    """Whether the leads name different people and places, whether one has hardly any names, and how many both have."""
    both_name = min(np.count_nonzero(one.weights[NAMES]), np.count_nonzero(other.weights[NAMES])) >= NAMED
    return float(both_name and not common), float(not both_name), float(min(common, _MOST_NAMES))


def are_meant(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Whether both first sentences have vectors of the model that the weights were fitted on."""
    return _event(one) is not None and _event(other) is not None


def _event(article: ArticleProfile) -> npt.NDArray[np.float32] | None:
    return article.meaning.event if article.meaning else None


def _likeness(one: ArticleProfile, other: ArticleProfile) -> tuple[float, float, float, float]:
    """The cosines of the first sentences, of what lies between the first ones, and of the closest two of these.

    Behind them the distance of the events.
    """
    if one.meaning is None or other.meaning is None or one.meaning.event is None or other.meaning.event is None:
        return 0.0, 0.0, 0.0, 0.0
    cosines = one.meaning.vectors @ other.meaning.vectors.T
    between = one.meaning.event - other.meaning.event
    opening = float(one.meaning.opening @ other.meaning.opening)
    return float(cosines[0, 0]), opening, float(cosines.max()), math.sqrt(between @ between)


def _days(one: ArticleProfile, other: ArticleProfile, dated: bool, gap: int) -> tuple[float, float]:
    """How much the leads name the same day, and whether they name two. Weekdays without dates count half."""
    if one.weekday is None or other.weekday is None:
        return 0.0, 0.0
    if not dated:
        same = one.weekday == other.weekday
        return 0.5 * same, float(not same)
    if _event_day(one) != _event_day(other):
        return 0.0, float(gap > 0)
    return _SAME_DAY[gap] if gap < len(_SAME_DAY) else 0.0, 0.0


def _event_day(article: ArticleProfile) -> int:
    """The last such weekday up to the day of publication. (Ordinal 1 was a Monday.)"""
    return article.day - (article.day - 1 - (article.weekday or 0)) % 7
