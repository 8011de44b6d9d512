"""Fitting the weights by which speakers are verified."""

from __future__ import annotations

import numpy as np

from training.speakers import READ, chances, fit


def test_a_sign_of_wrong_references_gets_a_weight_and_others_hardly_any() -> None:
    generator = np.random.default_rng(1)
    features = np.column_stack([np.ones(400), generator.integers(0, 2, (400, 2))]).astype(float)
    wrong = (generator.random(400) < np.where(features[:, 1] > 0, 0.6, 0.1)).astype(float)

    bias, telling, idle = fit(features, wrong)

    assert telling > 1.0 > abs(idle)
    assert bias < 0.0
    assert abs(chances(features, np.array([bias, telling, idle])).mean() - wrong.mean()) < 1e-6


def test_every_reference_was_read_once_and_judged() -> None:
    rows = [line.split("\t") for line in READ.read_text(encoding="utf-8").splitlines()[1:]]

    assert {row[3] for row in rows} == {"right", "wrong"}
    assert len({(row[0], row[1]) for row in rows}) == len(rows)
    assert all(row[1].isdigit() and row[2] for row in rows)
