"""How likely two articles tell the same event: a logistic regression over nine numbers.

Fitted on pairs of the development sets, once for dated and once for undated articles (where the day says nothing, the
names and words must say more). The hard case decides: another event of the same affair a day later shares all names
and half of the words; the day of the event ("on Monday", read from the day of publication) and the words that are no
names tell the two apart.
"""

from __future__ import annotations

import math

import numpy as np

from bot.stories.profile import ArticleProfile

WINDOW = 7  # days between two articles of one story
_COPY = 0.6  # share of common shingles from which one text is a copy of the other
_LEAST, _MOST = -5.0, 4.0  # log odds: no single pair outvotes a story
#: title, lead, text, names, other words, gap in weeks, same day of the event, another, log of the shorter text
_DATED = np.array([4.24, 9.25, 0.10, 1.47, 4.65, -4.56, 2.78, -1.86, 2.14])
_UNDATED = np.array([4.22, 8.05, 3.12, 3.03, 7.37, 0.0, 3.19, -1.32, 1.26])
_DATED_BIAS, _UNDATED_BIAS = -14.48, -15.23


def log_odds(one: ArticleProfile, other: ArticleProfile) -> float:
    """Log odds that both tell one event, between -5 and 4; a copy counts 4, what lies too far apart in time -5."""
    if abs(one.day - other.day) > WINDOW or _of_a_series(one, other):
        return _LEAST
    if is_copy(one, other):
        return _MOST
    dated = one.dated and other.dated
    facts = _facts(one, other, dated)
    score = float(facts @ (_DATED if dated else _UNDATED)) + (_DATED_BIAS if dated else _UNDATED_BIAS)
    return min(_MOST, max(_LEAST, score))


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


def _facts(one: ArticleProfile, other: ArticleProfile, dated: bool) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
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
    """Whether the leads name the same day, and whether they name two; weekdays without dates prove half as much."""
    if one.weekday is None or other.weekday is None:
        return 0.0, 0.0
    if not dated:
        same = one.weekday == other.weekday
        return 0.5 * same, float(not same)
    same = _event_day(one) == _event_day(other)
    return float(same), float(not same and gap > 0)


def _event_day(article: ArticleProfile) -> int:
    """The last such weekday up to the day of publication. (Ordinal 1 was a Monday.)"""
    return article.day - (article.day - 1 - (article.weekday or 0)) % 7
