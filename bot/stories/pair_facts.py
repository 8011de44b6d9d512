"""What an article has in common with others, for all of these at once: the evidence that similarity.py weighs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.stories.event_axes import EVENTS
from bot.stories.profile import LEADS, NAMES, ArticleProfile, Meaning

Facts = npt.NDArray[np.float64]

WINDOW = 7  # days between two articles of one story
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
    "subject",  # cosine along the axes in which affairs differ
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
        "one day: subject",
    ),  # some of the above on one day, else 0
)
OF_VECTORS = ("meaning", "opening", "closest", "apart", "subject")  #: ends of the names of those that need vectors
NAMED = 2  #: terms of names in a lead without which it may just leave the names out
_ON_ONE_DAY = [FACTS.index(name) for name in ("title shared most", "lead", "lead shared most", "meaning", "subject")]
_MOST_NAMES = 4
_SHARED = [0, LEADS, NAMES]  # rows of title, lead and names
#: evidence of a common day of the event by days between the articles: a later one tends to look back on that day
_SAME_DAY = (1.0, 1.0, 0.5)


def pair_facts(one: ArticleProfile, others: Sequence[ArticleProfile], *, dated: bool) -> Facts:
    """The features FACTS of an article with each of ``others``, one per row; those of vectors are 0 if unknown.

    ``dated``: whether to use their days, which must be known then.
    """
    gaps = np.array([abs(one.day - other.day) if dated else 0 for other in others])
    same, another = np.array([_days(one, other, dated=dated) for other in others]).T
    one_day = (gaps == 0) * float(dated)
    words, names = _words(one, others)
    facts = [
        *words,
        *(gaps / WINDOW * (1 - same), same, another),
        np.log1p([min(one.length, other.length) for other in others]),
        *_likeness(one, others),
        np.array([0 != one.publisher == other.publisher for other in others]) * (1 - one_day),
        one_day,
        *names,
    ]
    return np.array([*facts, *(one_day * facts[place] for place in _ON_ONE_DAY)]).T


def _words(one: ArticleProfile, others: Sequence[ArticleProfile]) -> tuple[Facts, Facts]:
    """Cosines of the rows, and which share of their weight articles have in common, on average and at most.

    Behind them whether leads name different people and places, whether one has hardly any names, and how many both
    have.
    """
    (theirs, mine, owners), count = _common(one, others), len(others)
    cosines, its, shares = (_summed(rows, owners, count) for rows in (theirs * mine, theirs * theirs, mine * mine))
    its, shares = its[_SHARED], shares[_SHARED]
    common = np.bincount(owners, theirs[NAMES] * mine[NAMES] > 0, count)
    named = np.array([np.count_nonzero(other.weights[NAMES]) for other in others])
    both_name = np.minimum(named, np.count_nonzero(one.weights[NAMES])) >= NAMED
    names = np.vstack([both_name & (common == 0), ~both_name, np.minimum(common, _MOST_NAMES)])
    return np.vstack([cosines, (its + shares) / 2, np.maximum(its, shares)[:2]]), names


def _common(
    one: ArticleProfile, others: Sequence[ArticleProfile]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Of each term in common, its weights in another article and in this one, and which other it is."""
    terms = np.concatenate([other.terms for other in others])
    places = one.terms.searchsorted(terms)
    places[places == len(one.terms)] = 0
    (found,) = (one.terms[places] == terms).nonzero() if len(one.terms) else (places[:0],)
    weights = np.concatenate([other.weights for other in others], axis=1)
    owners = np.repeat(np.arange(len(others)), [len(other.terms) for other in others])
    return weights[:, found], one.weights[:, places[found]], owners[found]


def _summed(rows: npt.NDArray[np.float32], owners: npt.NDArray[np.int64], count: int) -> Facts:
    """The sum of each row by owner."""
    return np.array([np.bincount(owners, row, count) for row in rows])


def _likeness(one: ArticleProfile, others: Sequence[ArticleProfile]) -> Facts:
    """Five rows: cosines of the first sentences, of what lies between some, and of the closest two; distance of the
    events; cosine of the subjects.
    """
    found = np.zeros((5, len(others)))
    known = [at for at, other in enumerate(others) if are_meant(one, other)]
    if known:
        assert one.meaning
        found[:, known] = _meaning_facts(one.meaning, [meaning for at in known if (meaning := others[at].meaning)])
    return found


def _meaning_facts(one: Meaning, others: Sequence[Meaning]) -> Facts:
    starts = np.cumsum([0, *(len(other.vectors) for other in others[:-1])])
    cosines = np.concatenate([other.vectors for other in others]) @ one.vectors.T
    between = np.stack([other.opening for other in others]) @ one.opening
    places = np.stack([other.place for other in others if other.place is not None])
    assert one.place is not None
    apart = places[:, :EVENTS] - one.place[:EVENTS]
    closest = np.maximum.reduceat(cosines.max(1), starts)
    return np.vstack([
        cosines[starts, 0], between, closest, np.sqrt((apart * apart).sum(1)), places[:, EVENTS:] @ one.place[EVENTS:]
    ])  # fmt: skip


def are_meant(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Whether both have vectors of the model that the weights were fitted on."""
    return all(article.meaning is not None and article.meaning.place is not None for article in (one, other))


def _days(one: ArticleProfile, other: ArticleProfile, *, dated: bool) -> tuple[float, float]:
    """How much the leads name the same day, and whether they name two. Weekdays without dates count half."""
    if one.weekday is None or other.weekday is None:
        return 0.0, 0.0
    if not dated:
        same = one.weekday == other.weekday
        return 0.5 * same, float(not same)
    gap = abs(one.day - other.day)
    if _event_day(one) != _event_day(other):
        return 0.0, float(gap > 0)
    return _SAME_DAY[gap] if gap < len(_SAME_DAY) else 0.0, 0.0


def _event_day(article: ArticleProfile) -> int:
    """The last such weekday up to the day of publication. (Ordinal 1 was a Monday.)"""
    return article.day - (article.day - 1 - (article.weekday or 0)) % 7
