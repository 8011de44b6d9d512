"""``python -m training.requests QUESTIONS.jsonl.xz ...`` writes bot/understanding/request_weights.json.

The training data are the patterns in ``training/data/requests.txt`` and real questions, which most texts are
(``answer_selection_free``: lines with "q"). A softmax with L2 penalty is fitted by full-batch Adam in two minutes
on one core.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.understanding.request_classifier import CONTENT, NUMBER, features, skeleton
from training.requests.wordings import made_up, read_patterns

PATTERNS = Path(__file__).parents[1] / "data" / "requests.txt"
WEIGHTS = Path(__file__).parents[2] / "bot" / "understanding" / "request_weights.json"
QUESTION = "question"
EACH = 500  # generated requests per label
REAL = 2400  # real questions
COMMON = 150  # words of real questions kept in skeletons
SEEN = 6  # minimum frequency of a feature
STEPS, RATE, PENALTY = 150, 0.08, 5e-5
SMALLEST = 6  # hundredths; smaller weights are dropped


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path)
    real = _sample(parser.parse_args().questions)
    patterns, chance = read_patterns(PATTERNS), random.Random(7)
    vocabulary = _vocabulary(patterns, real)
    texts = [(label, text) for label, listed in patterns.items() for text in made_up(listed, EACH, chance)]
    texts += [(QUESTION, text) for text in real]
    labels = tuple(patterns)
    skeletons = [list(features(skeleton(text, vocabulary))) for _, text in texts]
    seen = Counter(feature for one in skeletons for feature in one)
    kept = [feature for feature, count in seen.items() if count >= SEEN]
    weights = _fitted(skeletons, kept, [labels.index(label) for label, _ in texts], len(labels))
    _write(labels, vocabulary, kept, weights)


def _sample(paths: Iterable[Path]) -> list[str]:
    """Real questions, half of them without their question mark, without repeats."""
    found: dict[str, None] = {}
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            found |= dict.fromkeys(json.loads(line)["q"] for line in lines)
    chance = random.Random(3)
    chosen = chance.sample(list(found), REAL)
    return [text.rstrip(" ?") if chance.random() < 0.6 else text for text in chosen]


def _vocabulary(patterns: dict[str, list[str]], real: Sequence[str]) -> frozenset[str]:
    """The words of the patterns and the most common ones of real questions, except those that only fill slots."""
    plain = " ".join(re.sub(r"\{\w+\}", " ", line) for listed in patterns.values() for line in listed)
    common = Counter(word for text in real for word in re.findall(r"[a-z']+", text.lower()))
    own = [word for word in skeleton(re.sub(r"[()|]", " ", plain), _Everything()) if word not in {CONTENT, NUMBER}]
    return frozenset(own) | {word for word, _ in common.most_common(COMMON)} - {CONTENT}


class _Everything(frozenset[str]):
    """A set that contains every word."""

    def __contains__(self, word: object) -> bool:
        return True


def _fitted(texts: list[list[str]], kept: list[str], wanted: list[int], labels: int) -> NDArray[np.float32]:
    """A weight for each feature and label."""
    place = {feature: at for at, feature in enumerate(kept)}
    inputs = np.zeros((len(texts), len(kept)), dtype=np.float32)
    for row, one in enumerate(texts):
        inputs[row, [place[feature] for feature in one if feature in place]] = 1
    targets = np.eye(labels, dtype=np.float32)[wanted]
    weights = np.zeros((len(kept), labels), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = inputs.T @ ((_softmax(inputs @ weights) - targets) / len(texts)) + PENALTY * weights
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope**2 - square)
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    right = (inputs @ weights).argmax(axis=1) == np.array(wanted)
    sys.stdout.write(f"{len(texts)} texts, {len(kept)} features, {right.mean():.3f} of the texts told right\n")
    return weights


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
    return chances


def _write(labels: Sequence[str], vocabulary: frozenset[str], kept: list[str], weights: NDArray[np.float32]) -> None:
    rounded = np.rint(weights * 100).astype(int)
    by_feature = {
        feature: {str(at): int(weight) for at, weight in enumerate(row) if abs(weight) >= SMALLEST}
        for feature, row in zip(kept, rounded, strict=True)
    }
    stored = {"labels": labels, "vocabulary": sorted(vocabulary), "weights": {k: v for k, v in by_feature.items() if v}}
    WEIGHTS.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
