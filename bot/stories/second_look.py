"""A second look at the likeliest stories of an article's day that are unsure: how alike are two openings?

Reports in other words share hardly a name or a word, so that what is counted of each article says little. A network
that learned from reports of one event in different words, and from reports of similar events, maps openings to vectors.
What happened next is told much like the event itself, so that only articles of one day are compared, and none about
different countries. Weight and limits: docs/measurements.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.stories.countries import countries
from bot.stories.pair_facts import NAMED as NAMED_AT_ALL
from bot.stories.profile import LEADS, NAMES, ArticleProfile
from bot.stories.similarity import Odds

UNSURE = -4.5, 1.5  #: log odds between which a second look is taken
LOOKS = 3  #: stories at most
WEIGHT = 10.0  #: log odds per unit of the cosine
#: Cosines that change nothing: if either lead names hardly anybody, otherwise.
UNNAMED, NAMED = 0.35, 0.40
LEAST = -0.25  #: what is taken off at most

#: a story and the place of one of its articles -> the cosine of that article and the new one; None if unknown
Look = Callable[[int, int], float | None]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How an article begins."""

    title: str
    sentences: str  #: the first three


class ComparesOpenings(Protocol):
    """What grouping needs of the model."""

    @property
    def available(self) -> bool:
        """Whether it can be used."""

    def alike(self, one: Beginning, other: Beginning) -> float:
        """A cosine, the higher the likelier both report one event."""


def second_look(
    article: ArticleProfile,
    stories: Mapping[int, Sequence[ArticleProfile]],
    scores: Mapping[int, float],
    odds: Odds,
    look: Look | None,
) -> dict[int, float]:
    """What is to be added to the scores of the likeliest unsure stories, ``LOOKS`` of them at most."""
    if look is None or not article.dated:
        return {}
    unsure = [number for number, score in scores.items() if UNSURE[0] <= score < UNSURE[1]]
    found: dict[int, float] = {}
    for number in sorted(unsure, key=lambda number: (-scores[number], number)):
        told = stories[number]
        places = [at for at, one in enumerate(told) if one.dated and one.day == article.day]
        if not places:
            continue
        likely = odds(article, [told[at] for at in places])
        _, at = max(zip(likely, places, strict=True), key=lambda found: (found[0], -found[1]))
        cosine = None if _are_abroad(article, told[at]) else look(number, at)
        found[number] = 0.0 if cosine is None else _added_odds(cosine, article, told[at])
        if len(found) == LOOKS:
            break
    return found


def _are_abroad(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Whether their leads are about different countries: the network takes one earthquake for another."""
    here, there = (countries(_leading(article, LEADS)) for article in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _added_odds(cosine: float, one: ArticleProfile, other: ArticleProfile) -> float:
    here, there = _leading(one, NAMES), _leading(other, NAMES)
    usual = NAMED if here & there or min(len(here), len(there)) >= NAMED_AT_ALL else UNNAMED
    return max(LEAST, WEIGHT * (cosine - usual))


def _leading(article: ArticleProfile, row: int) -> frozenset[int]:
    return frozenset(article.terms[article.weights[row] > 0].tolist())
