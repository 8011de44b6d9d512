"""The weight of the lexical scores relative to the reranker's logits, fitted on questions about a newsroom.

Lexical scores are log-odds up to a factor (benchmarks/fit_weights.py fits them under a softmax), and so are logits:
their weighted sum is fitted under the same softmax, with the same lists of right and wrong sentences.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.development import Listed, read_lists
from bot.retrieval.ranking.features import PIECES
from bot.retrieval.ranking.ranker import weights
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.retrieval.reranking.stage import contenders_of
from bot.store.file.database import Database

LIMIT = 20  # candidates per question
FOLDS = 10
WEIGHTS = tuple(round(0.1 * step, 1) for step in range(21))
BUSY_TIMEOUT = 5.0

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question's candidates in lexical order."""

    lexical: Array
    logits: Array
    right: npt.NDArray[np.bool_]


def read_cases(database: Path, questions: Path, reranker: Reranker) -> list[Case]:
    """The answerable questions with a right sentence among the first ``LIMIT`` candidates, scored by ``reranker``."""
    lists = [found for found in read_lists(database, questions) if found.right.any()]
    with Database(database, busy_timeout=BUSY_TIMEOUT) as store, store.reading() as connection:
        cases = [_case(connection, found, reranker) for found in lists]
    return [case for case in cases if case.right.any()]


def _case(connection: sqlite3.Connection, found: Listed, reranker: Reranker) -> Case:
    fitted = np.array([weights()["rank"][piece] for piece in PIECES])
    right = {candidate.line.row for candidate, label in zip(found.candidates, found.right, strict=True) if label}
    first = found.ranked(fitted)[:LIMIT]
    contenders = contenders_of([ranked.candidate for ranked in first])
    logits = reranker.score(found.question.text, contenders)
    labels = [ranked.candidate.line.row in right for ranked in first]
    return Case(np.array([ranked.score for ranked in first]), np.array(logits), np.array(labels, bool))


def best_weight(cases: Sequence[Case]) -> float:
    """The weight that maximises the likelihood of the right sentences."""
    return max(WEIGHTS, key=lambda weight: sum(likelihood(case, weight) for case in cases))


def likelihood(case: Case, weight: float) -> float:
    """Log-probability of a right sentence under a softmax over the mixed scores."""
    scores = case.logits + weight * case.lexical
    return float(np.logaddexp.reduce(scores[case.right]) - np.logaddexp.reduce(scores))


def hit1(cases: Sequence[Case], weight: float) -> float:
    """Share of the cases with a right sentence at rank 1."""
    tops = [case.right[np.argmax(case.logits + weight * case.lexical)] for case in cases]
    return float(np.mean(tops))


def cross_validated(cases: Sequence[Case]) -> float:
    """Cross-validated hit@1."""
    shuffled = random.Random(0).sample(list(cases), len(cases))
    folds = [shuffled[fold::FOLDS] for fold in range(FOLDS) if shuffled[fold::FOLDS]]
    tried = [(held, best_weight([case for other in folds if other is not held for case in other])) for held in folds]
    return sum(hit1(held, weight) * len(held) for held, weight in tried) / len(shuffled)
