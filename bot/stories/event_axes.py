"""Axes along which two events of one affair lie apart, and reports of one event close together.

The sentence encoder gives two events of one affair nearly the same vector, since both are about the same people and
places. Linear discriminant analysis of invented affairs (benchmarks/fit_stories.py) found the few directions in which
they differ and in which different reports of one event do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path("bot/stories/event_axes.npz")  #: as the fitting script writes it

Axes = NDArray[np.float32]


@dataclass(frozen=True, eq=False, slots=True)
class EventAxes:
    """A linear map from vectors of one encoder to the coordinates of an event."""

    axes: Axes  #: (width of a vector, number of coordinates)
    model: int  #: hash of the encoder's name

    def place(self, vector: NDArray[np.float32], model: int) -> NDArray[np.float32] | None:
        """The coordinates of a vector by the encoder ``model``; None if the axes are for another one."""
        return vector @ self.axes if model == self.model else None

    def write(self, path: Path) -> None:
        """Store them as ``event_axes`` reads them."""
        np.savez_compressed(path, axes=self.axes.astype(np.float16), model=np.array(self.model, np.int64))


@cache
def event_axes() -> EventAxes:
    """The shipped axes."""
    with as_file(files("bot.stories").joinpath("event_axes.npz")) as path, np.load(path) as stored:
        return EventAxes(stored["axes"].astype(np.float32), int(stored["model"]))
