"""Precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """Predicted and gold items, and how many of each have a match.

    The two numbers of matches differ if one span may match several.
    """

    predicted: int = 0
    gold: int = 0
    predicted_hits: int = 0
    gold_hits: int = 0

    @property
    def precision(self) -> float:
        """Share of predictions that are right, 0 to 1."""
        return self.predicted_hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold items that were found, 0 to 1."""
        return self.gold_hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, predicted: int, gold: int, predicted_hits: int, gold_hits: int) -> None:
        """Add the counts of one more text."""
        self.predicted += predicted
        self.gold += gold
        self.predicted_hits += predicted_hits
        self.gold_hits += gold_hits

    def as_row(self) -> dict[str, float]:
        """Percentages for tables, with the number of gold items."""
        shares = {"p": self.precision, "r": self.recall, "f": self.f1}
        return {name: round(100 * value, 1) for name, value in shares.items()} | {"n": self.gold}
