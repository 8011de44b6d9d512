"""The learning rate over a training: up, then straight down."""

from __future__ import annotations

LEAST = 0.02  # share of the highest rate that the last step has


def pace(done: float, warm_up: float) -> float:
    """Share of the highest rate when ``done`` of the training is over; it rises for the first ``warm_up`` of it."""
    return min(1.0, done / warm_up) * max(LEAST, (1 - done) / (1 - warm_up))
