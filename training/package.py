"""``python -m training.package PIPELINE OUTPUT``: packages a trained pipeline for shipping."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from confection import Config
from spacy.language import Language

import bot.language.model.span_tagger  # noqa: F401  registers the component of names and quotes

#: Maximum size of the shipped pipeline in megabytes (10^6 bytes).
LIMIT = 20.0
_NAME = "news"
_DESCRIPTION = "English news: tags, trees (UD v2), entities (OntoNotes names), who said what"
#: EWT, CrossNER and parts of GUM are share-alike.
_LICENCE = "CC-BY-SA-4.0"
#: Morphology stabilises the shared word vectors during training; no rule uses it or the lemmas.
_TRAINING_ONLY = frozenset({"morphologizer", "lemmatizer"})


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and write the folder."""
    parser = argparse.ArgumentParser(prog="python -m training.package", description=__doc__)
    parser.add_argument("pipeline", type=Path, help="what training.spans.export wrote")
    parser.add_argument("output", type=Path)
    parser.add_argument("--version", default="1.0.0")
    options = parser.parse_args(arguments)
    nlp = shipped(options.pipeline)
    describe(nlp, options.version)
    nlp.to_disk(options.output)
    forget_training(options.output / "config.cfg")
    prune_strings(nlp, options.output)
    size = megabytes(options.output)
    sys.stdout.write(f"{options.output}: {size:.1f} MB of {LIMIT}\n")
    if size > LIMIT:
        raise SystemExit("too large to ship")


def shipped(pipeline: Path) -> Language:
    """The pipeline without the components that only training needs."""
    nlp = spacy.load(pipeline)
    for name in _TRAINING_ONLY & set(nlp.pipe_names):
        nlp.remove_pipe(name)
    return nlp


def describe(nlp: Language, version: str) -> None:
    """Set name, version and licence; scores stay in the model card, which says what they were measured on."""
    nlp.meta.update(name=_NAME, version=version, description=_DESCRIPTION, license=_LICENCE, performance={})


def forget_training(path: Path) -> None:
    """Remove paths of the training machine from a saved config."""
    config = Config().from_disk(path, interpolate=False)
    config["paths"] = dict.fromkeys(config.get("paths", {}))
    config.to_disk(path)


def prune_strings(nlp: Language, folder: Path) -> None:
    """Keep only the strings that a loaded pipeline needs: the language's own, and labels. Words come with the texts."""
    kept = set(spacy.blank("en").vocab.strings) | set(_label_strings(nlp))
    path = folder / "vocab" / "strings.json"
    path.write_text(json.dumps(sorted(kept), ensure_ascii=False), encoding="utf-8")


def _label_strings(nlp: Language) -> Iterator[str]:
    for name, component in nlp.pipeline:
        yield name
        for label in getattr(component, "labels", ()):
            features = [feature for feature in label.split("|") if not feature.startswith("POS=")]
            yield from (
                label,
                *label.split("|"),
                "|".join(features),
                *(part for f in features for part in f.split("=")),
            )


def megabytes(folder: Path) -> float:
    """The size of all files below ``folder`` in 10^6 bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
