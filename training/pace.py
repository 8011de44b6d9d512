"""The learning-rate schedule: linear warm-up, then linear decay."""

from __future__ import annotations

LEAST = 0.02  # share of the maximum rate at the last step


def pace(done: float, warm_up: float) -> float:
    """Share of the maximum rate after the share ``done`` of the training; it rises during the first ``warm_up``."""
    return min(1.0, done / warm_up) * max(LEAST, (1 - done) / (1 - warm_up))
