"""A second look at the likeliest story of an article's day if it is unsure: both openings are read together.

Reports in other words share hardly a name or a word, so that what is counted of each article says little. The model
that judges answers (a cross-encoder) was never taught events, but a report answers the headline of another one of the
same event more often than that of any other. It is fooled by what happened next and by events of one kind, so that
only articles of one day are read and none about different countries; and where names are shared it says less.
Weight and limits: docs/measurements.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.stories.countries import countries
from bot.stories.pair_facts import NAMED as NAMED_AT_ALL
from bot.stories.profile import LEADS, NAMES, ArticleProfile
from bot.stories.similarity import Odds

UNSURE = -3.5, 1.5  #: log odds between which a second look is taken
WEIGHT = 0.25  #: log odds per logit of the model
#: Logits that change nothing: if either names hardly anybody, if both name others, if they share a name.
UNNAMED, STRANGERS, NAMED = -5.8, -4.0, -3.5
LEAST = -0.25  #: what is taken off at most

#: a story and the place of one of its articles -> the model's logit for that article and the new one; None if unknown
Look = Callable[[int, int], float | None]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How an article begins."""

    title: str
    sentences: str  #: the first two


class ReadsTogether(Protocol):
    """What grouping needs of the model."""

    @property
    def available(self) -> bool:
        """Whether it can be used."""

    def alike(self, one: Beginning, other: Beginning) -> float:
        """A logit, the higher the likelier both report one event."""


def second_look(
    article: ArticleProfile,
    stories: Mapping[int, Sequence[ArticleProfile]],
    scores: Mapping[int, float],
    odds: Odds,
    look: Look | None,
) -> dict[int, float]:
    """What is to be added to the score of a story: of one at most, none if no second look is needed."""
    if look is None or not article.dated:
        return {}
    unsure = [number for number, score in scores.items() if UNSURE[0] <= score < UNSURE[1]]
    for number in sorted(unsure, key=lambda number: (-scores[number], number)):
        told = stories[number]
        if places := [at for at, one in enumerate(told) if one.dated and one.day == article.day]:
            likely = odds(article, [told[at] for at in places])
            _, at = max(zip(likely, places, strict=True), key=lambda found: (found[0], -found[1]))
            logit = None if _are_abroad(article, told[at]) else look(number, at)
            return {} if logit is None else {number: _more(logit, article, told[at])}
    return {}


def _are_abroad(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Whether their leads are about different countries: the model takes one earthquake for another."""
    here, there = (countries(_leading(article, LEADS)) for article in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _more(logit: float, one: ArticleProfile, other: ArticleProfile) -> float:
    here, there = _leading(one, NAMES), _leading(other, NAMES)
    usual = NAMED if here & there else STRANGERS if min(len(here), len(there)) >= NAMED_AT_ALL else UNNAMED
    return max(LEAST, WEIGHT * (logit - usual))


def _leading(article: ArticleProfile, row: int) -> frozenset[int]:
    return frozenset(article.terms[article.weights[row] > 0].tolist())
