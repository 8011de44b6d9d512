"""Fit the weights of ranking and abstention, and evaluate them on unseen questions.

    python -m benchmarks.fit_weights --development DB QUESTIONS ... [--prior DB QUESTIONS] [--write]
    python -m benchmarks.fit_weights --development DB QUESTIONS ... --only PIECE [--write]

benchmarks/development.py says what a database and questions are, benchmarks/fitting.py how weights are fitted. The
prior set (many questions of another kind, say about an encyclopedia) is fitted first; the development sets then move
the weights away from there, against a penalty. Without ``--prior`` the weights kept in benchmarks/prior.json are used;
with it and ``--write`` they are replaced. ``--only`` fits the weight of one piece, for which a few questions are
enough, and leaves all others as they are.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.development import Array, Listed, read_lists
from benchmarks.fitting import (
    PENALTY,
    PRIOR_PENALTY,
    Result,
    cross_validated,
    fit_answers,
    fit_ranking,
    folds,
    measured,
)
from bot.retrieval.ranking import features

FIRST = {"sentence": 1.0, "article": 0.7}  # the cheap first stage; it only affects which candidates are considered
ROUNDS = 3
ONE_PENALTY = 1.0  # for a single weight: hundreds of questions and one number
WEIGHTS = Path("bot/retrieval/ranking/weights.json")
PRIOR = Path("benchmarks/prior.json")


def read_development(pairs: list[list[str]]) -> list[Listed]:
    """The candidate lists of several databases and their questions."""
    return [found for database, questions in pairs for found in read_lists(Path(database), Path(questions))]


def kept_prior() -> Array:
    """The weights in prior.json; features added since then start at 0."""
    kept: dict[str, float] = json.loads(PRIOR.read_text("utf-8"))
    return np.array([kept.get(piece, 0.0) for piece in features.PIECES])


def fit_prior(lists: list[Listed]) -> Array:
    """Fit the weights on another kind of questions, without a prior."""
    return fit_ranking([found for found in lists if found.answerable], np.zeros(len(features.PIECES)), PRIOR_PENALTY)


def fit_one(lists: list[Listed], piece: str) -> tuple[float, Result]:
    """The weight of ``piece`` given the current ones, and its effect on held-out questions."""
    present = np.array([json.loads(WEIGHTS.read_text("utf-8"))["rank"][other] for other in features.PIECES])
    moving = np.array([float(other == piece) for other in features.PIECES])
    useful = [found for found in lists if found.answerable]
    result = Result()
    for seen, unseen in folds(useful, 0):
        weights = fit_ranking(seen, present, ONE_PENALTY, moving=moving)
        result.places += [found.place(weights) for found in unseen]
    return float(fit_ranking(useful, present, ONE_PENALTY, moving=moving) @ moving), result


def _fit_one(lists: list[Listed], piece: str, *, write: bool) -> None:
    weight, result = fit_one(lists, piece)
    hits = "  ".join(f"hit@{k} {result.hit(k):.3f}" for k in (1, 3, 10))
    print(f"{piece} {weight:.4f}; cross-validated {hits}")
    if write:
        kept = json.loads(WEIGHTS.read_text("utf-8"))
        kept["rank"][piece] = round(weight, 4)
        _write(WEIGHTS, kept)


def main() -> None:
    """See the module's docstring."""
    arguments = _arguments()
    lists = read_development(arguments.development)
    if arguments.only:
        _fit_one(lists, arguments.only, write=arguments.write)
        return
    prior = fit_prior(read_development([arguments.prior])) if arguments.prior else kept_prior()
    weights = fit_ranking([found for found in lists if found.answerable], prior, PENALTY)
    answers = fit_answers(lists, weights)
    print(f"fitted on all of them            {measured(lists, weights, answers)}")
    for database, result in cross_validated(lists, prior, rounds=ROUNDS).items():
        print(f"cross-validated {database or 'all':16} {result}")
    spread = np.concatenate([found.pieces for found in lists if found.answerable]).std(0)
    for piece, weight, size in zip(features.PIECES, weights, spread, strict=True):
        print(f"{piece:18} {weight:8.3f}  (times its spread {weight * size:6.3f})")
    if arguments.write:
        rank = dict(zip(features.PIECES, weights, strict=True))
        kept = json.loads(WEIGHTS.read_text("utf-8"))  # "read" and "judged" are fitted in training/rerank
        _write(WEIGHTS, kept | {"first": FIRST, "rank": _rounded(rank), "answers": _rounded(answers)})
    if arguments.write and arguments.prior:
        _write(PRIOR, _rounded(dict(zip(features.PIECES, prior, strict=True))))


def _rounded(values: dict[str, Any]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in values.items()}


def _write(path: Path, values: dict[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=2) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--development", nargs=2, action="append", required=True, metavar=("DB", "QUESTIONS"))
    parser.add_argument("--prior", nargs=2, metavar=("DB", "QUESTIONS"))
    parser.add_argument("--only", choices=features.PIECES, help="fit the weight of this piece alone")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
