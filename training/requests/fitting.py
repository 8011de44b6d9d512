"""The softmax over the words of asking and the vectors of texts."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STEPS, RATE, PENALTY = 150, 0.08, 5e-5
WIDE = 6.0  # by which vectors are multiplied: otherwise their weights, which must be large, are penalised most
WITHOUT = 0.35  # share of the texts that are shown without their vector
PARTS = 5

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights."""

    words: Floats  #: (features, labels)
    meaning: Floats  #: (labels, width)
    biases: Floats  #: by label


class Fitting:
    """The texts with their labels. ``read`` and ``vectors`` come first, then ``fit`` or ``hold_out``."""

    def __init__(self, labels: tuple[str, ...], wanted: list[str], weights: list[float]) -> None:
        """Take the labels, and that of each text and how much it counts."""
        self.labels = labels
        self._weights = np.array(weights, np.float32)[:, None]
        self._wanted = np.array([labels.index(one) for one in wanted])
        self._texts: list[list[str]] = []
        self._seen = 0
        self.vectors: Floats = np.zeros((0, 0), np.float32)  #: one per text
        self.kept: list[str] = []  #: the features that have weights

    def read(self, texts: list[list[str]], seen: int) -> None:
        """Take the features of each text, and how often one must be seen to have weights."""
        self._texts, self._seen = texts, seen

    def fit(self, rows: NDArray[np.bool_] | None = None) -> Fitted:
        """Fit the texts in ``rows``; None for all."""
        used = np.ones(len(self._texts), bool) if rows is None else rows
        seen = Counter(feature for row in np.flatnonzero(used) for feature in self._texts[row])
        self.kept = [feature for feature, count in seen.items() if count >= self._seen]
        middle = self.vectors.mean(axis=0)
        weights = self._descended(self._inputs(middle, hidden=True)[used], self._wanted[used], self._weights[used])
        meaning = weights[len(self.kept) :].T * WIDE
        return Fitted(weights[: len(self.kept)], meaning, -meaning @ middle)

    def hold_out(self, patterns: list[str]) -> None:
        """Print how many texts are told right by weights fitted to the other patterns, by label."""
        chance = random.Random(1)
        part = {pattern: chance.randrange(PARTS) for pattern in sorted(set(patterns))}
        parts, right = np.array([part[one] for one in patterns]), np.zeros(len(patterns), bool)
        for number in range(PARTS):
            fitted = self.fit(parts != number)
            words = self._inputs(self.vectors.mean(axis=0), hidden=False)[:, : len(self.kept)]
            scores = words @ fitted.words + self.vectors @ fitted.meaning.T + fitted.biases
            right |= (scores.argmax(axis=1) == self._wanted) & (parts == number)
        for at, label in enumerate(self.labels):
            sys.stdout.write(f"{label:12} {right[self._wanted == at].mean():.2f}\n")
        sys.stdout.write(
            f"all labels   {np.mean([right[self._wanted == at].mean() for at in set(self._wanted)]):.3f}\n"
        )

    def _inputs(self, middle: Floats, *, hidden: bool) -> Floats:
        place = {feature: at for at, feature in enumerate(self.kept)}
        inputs = np.zeros((len(self._texts), len(self.kept) + len(middle)), np.float32)
        for row, text in enumerate(self._texts):
            inputs[row, [place[feature] for feature in text if feature in place]] = 1
        inputs[:, len(self.kept) :] = (self.vectors - middle) * WIDE
        if hidden:
            without = np.random.default_rng(5).random(len(inputs)) < WITHOUT
            inputs[without, len(self.kept) :] = 0
        return inputs

    def _descended(self, inputs: Floats, wanted: NDArray[np.int64], counting: Floats) -> Floats:
        targets = np.eye(len(self.labels), dtype=np.float32)[wanted]
        weights = np.zeros((inputs.shape[1], len(self.labels)), dtype=np.float32)
        mean, square, share = np.zeros_like(weights), np.zeros_like(weights), counting / counting.sum()
        for step in range(1, STEPS + 1):
            slope = inputs.T @ ((_softmax(inputs @ weights) - targets) * share) + PENALTY * weights
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        right = (inputs @ weights).argmax(axis=1) == wanted
        sys.stdout.write(f"{len(inputs)} texts, {len(self.kept)} features, {right.mean():.3f} told right\n")
        return weights


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances
