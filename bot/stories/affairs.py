"""Decide whether an article tells what became of an event: a turn of the affair, not the same event again. Pure.

A logistic regression over a pair of articles, fitted by benchmarks/fit_affairs.py. Unlike similarity.py, it does not
ask when: a verdict comes months after the arrest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import numpy as np

from bot.stories.pair_facts import FACTS, Facts, pair_facts
from bot.stories.profile import LEADS, ArticleProfile
from bot.stories.similarity import is_of_a_series

LINKED = 4.5  #: log odds from which an article belongs to the affair of another
SHARED = 3  #: terms that both leads have at least: the name of a town is not enough
DAYS = 60  #: between an article and the newest one of its affair
#: The features that are used; those of the vectors are 0 where these are unknown.
TOLD = ("title", "lead", "text", "names", "other words", "meaning", "opening", "closest")
_PLACES = [FACTS.index(name) for name in TOLD]


def affair_facts(one: ArticleProfile, other: ArticleProfile) -> Facts:
    """The features TOLD of a pair."""
    return pair_facts(one, [other], dated=False)[0, _PLACES]


@cache
def affair_weights() -> Facts:
    """The shipped weights of TOLD, with the bias last."""
    read = json.loads(files("bot.stories").joinpath("affair_weights.json").read_text("utf-8"))
    return np.array([read[name] for name in (*TOLD, "bias")])


def affair_odds(one: ArticleProfile, other: ArticleProfile) -> float:
    """Log odds that both tell one affair: the same event, or what led to it or became of it."""
    weights = affair_weights()
    return float(affair_facts(one, other) @ weights[:-1] + weights[-1])


def is_of_affair(article: ArticleProfile, told: Iterable[ArticleProfile]) -> bool:
    """Whether an article belongs to an affair of which these are articles: it is enough to resemble one."""
    return any(
        not is_of_a_series(article, one) and affair_odds(article, one) >= LINKED and _in_common(article, one) >= SHARED
        for one in told
    )


def _in_common(one: ArticleProfile, other: ArticleProfile) -> int:
    """How many terms both leads have."""
    leads, other_leads = (each.terms[each.weights[LEADS] > 0] for each in (one, other))
    return len(np.intersect1d(leads, other_leads, assume_unique=True))
