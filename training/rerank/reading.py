"""The weights of a sentence's features when combined with the reranker's logit: the "read" weights.

The logit contains part of the information of the words, so their weights differ from those without it: repeating the
question speaks for a sentence without a reranker and against it with one. Fitted under the same softmax as the "rank"
weights (benchmarks/fitting.py), from the shipped ones on against a penalty, since part of the questions behind these is
no longer at hand, and scaled so that a logit counts 1.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.development import Array, Listed, read_lists
from benchmarks.fit_weights import WEIGHTS
from benchmarks.fitting import PENALTY, Result, fit_ranking, folds
from bot.retrieval.ranking.features import PIECES
from bot.retrieval.ranking.ranker import weights
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.retrieval.reranking.stage import POOL, contenders_of


def read_with_logits(database: Path, questions: Path, reranker: Reranker) -> list[Listed]:
    """The questions with a right sentence among the candidates to rerank: only these, with the logit last."""
    rank = np.array([weights()["rank"][piece] for piece in PIECES])
    found = [_with_logits(listed, reranker, rank) for listed in read_lists(database, questions) if listed.answerable]
    return [listed for listed in found if listed.right.any()]


def _with_logits(found: Listed, reranker: Reranker, rank: Array) -> Listed:
    first = np.argsort(-(found.pieces @ rank), kind="stable")[:POOL]
    candidates = [found.candidates[place] for place in first]
    logits = reranker.score(found.question.text, contenders_of(candidates))
    return replace(
        found,
        candidates=candidates,
        evidence=[found.evidence[place] for place in first],
        pieces=np.column_stack([found.pieces[first], logits]),
        right=found.right[first],
    )


def prior() -> Array:
    """The shipped weights next to the logit."""
    return np.array([*(weights()["read"][piece] for piece in PIECES), 1.0])


def fitted(lists: Sequence[Listed]) -> dict[str, float]:
    """The "read" weights."""
    found = fit_ranking(lists, prior(), PENALTY)
    return {piece: float(weight / found[-1]) for piece, weight in zip(PIECES, found, strict=False)}


def cross_validated(lists: Sequence[Listed]) -> tuple[Result, Result]:
    """Ranks of the right sentences by the shipped weights and by held-out ones."""
    before, after = Result(), Result()
    for seen, unseen in folds(list(lists), 0):
        found = fit_ranking(seen, prior(), PENALTY)
        before.places += [listed.place(prior()) for listed in unseen]
        after.places += [listed.place(found) for listed in unseen]
    return before, after


def write(read: dict[str, float], path: Path = WEIGHTS) -> None:
    """Write them to the file of all weights."""
    kept = json.loads(path.read_text("utf-8"))
    kept["read"] = {name: round(value, 4) for name, value in read.items()}
    path.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
