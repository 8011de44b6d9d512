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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from bot.stories.pair_facts import FACTS, WINDOW, Facts, are_meant, pair_facts
from bot.stories.profile import ArticleProfile

SHORT = 60  # terms below which a text counts as short
_COPY = 0.6  # Jaccard similarity of shingles from which one text is a copy of the other
_SAME_KIND = 0.5  # cosine of other words from which those that name others report like events: two matches, two fires
_LEAST, _MOST = -5.0, 4.0  # log odds, bounded so that no single pair outvotes a story
#: How much less likely it is without a name in common if leads share no word, down to none from a cosine of _LITTLE on:
#: of the articles of one day nearly all pairs are like that, far more than among the examples of the fit.
_UNSHARED, _LITTLE = 1.0, 0.1
_PLACES = (FACTS.index(name) for name in ("length", "strangers", "other words", "lead", "names in common"))
_LENGTH, _STRANGERS, _OTHER_WORDS, _LEAD, _NAMES = _PLACES

#: an article and some others -> the log odds of each pair
Odds = Callable[[ArticleProfile, Sequence[ArticleProfile]], Sequence[float] | Facts]


@dataclass(frozen=True, slots=True)
class PairWeights:
    """Weights of FACTS with the bias last; ``short`` is added to each per unit of log(SHORT / terms)."""

    usual: Facts
    short: Facts

    def log_odds(self, facts: Facts) -> Facts:
        """The log odds of pairs with these features, one per row."""
        shortness = np.maximum(0.0, math.log(1 + SHORT) - facts[:, _LENGTH])
        usual, short = (facts @ weights[:-1] + weights[-1] for weights in (self.usual, self.short))
        odds: Facts = usual + shortness * short
        return odds


def log_odds(one: ArticleProfile, others: Sequence[ArticleProfile], weights: PairWeights | None = None) -> Facts:
    """Log odds that an article reports the same event as each of ``others``, between -5 and 4.

    Copies get 4; articles too far apart in time get -5, as do those in the same words about others.
    ``weights``: those for two articles whose days and vectors are known; None for the shipped ones.
    """
    found = np.full(len(others), _LEAST)
    open_ones = [at for at, other in enumerate(others) if _may_be_one(one, other)]
    for key, places in _by_kind(one, others, open_ones).items():
        weighed = weights if weights and all(key) else pair_weights()[key]
        found[places] = _bounded_odds(one, [others[at] for at in places], weighed, dated=key[0])
    found[[at for at in open_ones if is_copy(one, others[at])]] = _MOST
    return found


def _may_be_one(one: ArticleProfile, other: ArticleProfile) -> bool:
    return abs(one.day - other.day) <= WINDOW and not is_of_a_series(one, other)


def _by_kind(
    one: ArticleProfile, others: Sequence[ArticleProfile], places: Sequence[int]
) -> dict[tuple[bool, bool], list[int]]:
    """The places by whether days and whether vectors of both are known."""
    kinds: dict[tuple[bool, bool], list[int]] = {}
    for at in places:
        kinds.setdefault((one.dated and others[at].dated, are_meant(one, others[at])), []).append(at)
    return kinds


def _bounded_odds(one: ArticleProfile, others: Sequence[ArticleProfile], weights: PairWeights, *, dated: bool) -> Facts:
    facts = pair_facts(one, others, dated=dated)
    unshared = _UNSHARED * np.maximum(0.0, 1 - facts[:, _LEAD] / _LITTLE) * (facts[:, _NAMES] == 0)
    odds: Facts = np.clip(weights.log_odds(facts) - unshared, _LEAST, _MOST)
    odds[(facts[:, _STRANGERS] > 0) & (facts[:, _OTHER_WORDS] >= _SAME_KIND)] = _LEAST
    return odds


@cache
def pair_weights() -> Mapping[tuple[bool, bool], PairWeights]:
    """The shipped weights, by whether days and whether vectors are known."""
    read: dict[str, Any] = json.loads(files("bot.stories").joinpath("weights.json").read_text("utf-8"))
    cases = itertools.product((True, False), repeat=2)
    return {(dated, meant): _weights(read[weights_name(dated=dated, meant=meant)]) for dated, meant in cases}


def weights_name(*, dated: bool, meant: bool) -> str:
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
