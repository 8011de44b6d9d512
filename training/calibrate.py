"""``python -m training.calibrate PIPELINE``: chooses on the development part how readily quotation spans begin.

A model trained on the annotations finds too little, because staying outside is the most common tag. Lowering the score
of this one tag trades precision for recall without training.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from bot.language.model.span_tagger import SAID, SETTINGS
from training.attributions import Kind, Paragraph
from training.convert_quotes import paragraphs_of
from training.score_quotes import score_quotes
from training.splits import Part
from training.systems import by_model

#: The values tried.
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line, print the merit of each lowering, and keep the best one in the pipeline's folder."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--raw", type=Path, required=True, help="folder of the unpacked corpora; see README.md")
    options = parser.parse_args(arguments)
    polnear = options.raw / "polnear" / "data" / "train"
    paragraphs = [one for one in paragraphs_of(polnear, Part.DEV) if one.text.strip()]
    best = best_lowering(options.pipeline, paragraphs)
    sys.stdout.write(f"lowered by {best}\n")


def best_lowering(pipeline: Path, paragraphs: Sequence[Paragraph]) -> float:
    """The value in :data:`STEPS` with the highest merit, which is then set in the pipeline's folder."""
    merits = {}
    for lowering in STEPS:
        lower_outside(pipeline, lowering)
        merits[lowering] = merit(spacy.load(pipeline, enable="spans"), paragraphs)
        sys.stdout.write(f"{lowering}: {merits[lowering]:.2f}\n")
    best = max(merits, key=lambda lowering: merits[lowering])
    lower_outside(pipeline, best)
    return best


def merit(nlp: Language, paragraphs: Sequence[Paragraph]) -> float:
    """Mean F1 in percent of the spans (exact and overlapping) and the speakers, over all kinds of speech present."""
    table = score_quotes(paragraphs, list(by_model(nlp, [one.text for one in paragraphs])))
    rows = [f"{role} {how}" for role in ("source", "cue", "content") for how in ("exact", "overlap")]
    rows += [f"{kind} speaker" for kind in Kind]
    there = [table[row]["f"] for row in rows if row in table]
    return sum(there) / len(there)


def lower_outside(pipeline: Path, lowering: float) -> None:
    """Store in the pipeline's folder by how much the score of staying outside all quotation spans is lowered."""
    path = pipeline / "spans" / SETTINGS
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings[SAID]["lowered"] = lowering
    path.write_text(json.dumps(settings), encoding="utf-8")


if __name__ == "__main__":
    main()
