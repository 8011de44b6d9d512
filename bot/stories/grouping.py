"""Decide which open story an article joins. One pass, each article once; stories that turn out to be one are merged."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from statistics import fmean

from bot.stories.countries import countries
from bot.stories.pair_facts import NAMED
from bot.stories.profile import LEADS, NAMES, ArticleProfile
from bot.stories.second_look import Look, second_look
from bot.stories.similarity import Odds, log_odds

MEMBERS = 6  # newest articles of a story that are compared
NEAREST = 3  # of these, those that tell it most alike: in a growing story no article resembles all
UNDATED = 1.5  # what is needed more if any article has no date: days cannot tell two events apart then
LATER = 1.25  # what is needed more if no two articles of both are of one day: what happened next may be told
ONE_NAME = 0.5  # what is needed more if both name others beside the one word they share: that may be their town
CROWD = 40  # articles of the days around from which on more is needed: the more of them, the likelier two are alike
CROWDED = 0.5  # how much more, for each time that there are e times as many
_PAIRS = 4  # articles of each story that are compared before merging
_MOST_MERGED = 3  # stories that are considered for it
SECOND_LOOK = 0.5  # how much of what a second look added to a story counts in merging it: of one pair of several
_PROBE = 2  # newest articles of a story that are compared first
_HOPELESS = -3.0  # mean log odds of these from which the others need not be compared: nearly all stories


@dataclass(frozen=True, slots=True)
class Needs:
    """The mean log odds that are needed, by what is known of the names in the leads of both."""

    usual: float  #: if they share one
    few_names: float  #: if either names hardly anybody
    strangers: float  #: if both name others
    abroad: float  #: if, besides, they are about different countries: two earthquakes of one day


JOINING = Needs(-1.5, -1.5, -1.25, 2.0)  # of an article with those of a story that are most like it
MERGING = Needs(-2.0, -2.0, -1.25, 2.0)  # of all pairs of articles from two stories
_PROMISING = MERGING.usual - 1.0  # what an article has at least with a story that is merged with the one that it joins


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """The story that an article joins."""

    story: int | None  #: None if it opens a new one
    merged: tuple[int, ...] = ()  #: stories to be merged into ``story``


def place(
    article: ArticleProfile,
    stories: Mapping[int, Sequence[ArticleProfile]],
    odds: Odds = log_odds,
    around: int = 0,
    look: Look | None = None,
) -> StoryMatch:
    """The story among ``stories`` (newest articles by number) that ``article`` belongs to.

    ``around``: how many articles are of its day, the one before or the one after. ``look``: what tells more where this
    leaves it unsure.
    """
    joining, merging = (_in_a_crowd(needs, around) for needs in (JOINING, MERGING))
    scores = _scores(article, {number: told for number, told in stories.items() if told}, odds)
    looked = second_look(article, stories, scores, odds, look)
    scores = {number: score + looked.get(number, 0.0) for number, score in scores.items()}
    near = [number for number, score in scores.items() if score >= _needed([article], stories[number], score, joining)]
    if not near:
        return StoryMatch(None)
    best = min(near, key=lambda number: (-scores[number], number))
    promising = [number for number, score in scores.items() if number != best and score >= _PROMISING]
    likely = nlargest(_MOST_MERGED, promising, key=lambda number: (scores[number], -number))
    others = {number: list(stories[number][:_PAIRS]) for number in likely}
    return StoryMatch(best, _merged([article, *stories[best][:_PAIRS]], others, odds, merging, looked))


def _in_a_crowd(needs: Needs, around: int) -> Needs:
    more = CROWDED * math.log(max(1.0, around / CROWD))
    return Needs(needs.usual + more, needs.few_names + more, needs.strangers + more, needs.abroad + more)


def _merged(
    joined: Sequence[ArticleProfile],
    others: Mapping[int, Sequence[ArticleProfile]],
    odds: Odds,
    to: Needs,
    looked: Mapping[int, float],
) -> tuple[int, ...]:
    """Those of ``others`` that tell the same as ``joined``, likeliest first; each one merged is compared in turn."""
    left, found = dict(others), list[int]()
    compared, likely = 0, dict[int, float]()
    while left:
        if compared < len(joined[:_PAIRS]):
            compared, likely = len(joined[:_PAIRS]), _likelihoods(joined[:_PAIRS], left, odds, looked)
        ones = [number for number in left if likely[number] >= _needed(joined, left[number], likely[number], to)]
        if not ones:
            break
        found.append(min(ones, key=lambda number: (-likely[number], number)))
        joined = [*joined, *left.pop(found[-1])]
    return tuple(found)


def _likelihoods(
    some: Sequence[ArticleProfile],
    others: Mapping[int, Sequence[ArticleProfile]],
    odds: Odds,
    looked: Mapping[int, float],
) -> dict[int, float]:
    """The mean log odds of all pairs with each story; an article is compared with all stories at once."""
    found = [_odds_by_story(one, others, odds) for one in some]
    return {
        number: fmean(value for by_story in found for value in by_story[number]) + SECOND_LOOK * looked.get(number, 0.0)
        for number in others
    }


def _scores(article: ArticleProfile, stories: Mapping[int, Sequence[ArticleProfile]], odds: Odds) -> dict[int, float]:
    """Mean log odds over the articles of each story that are most alike; over the newest if these leave no hope."""
    found = _odds_by_story(article, {number: told[:_PROBE] for number, told in stories.items()}, odds)
    others = {
        number: told[_PROBE:]
        for number, told in stories.items()
        if len(told) > _PROBE and fmean(found[number]) >= _HOPELESS
    }
    for number, more in _odds_by_story(article, others, odds).items():
        found[number] += more
    return {number: fmean(nlargest(NEAREST, told)) for number, told in found.items()}


def _odds_by_story(
    article: ArticleProfile, stories: Mapping[int, Sequence[ArticleProfile]], odds: Odds
) -> dict[int, list[float]]:
    """The log odds with each article of these stories, all found at once."""
    told = [one for articles in stories.values() for one in articles]
    coming = iter(odds(article, told) if told else ())
    return {number: [float(found) for found in islice(coming, len(articles))] for number, articles in stories.items()}


def _needed(some: Sequence[ArticleProfile], others: Sequence[ArticleProfile], likelihood: float, to: Needs) -> float:
    """The log odds needed to take both for one story. Names are only compared if the usual ones are reached."""
    if likelihood < to.usual:  # nearly all: their other articles need not be read
        return to.usual
    more = LATER * {one.day for one in some}.isdisjoint(other.day for other in others)
    if not all(one.dated for one in (*some, *others)):
        more = UNDATED
    if likelihood < to.usual + more:
        return to.usual + more
    names, other_names = _leading(some, NAMES), _leading(others, NAMES)
    if shared := names & other_names:
        beside = len(shared) == 1 and min(len(names), len(other_names)) > NAMED
        return to.usual + more + (ONE_NAME if beside else 0.0)
    at, elsewhere = countries(_leading(some, LEADS)), countries(_leading(others, LEADS))
    if at and elsewhere and at.isdisjoint(elsewhere):
        return to.abroad
    return (to.strangers if len(names) >= NAMED and len(other_names) >= NAMED else to.few_names) + more


def _leading(articles: Sequence[ArticleProfile], row: int) -> frozenset[int]:
    """The terms in their leads (LEADS) or in names there (NAMES)."""
    return frozenset(term for one in articles for term in one.terms[one.weights[row] > 0].tolist())
