"""Serialise profiles for the store: integers, then terms, sketch, and weights in steps of 1/255.

The vectors of the first sentences follow, if known: the model, then one byte per component. Profiles stored before
there were several vectors begin with the number of terms instead of _SEVERAL, and name no publisher.
"""

from __future__ import annotations

import numpy as np

from bot.stories.profile import ArticleProfile, Meaning

_HEAD = np.dtype("<i8")
_HASH = np.dtype("<u4")
_ROWS = 5
_NUMBERS = 8  # integers in any profile
_SEVERAL = -2  # the first integer of newer profiles
_SCALE = np.float32(500)  # components of a 384-dimensional unit vector stay below 0.25


def dump(profile: ArticleProfile) -> bytes:
    """The profile as some 3 kB of bytes."""
    weekday = -1 if profile.weekday is None else profile.weekday
    sizes = [len(profile.terms), len(profile.sketch)]
    facts = [profile.length, profile.day, profile.dated, weekday, profile.series, profile.numbers]
    vectors = len(profile.meaning.vectors) if profile.meaning else 0
    head = np.array([_SEVERAL, *sizes, *facts, profile.publisher, vectors], _HEAD)
    weights = np.rint(np.clip(profile.weights, 0, 1) * 255).astype(np.uint8)
    sketch = np.array(sorted(profile.sketch), _HASH)
    parts = (head, profile.terms.astype(_HASH), sketch, weights)
    return b"".join(part.tobytes() for part in parts) + _dump_meaning(profile.meaning)


def load(data: bytes) -> ArticleProfile:
    """The profile in bytes written by ``dump``."""
    (size, sketched, length, day, dated, weekday, series, numbers, publisher, vectors), at = _head(data)
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
        publisher=publisher,
        meaning=_load_meaning(data, at + weights.nbytes, vectors),
    )


def _head(data: bytes) -> tuple[list[int], int]:
    """The integers of a profile, and where they end."""
    if np.frombuffer(data, _HEAD, 1)[0] == _SEVERAL:
        return np.frombuffer(data, _HEAD, _NUMBERS + 2, _HEAD.itemsize).tolist(), (_NUMBERS + 3) * _HEAD.itemsize
    return [*np.frombuffer(data, _HEAD, _NUMBERS).tolist(), 0, 1], _NUMBERS * _HEAD.itemsize


def _dump_meaning(meaning: Meaning | None) -> bytes:
    if meaning is None:
        return b""
    small = np.clip(np.rint(meaning.vectors * _SCALE), -127, 127).astype(np.int8)
    return bytes(np.array([meaning.model], _HASH).tobytes() + small.tobytes())


def _load_meaning(data: bytes, start: int, number: int) -> Meaning | None:
    """The ``number`` vectors stored from ``start`` on; None in profiles of articles without vectors."""
    if start >= len(data):
        return None
    (model,) = np.frombuffer(data, _HASH, 1, start).tolist()
    vectors = np.frombuffer(data, np.int8, -1, start + _HASH.itemsize).astype(np.float32)
    return Meaning.of(vectors.reshape(number, -1) / _SCALE, model)
