"""Encode spans as one tag per word (BIOES: begin, inside, outside, end, single), and decode scores by Viterbi."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bits = npt.NDArray[np.bool_]
#: First word, end (exclusive), label.
Span = tuple[int, int, str]

FORBIDDEN = -1e4  #: score of a transition that no spans allow
OUTSIDE = 0  #: index of the tag for no span


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The tags for a set of labels: "O", then four for each label."""

    names: tuple[str, ...]
    barred: Bits  #: (tag, next tag): forbidden transitions
    first: Bits  #: tags that cannot come first
    last: Bits  #: tags that cannot come last

    @classmethod
    def of(cls, labels: Sequence[str]) -> Tags:
        """The tags for ``labels``, in order."""
        names = ("O", *(f"{mark}-{label}" for label in labels for mark in "BIES"))
        barred = np.array([[not _follows(one, other) for other in names] for one in names])
        first = np.array([name[0] in "IE" for name in names])
        return cls(names, barred, first, np.array([name[0] in "BI" for name in names]))

    def numbers(self, length: int, spans: Iterable[Span]) -> list[int]:
        """The tag of each of ``length`` words. ``spans`` must not overlap."""
        place = {name: number for number, name in enumerate(self.names)}
        found = [OUTSIDE] * length
        for start, end, label in spans:
            if end - start == 1:
                found[start] = place[f"S-{label}"]
                continue
            found[start:end] = [place[f"I-{label}"]] * (end - start)
            found[start], found[end - 1] = place[f"B-{label}"], place[f"E-{label}"]
        return found

    def spans(self, numbers: Sequence[int]) -> list[Span]:
        """The spans encoded by a valid sequence of tags."""
        found: list[Span] = []
        start = 0
        for place, number in enumerate(numbers):
            mark, _, label = self.names[number].partition("-")
            if mark in "BS":
                start = place
            if mark in "ES":
                found.append((start, place + 1, label))
        return found

    def best(self, scores: Floats, steps: Floats) -> list[int]:
        """The valid sequence with the highest sum of scores.

        Shapes: ``scores`` (words, tags), ``steps`` (tag, next tag).
        """
        if not len(scores) or self._nothing(scores, steps):
            return [OUTSIDE] * len(scores)
        greedy: list[int] = scores.argmax(1).tolist()
        if not steps.any() and self._valid(greedy):
            return greedy
        allowed = np.where(self.barred, FORBIDDEN, steps).T.copy()  # (next tag, tag)
        reached = scores[0] + FORBIDDEN * self.first
        back = np.empty(scores.shape, np.int64)
        for place in range(1, len(scores)):
            ways = allowed + reached
            ways.argmax(1, out=back[place])
            reached = ways.max(1) + scores[place]
        found = [int((reached + FORBIDDEN * self.last).argmax())]
        for place in range(len(scores) - 1, 0, -1):
            found.append(int(back[place, found[-1]]))
        return found[::-1]

    def _valid(self, numbers: Sequence[int]) -> bool:
        ends_well = not (self.first[numbers[0]] or self.last[numbers[-1]])
        return ends_well and not self.barred[numbers[:-1], numbers[1:]].any()

    def _nothing(self, scores: Floats, steps: Floats) -> bool:
        """Whether no span can score: each of its words gains at most its own score and two favourable transitions."""
        gain = np.where(self.barred, FORBIDDEN, steps).max() - steps[OUTSIDE, OUTSIDE]
        return bool((scores[:, 1:].max(1) - scores[:, OUTSIDE]).max() + 2 * gain < 0)


def _follows(one: str, other: str) -> bool:
    """Whether tag ``other`` may follow ``one``."""
    if one[0] in "BI":
        return other[0] in "IE" and other[2:] == one[2:]
    return other[0] in "OBS"


def as_floats(values: Any) -> Floats:
    """A nested list, as in JSON, as an array."""
    return np.asarray(values, np.float32)
