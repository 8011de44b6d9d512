"""Fit the weights that decide whether a quote is about a topic, and evaluate them on unseen lookups.

    python -m benchmarks.fit_topics DB LOOKUPS.jsonl [DB LOOKUPS.jsonl ...] [--measure DB LOOKUPS.jsonl] [--write]

A line of LOOKUPS: {"speaker", "topic", "gold": ["words", ...], "optional": ["words", ...]}; every other quote of the
speaker in the database is not about the topic. Logistic regression with a quadratic penalty, the look-ups in folds;
``--measure``: other look-ups, on which the weights that were just fitted are tried.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.archive import any_of, by_entity
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.quotes.topic_ranking import EVIDENCE, LIKELY, MAX_CONTEXTS, PART_OF_BEST, WHOLE, Stems, weighed
from bot.quotes.topic_reading import TopicReading
from bot.retrieval.expansion.synonyms import related_terms
from bot.retrieval.first_stage.dense import DenseIndex
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.text.analyzer import terms

WEIGHTS = Path("bot/quotes/topic_weights.json")
PENALTY = 1.0
FOLDS, TIMES = 12, 4
STEPS = 60
ALIKE = 0.7  # F1 of words from which two quotes count as the same
WORDS = EVIDENCE[:5]  # features that need no vectors
VECTORS = (*WORDS, "meaning")
PIECES = (*VECTORS, "reading")  # features that get a weight
#: What may count against a quote: a topic that only follows; beside its meaning also one of the whole article, of which
#: each of its quotes means something.
AGAINST = frozenset(("heading", "following"))
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TopicLookup:
    """The quotes of one speaker as features; ``right``: 1 if about the topic, 0 if not, -1 if either is acceptable."""

    evidence: Array
    right: NDArray[np.int64]


def read(database: Path, lookups: Path) -> list[TopicLookup]:
    """The lookups as features, computed from the database."""
    opened = Database.open(database)
    speakers, dense, reranker = Speakers(opened), DenseIndex(SentenceEncoder()), Reranker()
    found: list[TopicLookup] = []
    with opened.reading() as archive:
        for line in lookups.read_text("utf-8").splitlines():
            wanted: dict[str, Any] = json.loads(line)
            stems = frozenset(terms(wanted["topic"]))
            reading = TopicReading(reranker, wanted["topic"])
            topic = Stems(stems, related_terms=related_terms, meaning=dense.query(wanted["topic"]), reading=reading)
            whose = by_entity(speakers.matching(wanted["speaker"])[0].row)
            quotes = {one.row: one for one in archive.quotes_holding(whose, any_of(stems), newest=MAX_CONTEXTS)}
            if not quotes:
                continue
            evidence = weighed(archive, list(quotes.values()), topic)
            told = [_label(one.content, wanted) for one in quotes.values()]
            read_rows = [place for place, row in enumerate(quotes) if evidence[row].reading is not None]
            features = np.array([astuple(evidence[row]) for row in quotes], dtype=object)[read_rows]
            found.append(TopicLookup(features.astype(float), np.array(told)[read_rows]))
    opened.close()
    return found


def _label(words: str, wanted: dict[str, Any]) -> int:
    if any(_alike(words, other) for other in wanted["gold"]):
        return 1
    return -1 if any(_alike(words, other) for other in wanted.get("optional", ())) else 0


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(one.lower().split()), set(other.lower().split())
    return 2 * len(mine & theirs) >= ALIKE * (len(mine) + len(theirs))


def fit(lookups: Sequence[TopicLookup], columns: Sequence[int]) -> Array:
    """The weights of the columns, the bias last (Newton's method)."""
    rows = np.concatenate([one.evidence[:, columns] for one in lookups])
    right = np.concatenate([one.right for one in lookups])
    rows, right = rows[right >= 0], right[right >= 0]
    scale = rows.std(0) + 1e-9
    inputs = np.c_[rows / scale, np.ones(len(rows))]
    weights = np.zeros(inputs.shape[1])
    ridge = PENALTY * np.diag([*np.ones(len(columns)), 0.0])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + ridge @ weights
        weights -= np.linalg.solve((inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge, slope)
    told: Array = np.append(weights[:-1] / scale, weights[-1])
    return told


def fit_pieces(lookups: Sequence[TopicLookup], pieces: Sequence[str]) -> dict[str, float]:
    """The weight of each feature and the bias; features with a negative weight are left out, AGAINST apart."""
    against = AGAINST if "meaning" in pieces else AGAINST - {"heading"}
    columns = [EVIDENCE.index(name) for name in pieces]
    weights = fit(lookups, columns)
    while len(
        kept := [one for one, weight in zip(columns, weights, strict=False) if weight > 0 or EVIDENCE[one] in against]
    ) < len(columns):
        columns = kept
        weights = fit(lookups, columns)
    told = {EVIDENCE[column]: weight for column, weight in zip(columns, weights[:-1], strict=True)}
    return {name: round(float(weight), 4) for name, weight in {"bias": weights[-1], **told}.items()}


def shown(one: TopicLookup, weights: Array, columns: Sequence[int]) -> NDArray[np.bool_]:
    """Which quotes of a lookup would be shown, as decided in bot/quotes/topic_ranking.py."""
    chance = 1 / (1 + np.exp(-(one.evidence[:, columns] @ weights[:-1] + weights[-1])))
    best = chance.max(initial=0.0)
    amid = one.evidence[:, [EVIDENCE.index("context"), EVIDENCE.index("title")]].min(axis=1) >= WHOLE
    told: NDArray[np.bool_] = (chance >= max(LIKELY, PART_OF_BEST * best)) | amid
    return told


def f1(pairs: Sequence[tuple[TopicLookup, NDArray[np.bool_]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all lookups."""
    right = sum(int((told & (one.right == 1)).sum()) for one, told in pairs)
    given = sum(int((told & (one.right >= 0)).sum()) for one, told in pairs)
    wanted = sum(int((one.right == 1).sum()) for one, _ in pairs)
    return right / max(1, given), right / max(1, wanted), 2 * right / max(1, given + wanted)


def cross_validated(lookups: Sequence[TopicLookup], columns: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 on held-out lookups, averaged over several splits."""
    results = []
    for seed in range(TIMES):
        order = np.random.default_rng(seed).permutation(len(lookups))
        pairs = []
        for fold in np.array_split(order, FOLDS):
            kept = fit([lookups[place] for place in order if place not in fold], columns)
            pairs += [(lookups[place], shown(lookups[place], kept, columns)) for place in fold]
        results.append(f1(pairs))
    precision, recall, both = np.mean(results, axis=0)
    return float(precision), float(recall), float(both)


def report(lookups: Sequence[TopicLookup]) -> None:
    """Print the cross-validated figures, also without each feature."""
    every = [EVIDENCE.index(name) for name in PIECES]
    sets = {"all": every, "not read": every[: len(VECTORS)], "no vectors": every[: len(WORDS)]}
    sets |= {f"without {name}": [n for n in every if n != EVIDENCE.index(name)] for name in VECTORS}
    print("| evidence | precision | recall | F1 |\n|---|---|---|---|")
    for name, columns in sets.items():
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in cross_validated(lookups, columns)) + " |")


def main() -> None:
    """Run the fit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--measure", nargs=2, type=Path)
    parser.add_argument("--sets", nargs="+", default=["with reading", "with vectors", "without"], help="to be fitted")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    lookups = [one for pair in zip(wanted.data[::2], wanted.data[1::2], strict=True) for one in read(*pair)]
    report(lookups)
    pieces = {"with reading": PIECES, "with vectors": VECTORS, "without": WORDS}
    fitted = {name: fit_pieces(lookups, pieces[name]) for name in wanted.sets}
    others = read(*wanted.measure) if wanted.measure else []
    for name, weights in fitted.items() if others else ():
        columns = [EVIDENCE.index(piece) for piece in weights if piece != "bias"]
        vector = np.array([*list(weights.values())[1:], weights["bias"]])
        figures = f1([(one, shown(one, vector, columns)) for one in others])
        print(f"other look-ups, {name}: " + " / ".join(f"{value:.3f}" for value in figures))
    if wanted.write:
        kept = json.loads(WEIGHTS.read_text("utf-8"))
        WEIGHTS.write_text(json.dumps({**kept, **fitted}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
