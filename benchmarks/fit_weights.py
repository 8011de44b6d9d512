"""Fit the weights of ranking and declining, cross-validated, and say what each piece of evidence is worth.

    python -m benchmarks.fit_weights --development DB QUESTIONS ... [--prior DB QUESTIONS] [--ablation] [--write]

A database is one that ``newsbot add`` has made; questions are JSON Lines ``{"q", "article_id", "gold_sentences": [...],
"also_ok"?: [{"article_id", "sentence"}], "asked_on"?}``, with no gold sentence where the archive has no answer.

Ranking: the likelihood of a right sentence under a softmax over each question's shortlist, with a quadratic penalty.
The prior set (questions of another kind, say about an encyclopedia) is fitted first; the development set may then move
the weights away from there, against the penalty: a hundred questions are too few to start from nothing.

Declining: logistic regression on answerable questions against unanswerable ones and, with a fifth of the weight,
against answerable ones whose article is left out; both sides weigh the same. The threshold keeps nine in ten of the
answerable questions.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.retrieval import declining, evidence, ranking
from bot.retrieval.candidates import Candidate
from bot.retrieval.question import Question, understand
from bot.store.database import Database

Array = NDArray[np.float64]

FIRST = {"sentence": 1.0, "article": 0.7}  # the cheap first look; only what reaches the shortlist depends on it
PENALTY = 30.0
PRIOR_PENALTY = 10.0
STEPS = 300
FOLDS = 10
ROUNDS = 3
KEPT = 0.9
WEIGHTS = Path("bot/retrieval/weights.json")
_TOKEN = re.compile(r"[a-z0-9$£€%]+")


@dataclass(frozen=True)
class Listed:
    """A question with its shortlist."""

    question: Question
    candidates: list[Candidate]
    evidence: list[evidence.Evidence]
    pieces: Array  #: a row a candidate, a column a piece of evidence
    right: NDArray[np.bool_]
    answerable: bool

    def ranked(self, weights: Array, *, without_article: bool = False) -> list[ranking.Ranked]:
        """Best first; ``without_article`` leaves out the articles of right sentences."""
        gone = {c.article.row for c, right in zip(self.candidates, self.right, strict=True) if right}
        scores = self.pieces @ weights
        found = [
            ranking.Ranked(c, e, float(score))
            for c, e, score in zip(self.candidates, self.evidence, scores, strict=True)
            if not (without_article and c.article.row in gone)
        ]
        return sorted(found, key=lambda ranked: -ranked.score)


def read_lists(database: Path, questions: Path) -> list[Listed]:
    """Every question's shortlist with its evidence, and which sentences are right."""
    with Database.open(database) as store, store.reading() as connection:
        public = {row[0]: row[1] for row in connection.execute("SELECT id, public_id FROM articles")}
        lists = []
        for line in questions.read_text("utf-8").splitlines():
            asked = json.loads(line)
            question = understand(connection, asked["q"], _day(asked.get("asked_on")))
            weighed = ranking.weighed(connection, question)
            gold = [(asked.get("article_id"), text) for text in asked["gold_sentences"]]
            gold += [(also["article_id"], also["sentence"]) for also in asked.get("also_ok", [])]
            lists.append(_listed(question, weighed, gold, public))
    return [found for found in lists if found.candidates]


def _listed(
    question: Question,
    weighed: Sequence[tuple[Candidate, evidence.Evidence]],
    gold: Sequence[tuple[str, str]],
    public: dict[int, str],
) -> Listed:
    rows = [[float(getattr(found, piece)) for piece in evidence.PIECES] for _, found in weighed]
    right = [
        any(public[candidate.article.row] == article and same_sentence(candidate.text, text) for article, text in gold)
        for candidate, _ in weighed
    ]
    return Listed(
        question, [c for c, _ in weighed], [e for _, e in weighed], np.array(rows), np.array(right, bool), bool(gold)
    )


def same_sentence(one: str, other: str) -> bool:
    """Eight in ten words in common, or one within the other and not much shorter: splitters differ."""
    here, there = _tokens(one), _tokens(other)
    common = sum((Counter(here) & Counter(there)).values())
    if not common:
        return False
    if 2 * common / (len(here) + len(there)) >= 0.8:
        return True
    shorter, longer = sorted((" ".join(here), " ".join(there)), key=len)
    return f" {shorter} " in f" {longer} " and len(shorter.split()) >= 5 and len(longer.split()) <= 60


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'s", ""))


def _day(text: str | None) -> datetime:
    return datetime.fromisoformat(text or "2026-11-22").replace(tzinfo=UTC)


def fit_ranking(lists: Sequence[Listed], prior: Array, penalty: float, columns: Array | None = None) -> Array:
    """Weights of the pieces (raw scale). ``columns``: 1 for pieces that take part, 0 for others."""
    useful = [found for found in lists if found.right.any()]
    scale = np.concatenate([found.pieces for found in useful]).std(0) + 1e-6
    if columns is not None:
        scale = np.where(columns > 0, scale, np.inf)
    size = max(len(found.right) for found in useful)
    pieces = np.zeros((len(useful), size, len(scale)))
    present, right = np.full((len(useful), size), -1e9), np.zeros((len(useful), size))
    for row, found in enumerate(useful):
        pieces[row, : len(found.right)] = found.pieces / scale
        present[row, : len(found.right)], right[row, : len(found.right)] = 0, found.right
    start = np.where(np.isinf(scale), 0.0, prior * np.where(np.isinf(scale), 0.0, scale))
    weights = _descend(lambda w: _softmax_gradient(w, pieces, present, right) + penalty * (w - start), start)
    return np.asarray(weights / scale, np.float64)


def _softmax_gradient(weights: Array, pieces: Array, present: Array, right: Array) -> Array:
    scores = pieces @ weights + present
    chance = np.exp(scores - scores.max(1, keepdims=True))
    chance /= chance.sum(1, keepdims=True)
    wanted = chance * right
    wanted /= wanted.sum(1, keepdims=True) + 1e-12
    return np.asarray(((chance - wanted)[:, :, None] * pieces).sum((0, 1)))


def _descend(gradient: Callable[[Array], Array], start: Array) -> Array:
    """Adam (Kingma and Ba 2015): no learning rate to tune for each set."""
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def hits(lists: Sequence[Listed], weights: Array) -> list[int]:
    """For each answerable question the place of its first right sentence, from 0; 999 = not in the shortlist."""
    places = []
    for found in lists:
        order = np.argsort(-(found.pieces @ weights), kind="stable")
        right = np.flatnonzero(found.right[order])
        places.append(int(right[0]) if len(right) else 999)
    return places


def cross_validated(lists: Sequence[Listed], prior: Array, columns: Array | None = None) -> list[int]:
    """Places of right sentences, each question ranked by weights that have not seen it."""
    places: list[int] = []
    for seed in range(ROUNDS):
        shuffled = random.Random(seed).sample(list(lists), len(lists))
        for fold in range(FOLDS):
            seen = [found for number, found in enumerate(shuffled) if number % FOLDS != fold]
            places += hits(shuffled[fold::FOLDS], fit_ranking(seen, prior, PENALTY, columns))
    return places


def described(places: Sequence[int]) -> str:
    """hit@1, hit@3, hit@10 of places."""
    return "  ".join(f"hit@{k} {sum(place < k for place in places) / len(places):.3f}" for k in (1, 3, 10))


def fit_answers(lists: Sequence[Listed], weights: Array) -> tuple[dict[str, float], float]:
    """Weights of declining, and the area under the curve of answerable against unanswerable questions."""
    answered = [_support(found, weights) for found in lists if found.answerable]
    unanswered = [_support(found, weights) for found in lists if not found.answerable]
    robbed = [_support(found, weights, without_article=True) for found in lists if found.answerable]
    rows = np.array(answered + unanswered + robbed)
    wanted = np.array([1.0] * len(answered) + [0.0] * (len(unanswered) + len(robbed)))
    share = [1 / len(answered)] * len(answered)
    share += [0.8 / max(1, len(unanswered))] * len(unanswered) + [0.2 / len(robbed)] * len(robbed)
    fitted = _logistic(rows, wanted, np.array(share) * len(answered))
    logits = rows @ fitted[:-1] + fitted[-1]
    kept = float(np.quantile(logits[: len(answered)], 1 - KEPT))
    found = dict(zip(declining.PIECES, map(float, fitted[:-1]), strict=True))
    found |= {"bias": float(fitted[-1]), "threshold": float(1 / (1 + np.exp(-kept)))}
    end = len(answered) + len(unanswered)
    return found, area_under_curve(logits[: len(answered)], logits[len(answered) : end])


def _support(found: Listed, weights: Array, *, without_article: bool = False) -> list[float]:
    ranked = found.ranked(weights, without_article=without_article)
    if not ranked:
        return [0.0] * len(declining.PIECES)
    pieces = declining.support(found.question, ranked)
    return [float(getattr(pieces, field.name)) for field in fields(pieces)]


def _logistic(rows: Array, wanted: Array, share: Array, penalty: float = 3.0) -> Array:
    """Newton's method on standardised columns; the last weight is the bias."""
    middle, scale = rows.mean(0), rows.std(0) + 1e-6
    columns = np.c_[(rows - middle) / scale, np.ones(len(rows))]
    ridge = np.append(np.full(rows.shape[1], penalty), 1e-6)
    weights = np.zeros(columns.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (share * (chance - wanted)) + ridge * weights
        bend = (columns * (share * chance * (1 - chance))[:, None]).T @ columns + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    raw = weights[:-1] / scale
    return np.append(raw, weights[-1] - raw @ middle)


def area_under_curve(above: Array, below: Array) -> float:
    """The chance that one of ``above`` is higher than one of ``below``; ties count half."""
    if not len(below):
        return float("nan")
    return float(np.mean((above[:, None] > below) + 0.5 * (above[:, None] == below)))


def main() -> None:
    """See the module's docstring."""
    arguments = _arguments()
    nothing = np.zeros(len(evidence.PIECES))
    lists = [found for paths in arguments.development for found in read_lists(*map(Path, paths))]
    answerable = [found for found in lists if found.answerable]
    prior = nothing
    if arguments.prior:
        others = [found for found in read_lists(*map(Path, arguments.prior)) if found.answerable]
        prior = fit_ranking(others, nothing, PRIOR_PENALTY)
        print(f"prior: {len(others)} questions; development by its weights alone: {described(hits(answerable, prior))}")
    weights = fit_ranking(answerable, prior, PENALTY)
    print(f"development: {len(answerable)} questions  {described(hits(answerable, weights))}")
    whole = cross_validated(answerable, prior)
    print(f"cross-validated:              {described(whole)}")
    answers, area = fit_answers(lists, weights)
    print(f"declining: area under the curve {area:.3f}, threshold {answers['threshold']:.3f}")
    spread = np.concatenate([found.pieces for found in answerable]).std(0)
    for piece, weight, size in zip(evidence.PIECES, weights, spread, strict=True):
        line = f"{piece:18} {weight:8.3f}  (times its spread {weight * size:6.3f})"
        if arguments.ablation:
            columns = np.array([float(other != piece) for other in evidence.PIECES])
            line += "   without it: " + described(cross_validated(answerable, prior, columns))
        print(line)
    if arguments.write:
        found: dict[str, Any] = {"first": FIRST, "rank": dict(zip(evidence.PIECES, weights, strict=True))}
        found["answers"] = answers
        rounded = {part: {k: round(float(v), 4) for k, v in values.items()} for part, values in found.items()}
        WEIGHTS.write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--development", nargs=2, action="append", required=True, metavar=("DB", "QUESTIONS"))
    parser.add_argument("--prior", nargs=2, metavar=("DB", "QUESTIONS"))
    parser.add_argument("--ablation", action="store_true", help="fit again without each piece")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
