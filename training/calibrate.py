"""``python -m training.calibrate MODEL``: how readily a quotation model opens a span, chosen on the development part.

A model trained on what is annotated finds too little: staying outside is the commonest step. Lowering the score of
that one step trades precision for recall without any training.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer

import training.starting  # noqa: F401  trained configs name what it registers
from training.attributions import Kind, Paragraph
from training.convert_quotes import paragraphs_of
from training.score_quotes import score_quotes
from training.splits import Part
from training.systems import by_model

#: Lowerings that are tried.
STEPS = (0.0, 0.5, 1.0, 1.5, 2.0)
_OUTSIDE = "O"


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line, print the merit of each lowering, and save the best one beside the model."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--raw", type=Path, required=True, help="folder of the unpacked corpora; see README.md")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    polnear = options.raw / "polnear" / "data" / "train"
    paragraphs = [one for one in paragraphs_of(polnear, Part.DEV) if one.text.strip()]
    best = best_lowering(options.model, paragraphs)
    nlp = spacy.load(options.model)
    lower_outside(nlp, best)
    nlp.to_disk(options.output)
    sys.stdout.write(f"lowered by {best}\n")


def best_lowering(model: Path, paragraphs: Sequence[Paragraph]) -> float:
    """The lowering of :data:`STEPS` with the highest merit."""
    merits = {}
    for lowering in STEPS:
        nlp = spacy.load(model)
        lower_outside(nlp, lowering)
        merits[lowering] = merit(nlp, paragraphs)
        sys.stdout.write(f"{lowering}: {merits[lowering]:.2f}\n")
    return max(merits, key=lambda lowering: merits[lowering])


def merit(nlp: Language, paragraphs: Sequence[Paragraph]) -> float:
    """Mean F1, in percent, of the spans (exact and overlapping) and of the speakers of all kinds of speech."""
    table = score_quotes(paragraphs, list(by_model(nlp, [one.text for one in paragraphs])))
    rows = [f"{role} {how}" for role in ("source", "cue", "content") for how in ("exact", "overlap")]
    rows += [f"{kind} speaker" for kind in Kind]
    return sum(table[row]["f"] for row in rows) / len(rows)


def lower_outside(nlp: Language, lowering: float) -> None:
    """Subtract ``lowering`` from the score of staying outside of all spans."""
    ner = cast(EntityRecognizer, nlp.get_pipe("ner"))
    upper = ner.model.get_ref("upper")
    bias = upper.get_param("b").copy()
    steps = [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]  # move_names leaves one out
    bias[steps.index(_OUTSIDE)] -= lowering
    upper.set_param("b", bias)


if __name__ == "__main__":
    main()
