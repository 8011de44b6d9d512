"""Axes in which two events of one affair differ, by linear discriminant analysis (for benchmarks/fit_stories.py).

Of each affair, the differences between the vectors of two reports of one event say what does not matter, and those
between reports of two events say what does. An axis is the better the more the second ones exceed the first along it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.story_examples import FOLDS, Example
from bot.stories.event_axes import EventAxes
from bot.stories.profile import ArticleProfile

AXES = 32
SHRINKAGE = 1.0  # of the first kind of differences towards equal ones in all directions
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
    """The profiles of two examples with the coordinates of their events by axes fitted on neither affair."""

    def __init__(self, told: Sequence[Example]) -> None:
        self._axes = {
            frozenset(folds): axes_of(told, folds) for folds in itertools.combinations_with_replacement(range(FOLDS), 2)
        }
        self._seen: dict[tuple[int, frozenset[int]], ArticleProfile] = {}

    def seen(self, one: Example, other: Example) -> tuple[ArticleProfile, ArticleProfile]:
        """Both profiles."""
        folds = frozenset((one.fold, other.fold))
        return self._profile(one, folds), self._profile(other, folds)

    def _profile(self, one: Example, folds: frozenset[int]) -> ArticleProfile:
        key = (id(one), folds)
        if key not in self._seen:
            meaning = one.profile.meaning
            if meaning:
                meaning = replace(meaning, event=self._axes[folds].place(meaning.opening, meaning.model))
            self._seen[key] = replace(one.profile, meaning=meaning)
        return self._seen[key]


def fit_axes(affairs: Iterable[Affair], model: int) -> EventAxes:
    """The axes by these affairs' vectors, which the encoder ``model`` (a hash of its name) made."""
    pairs = [_differences(vectors, events) for vectors, events in affairs]
    within, between = _spread([same for same, _ in pairs]), _spread([other for _, other in pairs])
    within += SHRINKAGE * np.trace(within) / len(within) * np.eye(len(within))
    whitening = np.linalg.inv(np.linalg.cholesky(within)).T
    gains, directions = np.linalg.eigh(whitening.T @ between @ whitening)
    axes = whitening @ directions[:, -AXES:] * np.sqrt(np.maximum(gains[-AXES:], 0))
    return EventAxes(axes.astype(np.float32), model)


def _differences(vectors: Sequence[NDArray[np.float32]], events: Sequence[str]) -> tuple[Array, Array]:
    """Differences between reports of one event, and between those of two."""
    found: tuple[list[Array], list[Array]] = ([], [])
    for (one, event), (other, other_event) in itertools.combinations(zip(vectors, events, strict=True), 2):
        found[event != other_event].append(np.asarray(one - other, np.float64))
    width = len(vectors[0])
    same, two = (np.array(rows).reshape(len(rows), width) for rows in found)
    return same, two


def _spread(differences: Iterable[Array]) -> Array:
    """The mean outer product. An affair counts by the root of its pairs, so that none with many outlets decides."""
    rows = [one for one in differences if len(one)]
    total = sum(one.T @ one / np.sqrt(len(one)) for one in rows)
    return np.asarray(total / sum(np.sqrt(len(one)) for one in rows), np.float64)
