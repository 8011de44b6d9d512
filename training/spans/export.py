"""``python -m training.spans.export TRAINED PIPELINE``: what was trained as the last part of a shipped pipeline.

training.pt -> int8 ONNX, embedding in four bits -> OUTPUT/spans/ -> pipeline OUTPUT = PIPELINE's syntax and it
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, cast

import onnx
import spacy
import torch
from spacy.language import Language

from bot.language.model.span_tagger import FACTORY, MODEL, SETTINGS, TOKENIZER, SpanFinder
from bot.language.model.wordpiece import MOST_TOKENS
from training.rerank.export import Outputs, to_onnx
from training.rerank.plain import plain
from training.rerank.shrink import shrink
from training.spans.examples import KEPT, NAMES, PIECES, SAID, WEIGHTS
from training.spans.model import SpanModel

OUTPUTS: Outputs = {name: {0: "texts", 1: "pieces"} for name in ("names", "said")}
_DIGITS = 3  # digits of a transition score


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and write the folder."""
    parser = argparse.ArgumentParser(prog="python -m training.spans.export", description=__doc__)
    parser.add_argument("trained", type=Path, help="folder that training.spans.train wrote")
    parser.add_argument("pipeline", type=Path, help="pipeline whose tags, trees and lemmas are kept")
    parser.add_argument("output", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="MiniLM's folder")
    options = parser.parse_args(arguments)
    part = write_part(read_trained(options.trained, options.base), options.trained, options.output / "spans")
    nlp = assembled(options.pipeline, part)
    nlp.to_disk(options.output)
    sys.stdout.write(f"{options.output}\n")


def read_trained(folder: Path, base: Path) -> SpanModel:
    """The trained model."""
    state = torch.load(folder / WEIGHTS)
    kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    model = SpanModel(base, kept, state["layers"])
    model.load_state_dict(state["model"])
    model.eval()
    return model


def write_part(model: SpanModel, trained: Path, folder: Path) -> Path:
    """Write the component's folder: model, tokenizer, settings."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = model.encoder.embeddings.word_embeddings.num_embeddings
    onnx.save(plain(shrink(to_onnx(model, OUTPUTS), range(pieces), MOST_TOKENS + 2)), folder / MODEL)
    (folder / TOKENIZER).write_bytes((trained / PIECES).read_bytes())
    steps = [[round(value, _DIGITS) for value in row] for row in model.chain.steps.tolist()]
    settings: dict[str, Any] = {
        "names": {"labels": NAMES, "steps": [], "lowered": 0.0},
        "said": {"labels": SAID, "steps": steps, "lowered": 0.0},
    }
    (folder / SETTINGS).write_text(json.dumps(settings), encoding="utf-8")
    return folder


def assembled(pipeline: Path, part: Path) -> Language:
    """``pipeline`` with the component in ``part`` replacing its entity recogniser."""
    nlp = spacy.load(pipeline, exclude=["ner", "spans"])
    finder = cast(SpanFinder, nlp.add_pipe(FACTORY, "spans"))
    finder.from_disk(part)
    return nlp


if __name__ == "__main__":
    main()
