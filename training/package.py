"""``python -m training.package news|quotes``: a trained model as the folder that ships."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import spacy
from confection import Config
from spacy.language import Language
from spacy.pipeline import Lemmatizer

import training.starting  # noqa: F401  trained configs name what it registers

#: Megabytes (10^6 bytes) that a shipped pipeline may have; 20 in all.
LIMITS = {"news": 13.8, "quotes": 6.2}
_DESCRIPTIONS = {
    "news": "English news: tags, trees (UD v2), lemmas, entities (OntoNotes names)",
    "quotes": "Who said what in English news: SOURCE, CUE and CONTENT as entities of whole paragraphs",
}
#: EWT, CrossNER and parts of GUM are share-alike.
_LICENCE = "CC-BY-SA-4.0"


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and write the folder."""
    parser = argparse.ArgumentParser(prog="python -m training.package", description=__doc__)
    parser.add_argument("what", choices=sorted(LIMITS))
    parser.add_argument("model", type=Path, help="trained model: ner (news) or quotes")
    parser.add_argument("output", type=Path)
    parser.add_argument("--syntax", type=Path, help="pipeline with tok2vec, tagger, morphologizer and parser (news)")
    parser.add_argument("--version", default="0.2.0")
    options = parser.parse_args(arguments)
    nlp = with_entities(options.syntax, options.model) if options.what == "news" else spacy.load(options.model)
    describe(nlp, options.what, options.version)
    nlp.to_disk(options.output)
    forget_training(options.output / "config.cfg")
    prune_strings(nlp, options.output)
    size = megabytes(options.output)
    sys.stdout.write(f"{options.output}: {size:.1f} MB of {LIMITS[options.what]}\n")
    if size > LIMITS[options.what]:
        raise SystemExit("too large to ship")


def with_entities(syntax: Path, entities: Path) -> Language:
    """One pipeline: the parts of ``syntax`` (a rule lemmatizer added where it has none), then the entities."""
    nlp = spacy.load(syntax, exclude=["ner"])
    if "lemmatizer" not in nlp.pipe_names:
        lemmatizer = cast(Lemmatizer, nlp.add_pipe("lemmatizer", config={"mode": "rule"}))
        lemmatizer.initialize(list, nlp=nlp)  # tables of spacy-lookups-data, kept inside the pipeline
    nlp.add_pipe("ner", source=spacy.load(entities))
    return nlp


def describe(nlp: Language, what: str, version: str) -> None:
    """Name, version, licence; scores stay in the model card, which says what they were measured on."""
    nlp.meta.update(name=what, version=version, description=_DESCRIPTIONS[what], license=_LICENCE, performance={})


def forget_training(path: Path) -> None:
    """Take paths of the training machine and callbacks of this package out of a saved config."""
    config = Config().from_disk(path, interpolate=False)
    config["paths"] = dict.fromkeys(config.get("paths", {}))
    config.get("initialize", {})["after_init"] = None
    config.to_disk(path)


def prune_strings(nlp: Language, folder: Path) -> None:
    """Keep the strings that a loaded pipeline needs: the language's own, and labels. Words come with the texts."""
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
    """Size of all files below ``folder`` in 10^6 bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
