"""Axes along which events differ, and affairs, by linear discriminant analysis (for benchmarks/fit_stories.py).

Of each affair, the differences between the vectors of two reports of one event say what does not matter, and those
between reports of two events say what does. An axis is the better the more the second ones exceed the first along it.
The axes of subjects are found in the same way from the middles of the affairs.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.story_examples import FOLDS, Example
from bot.stories.event_axes import EVENTS, EventAxes
from bot.stories.profile import ArticleProfile

SUBJECTS = 128  #: axes along which affairs differ
SHRINKAGE, SUBJECT_SHRINKAGE = 1.0, 0.3  # of the first kind of differences towards equal ones in all directions
Array = NDArray[np.float64]
#: The vectors of an affair's articles and the event that each tells.
Affair = tuple[Sequence[NDArray[np.float32]], Sequence[str]]


def axes_of(told: Sequence[Example], without: Collection[int] = ()) -> EventAxes:
    """The axes by the affairs that are not in these folds."""
    by_affair: dict[str, list[Example]] = defaultdict(list)
    for one in told:
        if one.fold not in without and one.profile.meaning:
            by_affair[one.affair].append(one)
    return fit_axes(
        (
            ([one.profile.meaning.opening for one in alike if one.profile.meaning], [one.event for one in alike])
            for alike in by_affair.values()
        ),
        next(one.profile.meaning.model for one in told if one.profile.meaning),
    )


class UnseenAxes:
    """The profiles of examples with their coordinates by axes fitted on none of their affairs."""

    def __init__(self, told: Sequence[Example]) -> None:
        self._axes = {
            frozenset(folds): axes_of(told, folds) for folds in itertools.combinations_with_replacement(range(FOLDS), 2)
        }
        #: with the example, whose id is not given to another one then
        self._seen: dict[tuple[int, frozenset[int]], tuple[Example, ArticleProfile]] = {}

    def seen(self, one: Example, others: Sequence[Example]) -> list[ArticleProfile]:
        """The profiles of all, that of ``one`` first; ``others`` are of one fold."""
        folds = frozenset((one.fold, others[0].fold))
        return [self._profile(each, folds) for each in (one, *others)]

    def _profile(self, one: Example, folds: frozenset[int]) -> ArticleProfile:
        key = (id(one), folds)
        if key not in self._seen:
            meaning = one.profile.meaning
            if meaning:
                meaning = replace(meaning, place=self._axes[folds].place(meaning.opening, meaning.model))
            self._seen[key] = one, replace(one.profile, meaning=meaning)
        return self._seen[key][1]


def fit_axes(affairs: Iterable[Affair], model: int) -> EventAxes:
    """The axes by these affairs' vectors, which the encoder ``model`` (a hash of its name) made."""
    told = [(np.asarray(vectors, np.float64), events) for vectors, events in affairs]
    pairs = [_differences(vectors, events) for vectors, events in told]
    within = _spread([same for same, _ in pairs])
    events = _directions(within, _spread([other for _, other in pairs]), SHRINKAGE, EVENTS)
    middle = np.concatenate([vectors for vectors, _ in told]).mean(0)
    middles = np.array([vectors.mean(0) - middle for vectors, _ in told])
    subjects = _directions(within, middles.T @ middles / len(middles), SUBJECT_SHRINKAGE, SUBJECTS)
    offset = np.concatenate([np.zeros(EVENTS), middle @ subjects])
    return EventAxes(np.hstack([events, subjects]).astype(np.float32), offset.astype(np.float32), model)


def _directions(within: Array, between: Array, shrinkage: float, number: int) -> Array:
    """The axes along which what lies between groups exceeds most what lies within them."""
    within = within + shrinkage * np.trace(within) / len(within) * np.eye(len(within))
    whitening = np.linalg.inv(np.linalg.cholesky(within)).T
    gains, directions = np.linalg.eigh(whitening.T @ between @ whitening)
    return np.asarray(whitening @ directions[:, -number:] * np.sqrt(np.maximum(gains[-number:], 0)), np.float64)


def _differences(vectors: Array, events: Sequence[str]) -> tuple[Array, Array]:
    """Differences between reports of one event, and between those of two."""
    found: tuple[list[Array], list[Array]] = ([], [])
    for (one, event), (other, other_event) in itertools.combinations(zip(vectors, events, strict=True), 2):
        found[event != other_event].append(one - other)
    width = vectors.shape[1]
    same, two = (np.array(rows).reshape(len(rows), width) for rows in found)
    return same, two


def _spread(differences: Iterable[Array]) -> Array:
    """The mean outer product. An affair counts by the root of its pairs, so that none with many outlets decides."""
    rows = [one for one in differences if len(one)]
    total = sum(one.T @ one / np.sqrt(len(one)) for one in rows)
    return np.asarray(total / sum(np.sqrt(len(one)) for one in rows), np.float64)
