"""Where an article's opening lies: along axes in which events of one affair differ, and along those of its subject.

The sentence encoder gives two events of one affair nearly the same vector, since both are about the same people and
places, and unrelated blurbs of one day are not far from each other for it either. Linear discriminant analysis of
invented affairs (benchmarks/event_axes.py) found the few directions in which the events of an affair differ and
different reports of one event do not, and those in which affairs differ.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path("bot/stories/event_axes.npz")  #: as the fitting script writes it
EVENTS = 32  #: coordinates of an event; those of its subject, a unit vector, follow

Axes = NDArray[np.float32]


@dataclass(frozen=True, eq=False, slots=True)
class EventAxes:
    """A linear map from vectors of one encoder to the coordinates of an event and of its subject."""

    axes: Axes  #: (width of a vector, number of coordinates)
    middle: Axes  #: the coordinates of ordinary news
    model: int  #: hash of the encoder's name

    def place(self, vector: NDArray[np.float32], model: int) -> NDArray[np.float32] | None:
        """The coordinates of a vector by the encoder ``model``; None if the axes are for another one."""
        if model != self.model:
            return None
        found = vector @ self.axes - self.middle
        subject = found[EVENTS:]
        subject /= np.float32(max(math.sqrt(subject @ subject), 1e-9))
        return found

    def write(self, path: Path) -> None:
        """Store them as ``event_axes`` reads them."""
        axes, middle = self.axes.astype(np.float16), self.middle.astype(np.float16)
        np.savez_compressed(path, axes=axes, middle=middle, model=np.array(self.model, np.int64))


@cache
def event_axes() -> EventAxes:
    """The shipped axes."""
    with as_file(files("bot.stories").joinpath("event_axes.npz")) as path, np.load(path) as stored:
        axes, middle = (stored[name].astype(np.float32) for name in ("axes", "middle"))
        return EventAxes(axes, middle, int(stored["model"]))
