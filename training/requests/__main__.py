"""``python -m training.requests QUESTIONS.jsonl.xz ...`` writes bot/understanding/request_weights.json.

The training data are the patterns in ``training/data/requests.txt``, requests as different people typed them
(``training/data/asked.tsv``, which teach most), and real questions, which most texts are (``answer_selection_free``:
lines with "q"). A softmax with L2 penalty over the n-grams of their skeletons and the
vectors of the sentence encoder is fitted by full-batch Adam in a few minutes on one core. One in three texts is shown
without its vector, so that the words alone tell what they can where there is no encoder. What a change is worth is told
by ``--held-out``: patterns and authors of which no wording is in training, in five parts; ``--without SET`` leaves out
the requests of some authors for good and writes to ``--output``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.language.model.sentence_encoder import SentenceEncoder
from bot.understanding.request_classifier import CONTENT, NUMBER, features, skeleton
from training.requests.fitting import Fitted, Fitting
from training.requests.slots import OF_TOPICS
from training.requests.wordings import Fillers, made_up, read_asked, read_patterns, with_topics_of

PATTERNS = Path(__file__).parents[1] / "data" / "requests.txt"
ASKED = Path(__file__).parents[1] / "data" / "asked.tsv"
WEIGHTS = Path(__file__).parents[2] / "bot" / "understanding" / "request_weights.json"
QUESTION = "question"
EACH = 300  # generated requests per label
REAL = 1500  # real questions
HEAVY = 3.0  # weight of a request that somebody typed; a generated one has 1
COMMON = 150  # words of real questions kept in skeletons
SEEN = 4  # minimum frequency of a feature
HUNDREDTHS = 100
SMALLEST = 6  # hundredths; smaller weights are dropped


def main() -> None:
    """Fit the weights and write them, or tell how well wordings are read that training does not show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--without", nargs="*", default=[], metavar="SET", help="numbers in asked.tsv")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    real, others = _sample(given.questions)
    patterns = read_patterns(PATTERNS)
    vocabulary = _vocabulary(patterns, real)
    texts = _texts(patterns, real, with_topics_of(others), given.without)
    fitting = Fitting(tuple(patterns), [one.label for one in texts], [one.weight for one in texts])
    fitting.read([list(features(skeleton(one.text, vocabulary))) for one in texts], SEEN)
    encoder = SentenceEncoder(threads=2)
    fitting.vectors = encoder.questions([one.text for one in texts])
    if given.held_out:
        fitting.hold_out([one.origin for one in texts])
    else:
        _write(given.output, fitting, fitting.fit(), vocabulary, encoder.name)


class _Example(NamedTuple):
    """A text to learn from."""

    label: str
    origin: str  #: its pattern or author, to hold out with all that is like it
    text: str
    weight: float = 1.0


def _texts(
    patterns: dict[str, list[str]], real: Sequence[str], fillers: Fillers, without: Sequence[str]
) -> list[_Example]:
    """The generated requests, those that people typed, and real questions."""
    chance = random.Random(7)
    texts = [
        _Example(label, *made) for label, listed in patterns.items() for made in made_up(listed, EACH, chance, fillers)
    ]
    for number, listed in enumerate(read_asked(ASKED), start=1):
        if str(number) not in without:
            texts += [_Example(label, f"# set {number}", text, HEAVY) for label, text in listed]
    return texts + [_Example(QUESTION, f"? {text}", text) for text in real]


def _sample(paths: Iterable[Path]) -> tuple[list[str], list[str]]:
    """Real questions, more than half of them without their question mark, without repeats; and those left over."""
    found: dict[str, None] = {}
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            found |= dict.fromkeys(json.loads(line)["q"] for line in lines)
    chance = random.Random(3)
    mixed = chance.sample(list(found), len(found))
    return [text.rstrip(" ?") if chance.random() < 0.6 else text for text in mixed[:REAL]], mixed[REAL:]


def _vocabulary(patterns: dict[str, list[str]], real: Sequence[str]) -> frozenset[str]:
    """The words of the patterns and the most common ones of real questions, except those of topics."""
    plain = " ".join(re.sub(r"\{\w+\}", " ", line) for listed in patterns.values() for line in listed)
    common = Counter(word for text in real for word in re.findall(r"[a-z']+", text.lower()))
    own = [word for word in skeleton(re.sub(r"[()|]", " ", plain), _Everything()) if word not in {CONTENT, NUMBER}]
    return (frozenset(own) | {word for word, _ in common.most_common(COMMON)}) - {CONTENT} - OF_TOPICS


class _Everything(frozenset[str]):
    """A set that contains every word."""

    def __contains__(self, word: object) -> bool:
        return True


def _write(path: Path, fitting: Fitting, fitted: Fitted, vocabulary: frozenset[str], encoder: str) -> None:
    rounded = np.rint(fitted.words * HUNDREDTHS).astype(int)
    by_feature = {
        feature: {str(at): int(weight) for at, weight in enumerate(row) if abs(weight) >= SMALLEST}
        for feature, row in zip(fitting.kept, rounded, strict=True)
    }
    stored = {
        "labels": fitting.labels,
        "vocabulary": sorted(vocabulary),
        "encoder": encoder,
        "meaning": np.rint(fitted.meaning * HUNDREDTHS).astype(int).tolist(),
        "biases": np.rint(fitted.biases * HUNDREDTHS).astype(int).tolist(),
        "weights": {feature: weights for feature, weights in by_feature.items() if weights},
    }
    path.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
