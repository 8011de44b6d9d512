"""Profiles as bytes for the store: eight whole numbers, then terms, sketch, and weights in steps of 1/255."""

from __future__ import annotations

import numpy as np

from bot.stories.profile import ArticleProfile

_HEAD = np.dtype("<i8")
_HASH = np.dtype("<u4")
_ROWS = 5
_NUMBERS = 8


def dump(profile: ArticleProfile) -> bytes:
    """The profile as bytes, some 1.5 kB."""
    weekday = -1 if profile.weekday is None else profile.weekday
    sizes = [len(profile.terms), len(profile.sketch)]
    head = np.array(
        [*sizes, profile.length, profile.day, profile.dated, weekday, profile.series, profile.numbers], _HEAD
    )
    weights = np.rint(np.clip(profile.weights, 0, 1) * 255).astype(np.uint8)
    sketch = np.array(sorted(profile.sketch), _HASH)
    return b"".join(part.tobytes() for part in (head, profile.terms.astype(_HASH), sketch, weights))


def load(data: bytes) -> ArticleProfile:
    """The profile that ``dump`` wrote."""
    head = np.frombuffer(data, _HEAD, _NUMBERS).tolist()
    size, sketched, length, day, dated, weekday, series, numbers = head
    at = _NUMBERS * _HEAD.itemsize
    terms = np.frombuffer(data, _HASH, size, at)
    at += terms.nbytes
    sketch = np.frombuffer(data, _HASH, sketched, at)
    at += sketch.nbytes
    weights = np.frombuffer(data, np.uint8, _ROWS * size, at).reshape(_ROWS, size)
    return ArticleProfile(
        terms=terms,
        weights=weights.astype(np.float32) / np.float32(255),
        length=length,
        day=day,
        dated=bool(dated),
        weekday=None if weekday < 0 else weekday,
        sketch=frozenset(sketch.tolist()),
        series=series,
        numbers=numbers,
    )
