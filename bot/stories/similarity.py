"""How likely two articles tell the same event: a logistic regression over nine numbers.

Fitted on pairs of the development sets, once for dated and once for undated articles (where the day says nothing, the
names and words must say more). The hard case decides: another event of the same affair a day later shares all names
and half of the words; the day of the event ("on Monday", read from the day of publication) and the words that are no
names tell the two apart. The blurbs that feeds give share fewer words however alike the events are, so the weights of
dated articles change with how far the shorter text stays below SHORT terms.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from bot.stories.profile import ArticleProfile

Facts = npt.NDArray[np.float64]

WINDOW = 7  # days between two articles of one story
_COPY = 0.6  # share of common shingles from which one text is a copy of the other
_LEAST, _MOST = -5.0, 4.0  # log odds: no single pair outvotes a story
#: title, lead, text, names, other words, gap in weeks, same day of the event, another, log of the shorter text
_DATED = np.array([4.24, 9.25, 0.10, 1.47, 4.65, -4.56, 2.78, -1.86, 2.14])
_UNDATED = np.array([4.22, 8.05, 3.12, 3.03, 7.37, 0.0, 3.19, -1.32, 1.26])
_DATED_BIAS, _UNDATED_BIAS = -14.48, -15.23
#: what a common day of the event proves by the days between two articles: a later one tends to look back on that day
_SAME_DAY = (1.0, 1.0, 0.5)
SHORT = 60  # terms below which a text counts as short
#: what is added to the weights of dated articles per unit of log(SHORT / terms)
_DATED_SHORT = np.array([0.99, 1.97, 0.0, -1.88, -4.26, -2.50, 0.0, 0.0, 0.0])
_DATED_SHORT_BIAS = 2.34


def log_odds(one: ArticleProfile, other: ArticleProfile) -> float:
    """Log odds that both tell one event, between -5 and 4; a copy counts 4, what lies too far apart in time -5."""
    if abs(one.day - other.day) > WINDOW or _of_a_series(one, other):
        return _LEAST
    if is_copy(one, other):
        return _MOST
    dated = one.dated and other.dated
    facts = _facts(one, other, dated)
    score = _dated_score(facts) if dated else float(facts @ _UNDATED) + _UNDATED_BIAS
    return min(_MOST, max(_LEAST, score))


def _dated_score(facts: Facts) -> float:
    shortness = max(0.0, math.log(1 + SHORT) - float(facts[-1]))
    weights = _DATED + shortness * _DATED_SHORT if shortness else _DATED
    return float(facts @ weights) + _DATED_BIAS + shortness * _DATED_SHORT_BIAS


def _of_a_series(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Do the titles differ by their numbers only: "Market report 12" and "Market report 13"?"""
    return one.series == other.series and bool(one.numbers and other.numbers) and one.numbers != other.numbers


def is_copy(one: ArticleProfile, other: ArticleProfile) -> bool:
    """Is one text the other, or a revision of it? By the share of common shingles among the smallest of both."""
    common, size = one.sketch & other.sketch, min(len(one.sketch), len(other.sketch))
    if not common or len(common) < _COPY * size:  # nearly all pairs: no need to order them
        return False
    both = sorted(one.sketch | other.sketch)[:size]
    return len(common.intersection(both)) / len(both) >= _COPY


def _facts(one: ArticleProfile, other: ArticleProfile, dated: bool) -> Facts:
    places = np.searchsorted(other.terms, one.terms)
    places[places == len(other.terms)] = 0
    mine = np.flatnonzero(other.terms[places] == one.terms) if len(other.terms) else places[:0]
    its = places[mine]
    cosines = np.einsum("ij,ij->i", one.weights[:, mine], other.weights[:, its], dtype=np.float64)
    gap = abs(one.day - other.day) if dated else 0
    same, another = _days(one, other, dated, gap)
    length = math.log(1 + min(one.length, other.length))
    return np.array([*cosines, gap / WINDOW * (1 - same), same, another, length])


def _days(one: ArticleProfile, other: ArticleProfile, dated: bool, gap: int) -> tuple[float, float]:
    """How much the leads name the same day, and whether they name two; weekdays without dates prove half as much."""
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
