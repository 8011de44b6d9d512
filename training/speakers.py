"""Fit the weights by which speakers are verified: ``python -m training.speakers --raw build/raw``.

references read one by one (``data/speakers_read.tsv``) -> their signs in the annotated articles -> logistic regression

Prints, with all references of an article on one side, how many wrong and right ones each limit would leave unnamed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language import Language
from bot.language.coreference.mentions import QuoteSource
from training.splits import bucket_of

READ = Path(__file__).parent / "data" / "speakers_read.tsv"
WEIGHTS = Path("bot/language/attribution/verifier_weights.json")
LIMITS = {"person": 0.25, "body": 0.4}  # chosen on articles and look-ups that had no part in the weights
TRIED = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
_PENALTY = 10.0  # on the squared weights, as much as on half of their sum
_FEWEST = 3  # references that have a sign
_STEPS = 30
_FOLDS = 8
_DIGITS = 3

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that was read, with its signs."""

    article: str
    signs: tuple[str, ...]
    wrong: bool


def main(arguments: list[str] | None = None) -> None:
    """Fit, print the table and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.speakers", description=__doc__)
    parser.add_argument("--raw", type=Path, required=True, help="folder of the unpacked corpora; see README.md")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    references = list(read_references(options.raw / "polnear" / "data" / "train" / "text"))
    sys.stdout.write(_table(references, _cross_validated(references)))
    names = _signs(references)
    weights = fit(_features(references, names), _wrong(references))
    told = {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}
    options.output.write_text(json.dumps({"limits": LIMITS, "weights": told}, indent=1) + "\n", encoding="utf-8")


def read_references(texts: Path) -> Iterator[Reference]:
    """The references of the table whose quotes the layer still finds, with their signs."""
    read: dict[str, dict[int, tuple[str, bool]]] = {}
    for line in READ.read_text(encoding="utf-8").splitlines()[1:]:
        article, offset, name, verdict = line.split("\t")
        read.setdefault(article, {})[int(offset)] = name, verdict == "wrong"
    heard: dict[int, QuoteSource] = {}

    def hear(speaker: QuoteSource, offset: int) -> bool:
        heard[offset] = speaker
        return True

    articles = [article for article in read if (texts / f"{article}.txt").exists()]
    found = Language(verify=hear).annotate(("", (texts / f"{one}.txt").read_text(encoding="utf-8")) for one in articles)
    for article, _ in zip(articles, found, strict=True):
        yield from _matched(article, read[article], heard)
        heard.clear()


def _matched(article: str, read: dict[int, tuple[str, bool]], heard: dict[int, QuoteSource]) -> Iterator[Reference]:
    """What was read of the quotes at the same offsets; another speaker than the right one is wrong."""
    for offset, (name, wrong) in read.items():
        speaker = heard.get(offset)
        if speaker is None or not speaker.signs or speaker.entity is None:
            continue
        same = speaker.entity.name == name
        if same or not wrong:
            yield Reference(article, speaker.signs, wrong if same else True)


def fit(features: Matrix, wrong: Vector) -> Vector:
    """The weights of a logistic regression with a penalty on all but the first, by Newton's method."""
    weights = np.zeros(features.shape[1])
    penalty = np.full(features.shape[1], _PENALTY)
    penalty[0] = 0.0
    for _ in range(_STEPS):
        chance = chances(features, weights)
        slope = features.T @ (chance - wrong) + penalty * weights
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights


def chances(features: Matrix, weights: Vector) -> Vector:
    """The probability of each row."""
    return 1.0 / (1.0 + np.exp(-(features @ weights)))


def _signs(references: Sequence[Reference]) -> list[str]:
    """The bias, and the signs that enough references have."""
    counts = Counter(sign for one in references for sign in one.signs)
    return ["bias", *sorted(sign for sign, count in counts.items() if count >= _FEWEST)]


def _features(references: Sequence[Reference], names: Sequence[str]) -> Matrix:
    at = {name: column for column, name in enumerate(names)}
    found = np.zeros((len(references), len(names)))
    found[:, 0] = 1.0
    for row, one in enumerate(references):
        found[row, [at[sign] for sign in one.signs if sign in at]] = 1.0
    return found


def _wrong(references: Sequence[Reference]) -> Vector:
    return np.array([float(one.wrong) for one in references])


def _cross_validated(references: Sequence[Reference]) -> Vector:
    """Each reference's probability by weights from other articles."""
    folds = np.array([bucket_of(one.article) % _FOLDS for one in references])
    found = np.zeros(len(references))
    for fold in range(_FOLDS):
        others = [one for one, here in zip(references, folds, strict=True) if here != fold]
        names = _signs(others)
        weights = fit(_features(others, names), _wrong(others))
        here = folds == fold
        found[here] = chances(_features(references, names)[here], weights)
    return found


def _table(references: Sequence[Reference], chance: Vector) -> str:
    """How many wrong and right references of each kind each limit leaves unnamed."""
    wrong = _wrong(references) > 0
    lines = ["| kind | limit | wrong | right |\n|---|---|---|---|\n"]
    for kind in LIMITS:
        here = np.array([one.signs[0].startswith(kind) for one in references])
        lines.append(f"| {kind} | all | {int((here & wrong).sum())} | {int((here & ~wrong).sum())} |\n")
        for limit in TRIED:
            doubted = here & (chance > limit)
            lines.append(f"| {kind} | {limit} | {int((doubted & wrong).sum())} | {int((doubted & ~wrong).sum())} |\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
