"""Calibration of abstention with the reranker: the "judged" weights, and their effect.

The same logistic regression as without it (benchmarks/fitting.py) on the same pieces of evidence, with the logit of the
sentence that comes first as one piece more. Cross-validated with and without it, all questions about one article
learned or tried together; the plot shows how reliable the probabilities of unseen questions are. The questions must not
be those that the reranker was trained on: of these it knows too well which are answered.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.development import Listed, read_lists
from benchmarks.fit_weights import WEIGHTS
from benchmarks.fitting import FOLDS, KEPT, area_under_curve, logistic, support, threshold_of
from bot.retrieval.answers import answerability
from bot.retrieval.ranking.features import PIECES
from bot.retrieval.ranking.ranker import weights
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.retrieval.reranking.stage import reranked
from bot.store.file.database import Database

ROUNDS = 3
ROBBED = 0.2  # weight of answerable questions with their article removed, among all without an answer
BINS = 6  # of the reliability plot
BUSY_TIMEOUT = 5.0
_PLOT = (4.2, 3.6)  # inches

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """The features of one question for abstention."""

    group: str  #: questions about one article share it
    answerable: bool
    robbed: bool  #: the article that answers was left out
    pieces: tuple[float, ...]  #: of ``answerability.support``
    logit: float  #: of the sentence that the reranker puts first


def read_told(database: Path, questions: Path, reranker: Reranker) -> list[Told]:
    """All questions, and the answerable ones again without the article that answers them."""
    lists = read_lists(database, questions)
    rank = np.array([weights()["rank"][piece] for piece in PIECES])
    with Database(database, busy_timeout=BUSY_TIMEOUT) as store, store.reading() as connection:
        kinds = [(found, robbed) for found in lists for robbed in (False, True) if found.answerable or not robbed]
        return [_told(connection, found, reranker, rank, robbed=robbed) for found, robbed in kinds]


def _told(connection: sqlite3.Connection, found: Listed, reranker: Reranker, rank: Array, *, robbed: bool) -> Told:
    lexical = found.ranked(rank, without_article=robbed)
    ranked = reranked(reranker, found.question.text, lexical)
    first = ranked[0] if ranked else None
    logit = first.logit if first and first.logit is not None else 0.0
    pieces = tuple(support(found, rank, without_article=robbed, read=first))
    return Told(found.group, found.answerable and not robbed, robbed, pieces, logit)


def fitted(told: Sequence[Told]) -> dict[str, float]:
    """The "judged" weights with their bias and the threshold that keeps ``KEPT`` of the answerable questions."""
    found = _fit(told, reranker=True)
    answerable = [one for one in told if one.answerable]
    logits = _rows(answerable, reranker=True) @ found[:-1] + found[-1]
    names = (*answerability.PIECES, "logit", "bias")
    return {name: float(value) for name, value in zip(names, found, strict=True)} | {"threshold": threshold_of(logits)}


def write(judged: Mapping[str, float], path: Path = WEIGHTS) -> None:
    """Write them to the file of all weights."""
    kept = json.loads(path.read_text("utf-8"))
    kept["judged"] = {name: round(value, 4) for name, value in judged.items()}
    path.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


def cross_validated(told: Sequence[Told], *, reranker: bool) -> list[tuple[bool, float]]:
    """Whether each question has an answer, and its log-odds under held-out weights; ``ROUNDS`` repetitions."""
    found: list[tuple[bool, float]] = []
    for seed in range(ROUNDS):
        groups = sorted({one.group for one in told})
        random.Random(seed).shuffle(groups)
        for fold in range(FOLDS):
            held = set(groups[fold::FOLDS])
            fitted = _fit([one for one in told if one.group not in held], reranker=reranker)
            tried = [one for one in told if one.group in held and not one.robbed]
            values = _rows(tried, reranker=reranker) @ fitted[:-1] + fitted[-1]
            found += zip((one.answerable for one in tried), map(float, values), strict=True)
    return found


def _fit(told: Sequence[Told], *, reranker: bool) -> Array:
    answered, robbed = sum(one.answerable for one in told), sum(one.robbed for one in told)
    others = len(told) - answered - robbed
    share = {(True, False): 1 / answered, (False, False): (1 - ROBBED) / others, (False, True): ROBBED / robbed}
    weight = np.array([share[one.answerable, one.robbed] for one in told]) * answered
    return logistic(_rows(told, reranker=reranker), np.array([float(one.answerable) for one in told]), weight)


def _rows(told: Sequence[Told], *, reranker: bool) -> Array:
    return np.array([[*one.pieces, *([one.logit] if reranker else [])] for one in told])


def described(found: Sequence[tuple[bool, float]]) -> str:
    """The area under the curve, and the abstention rate if nine in ten answerable questions are answered."""
    above = [value for answerable, value in found if answerable]
    below = [value for answerable, value in found if not answerable]
    declined = float(np.mean(np.array(below) < np.quantile(above, 1 - KEPT)))
    return f"area under the curve {area_under_curve(above, below):.3f}, {declined:.0%} of the unanswerable declined"


def plot(runs: Mapping[str, Sequence[tuple[bool, float]]], path: Path) -> None:
    """Plot the reliability of each run: predicted probability against the share answerable, with balanced classes."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=_PLOT)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for (name, found), mark in zip(runs.items(), ("o--", "s-"), strict=True):
        axes.plot(*reliability(found), mark, markersize=4, linewidth=1, label=name)
    axes.set(xlabel="probability given", ylabel="share that is answerable", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False, fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def reliability(found: Sequence[tuple[bool, float]]) -> tuple[list[float], list[float]]:
    """Mean probability and share answerable for ``BINS`` quantile bins, lowest first."""
    right = np.array([answerable for answerable, _ in found])
    chance = 1 / (1 + np.exp(-np.array([value for _, value in found])))
    share = np.where(right, 0.5 / right.sum(), 0.5 / (~right).sum())
    bins = np.array_split(np.argsort(chance), BINS)
    given = [float(np.average(chance[places], weights=share[places])) for places in bins]
    return given, [float(np.average(right[places], weights=share[places])) for places in bins]
