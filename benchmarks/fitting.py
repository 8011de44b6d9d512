"""Fitting of weights: ranking by softmax, abstention by logistic regression, and cross-validation of both.

Ranking: the likelihood of a right sentence under a softmax over each question's shortlist, with a quadratic penalty
on leaving the prior weights: a few hundred questions are too few to start from nothing.

Declining: answerable questions against unanswerable ones and, with a fifth of the weight, against answerable ones
whose article is left out; both sides weigh the same. The threshold keeps nine in ten of the answerable questions.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.development import Array, Listed
from bot.retrieval.answers import answerability
from bot.retrieval.ranking.ranker import Ranked

PENALTY = 30.0
PRIOR_PENALTY = 10.0
STEPS = 200
FOLDS = 10
KEPT = 0.9  # share of the answerable questions that should be answered
ANSWERS_PENALTY = 3.0


def fit_ranking(
    lists: Sequence[Listed],
    prior: Array,
    penalty: float,
    columns: Array | None = None,
    moving: Array | None = None,
) -> Array:
    """Fit the weights of the features (raw scale).

    ``columns``: 1 for features that are used, else 0; ``moving``: 1 for features whose weight is fitted, 0 for those
    that keep the prior's.
    """
    useful = [found for found in lists if found.right.any()]
    taking = np.ones(len(prior)) if columns is None else columns
    scale = np.concatenate([found.pieces for found in useful]).std(0) + 1e-3
    size = max(len(found.right) for found in useful)
    pieces: NDArray[np.float32] = np.zeros((len(useful), size, len(scale)), np.float32)
    present, right = np.full((len(useful), size), -1e9), np.zeros((len(useful), size))
    for row, found in enumerate(useful):
        pieces[row, : len(found.right)] = found.pieces * taking / scale
        present[row, : len(found.right)], right[row, : len(found.right)] = 0, found.right
    start = prior * scale * taking
    free = np.ones(len(prior)) if moving is None else moving
    weights = _descend(lambda w: free * (_softmax_gradient(w, pieces, present, right) + penalty * (w - start)), start)
    return np.asarray(weights * taking / scale, np.float64)


def _softmax_gradient(weights: Array, pieces: NDArray[np.float32], present: Array, right: Array) -> Array:
    scores = pieces @ weights + present
    chance = np.exp(scores - scores.max(1, keepdims=True))
    chance /= chance.sum(1, keepdims=True)
    wanted = chance * right
    wanted /= wanted.sum(1, keepdims=True) + 1e-12
    return np.asarray(np.einsum("ij,ijk->k", chance - wanted, pieces))


def _descend(gradient: Callable[[Array], Array], start: Array) -> Array:
    """Adam (Kingma and Ba 2015), which needs no learning rate tuned for each data set."""
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def fit_answers(lists: Sequence[Listed], weights: Array) -> dict[str, float]:
    """The weights of abstention with bias and threshold."""
    answered = [support(found, weights) for found in lists if found.answerable]
    unanswered = [support(found, weights) for found in lists if not found.answerable]
    robbed = [support(found, weights, without_article=True) for found in lists if found.answerable]
    rows = np.array(answered + unanswered + robbed)
    wanted = np.array([1.0] * len(answered) + [0.0] * (len(unanswered) + len(robbed)))
    share = [1 / len(answered)] * len(answered)
    share += [0.8 / max(1, len(unanswered))] * len(unanswered) + [0.2 / len(robbed)] * len(robbed)
    fitted = logistic(rows, wanted, np.array(share) * len(answered))
    logits = rows[: len(answered)] @ fitted[:-1] + fitted[-1]
    found = dict(zip(answerability.PIECES, map(float, fitted[:-1]), strict=True))
    return found | {"bias": float(fitted[-1]), "threshold": threshold_of(logits)}


def threshold_of(logits: Array) -> float:
    """The probability that ``KEPT`` of the answerable questions reach; ``logits``: the log-odds of their answers."""
    return float(1 / (1 + np.exp(-np.quantile(logits, 1 - KEPT))))


def support(found: Listed, weights: Array, *, without_article: bool = False, read: Ranked | None = None) -> list[float]:
    """The features that the first sentence, or ``read``, is an answer; empty if there is no sentence."""
    ranked = found.ranked(weights, without_article=without_article)
    if not ranked:
        return [0.0] * len(answerability.PIECES)
    pieces = answerability.support(found.question, ranked, read)
    return [float(getattr(pieces, piece)) for piece in answerability.PIECES]


def answer_chance(found: Listed, weights: Array, answers: dict[str, float]) -> float:
    """The probability that newsbot assigns to its first sentence."""
    pieces = zip(answerability.PIECES, support(found, weights), strict=True)
    return float(1 / (1 + np.exp(-answers["bias"] - sum(answers[piece] * value for piece, value in pieces))))


def logistic(rows: Array, wanted: Array, share: Array) -> Array:
    """Logistic regression by Newton's method on standardised columns; the last weight is the bias."""
    middle, scale = rows.mean(0), rows.std(0) + 1e-6
    columns = np.c_[(rows - middle) / scale, np.ones(len(rows))]
    ridge = np.append(np.full(rows.shape[1], ANSWERS_PENALTY), 1e-6)
    weights = np.zeros(columns.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (share * (chance - wanted)) + ridge * weights
        bend = (columns * (share * chance * (1 - chance))[:, None]).T @ columns + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    raw = weights[:-1] / scale
    return np.append(raw, weights[-1] - raw @ middle)


@dataclass
class Result:
    """The results of ranking and abstention on held-out questions."""

    places: list[int] = field(default_factory=list)
    answerable: list[float] = field(default_factory=list)  #: chances of answerable questions
    unanswerable: list[float] = field(default_factory=list)
    kept: int = 0  #: answerable questions above their fold's threshold
    declined: int = 0  #: unanswerable questions below it

    def __add__(self, other: Result) -> Result:
        return Result(
            self.places + other.places,
            self.answerable + other.answerable,
            self.unanswerable + other.unanswerable,
            self.kept + other.kept,
            self.declined + other.declined,
        )

    def __str__(self) -> str:
        hits = "  ".join(f"hit@{k} {self.hit(k):.3f}" for k in (1, 3, 10))
        return (
            f"{hits}  AUROC {area_under_curve(self.answerable, self.unanswerable):.3f}  declines "
            f"{self.declined}/{len(self.unanswerable)} unanswerable, "
            f"{len(self.answerable) - self.kept}/{len(self.answerable)} answerable"
        )

    def hit(self, first: int) -> float:
        """The share of answerable questions with a right sentence among the first ``first``."""
        return sum(place < first for place in self.places) / max(1, len(self.places))


def measured(lists: Sequence[Listed], weights: Array, answers: dict[str, float]) -> Result:
    """The results of given weights on given questions."""
    result = Result()
    for found in lists:
        chance = answer_chance(found, weights, answers)
        if found.answerable:
            result.places.append(found.place(weights))
            result.answerable.append(chance)
            result.kept += chance >= answers["threshold"]
        else:
            result.unanswerable.append(chance)
            result.declined += chance < answers["threshold"]
    return result


def cross_validated(
    lists: Sequence[Listed], prior: Array, columns: Array | None = None, *, rounds: int = 1
) -> dict[str, Result]:
    """Ten-fold cross-validation by database, with questions about one article in one fold; "" is for all databases."""
    results: defaultdict[str, Result] = defaultdict(Result)
    for seed in range(rounds):
        for seen, unseen in folds(lists, seed):
            weights = fit_ranking(seen, prior, PENALTY, columns)
            answers = fit_answers(seen, weights)
            for database in dict.fromkeys(found.group.split()[0] for found in unseen):
                here = [found for found in unseen if found.group.split()[0] == database]
                results[database] += measured(here, weights, answers)
    return {"": sum(results.values(), Result())} | dict(results)


def folds(lists: Sequence[Listed], seed: int) -> Iterator[tuple[list[Listed], list[Listed]]]:
    """Training and test questions, ``FOLDS`` times; those about one article are always together."""
    groups = sorted({found.group for found in lists})
    random.Random(seed).shuffle(groups)
    for fold in range(FOLDS):
        held = set(groups[fold::FOLDS])
        yield [found for found in lists if found.group not in held], [found for found in lists if found.group in held]


def area_under_curve(above: Sequence[float], below: Sequence[float]) -> float:
    """The probability that one of ``above`` is higher than one of ``below``; ties count half."""
    if not above or not below:
        return float("nan")
    high, low = np.array(above)[:, None], np.array(below)
    return float(np.mean((high > low) + 0.5 * (high == low)))
