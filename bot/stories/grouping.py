"""Decide which open story an article joins. One pass, each article once; stories that turn out to be one are merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from statistics import fmean

from bot.stories.profile import NAMES, ArticleProfile
from bot.stories.similarity import log_odds

MEMBERS = 8  # newest articles of a story that are compared
NEAREST = 3  # of these, those that tell it most alike: in a growing story no article resembles all
JOINS = -0.8  # mean log odds over these from which an article joins their story
MERGES = -0.5  # mean log odds over all pairs of articles from which two stories are merged
TURNS = -3.5  # the same from which it may be a turn of a story that it does not join, if their leads share a name
STRANGERS = 1.5  # the same for both if their leads share no name: two earthquakes of one day
_NAMED = 2  # terms of names in the leads of each without which they may just leave the names out
_PROBE = 2  # newest articles of a story that are compared first
_HOPELESS = -3.0  # mean log odds of these from which the others need not be compared: nearly all stories
_PAIRS = 6  # articles of each story that are compared before merging

Odds = Callable[[ArticleProfile, ArticleProfile], float]


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """The story that an article joins."""

    story: int | None  #: None if it opens a new one
    merged: tuple[int, ...] = ()  #: stories to be merged into ``story``
    beside: tuple[int, ...] = ()  #: other stories of its affair, of which it may be a turn


def place(
    article: ArticleProfile, stories: Mapping[int, Sequence[ArticleProfile]], odds: Odds = log_odds
) -> StoryMatch:
    """The story among ``stories`` (newest articles by number) that ``article`` belongs to."""
    scores = {number: _score(article, told, odds) for number, told in stories.items() if told}
    near = sorted(
        (number for number in scores if scores[number] >= _needed([article], stories[number], scores[number], JOINS)),
        key=lambda number: (-scores[number], number),
    )
    beside = {number for number, score in scores.items() if score >= TURNS and _share_name(article, stories[number])}
    if not near:
        return StoryMatch(None, beside=tuple(sorted(beside)))
    best, *others = near
    joined = [article, *stories[best]][:_PAIRS]
    merged = tuple(number for number in others if _are_one(joined, stories[number][:_PAIRS], odds))
    return StoryMatch(best, merged, tuple(sorted(beside.difference((best, *merged)))))


def _share_name(article: ArticleProfile, told: Sequence[ArticleProfile]) -> bool:
    return not _names([article]).isdisjoint(_names(told))


def _score(article: ArticleProfile, told: Sequence[ArticleProfile], odds: Odds) -> float:
    """Mean log odds over the articles of a story that are most alike; over the newest ones if these leave no hope."""
    newest = [odds(article, one) for one in told[:_PROBE]]
    if fmean(newest) < _HOPELESS:
        return fmean(newest)
    return fmean(nlargest(NEAREST, [*newest, *(odds(article, one) for one in told[_PROBE:])]))


def _are_one(some: Sequence[ArticleProfile], others: Sequence[ArticleProfile], odds: Odds) -> bool:
    likelihood = fmean(odds(one, other) for one in some for other in others)
    return likelihood >= _needed(some, others, likelihood, MERGES)


def _needed(some: Sequence[ArticleProfile], others: Sequence[ArticleProfile], likelihood: float, usual: float) -> float:
    """The log odds needed to take both for one story. Names are only compared if the ``usual`` ones are reached."""
    if likelihood < usual:
        return usual
    names, other_names = _names(some), _names(others)
    both_name = len(names) >= _NAMED and len(other_names) >= _NAMED
    return STRANGERS if both_name and names.isdisjoint(other_names) else usual


def _names(articles: Sequence[ArticleProfile]) -> frozenset[int]:
    """The terms of names in their leads."""
    return frozenset(term for one in articles for term in one.terms[one.weights[NAMES] > 0].tolist())
