"""``python -m training.evaluate quotes|ner MODEL ...``: compares several models on the same held-out texts."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import bot.language.model.span_tagger  # noqa: F401  registers the component of names and quotes
from training.agency import read_agency
from training.convert_entities import entity_parts
from training.convert_quotes import paragraphs_of
from training.entity_corpora import read_uner, read_worldwide
from training.labels import Labels
from training.records import Record, to_doc
from training.score_entities import COARSE, WORLDWIDE, score_entities
from training.score_quotes import score_quotes
from training.splits import Part
from training.systems import by_layer, by_model, by_textacy
from training.world import read_places, read_words

Table = dict[str, dict[str, float]]

#: Sentences of one corpus used for entities: enough for stable figures.
MOST_SENTENCES = 1_500


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line and print tables (Markdown); ``--json`` writes the figures to a file."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("what", choices=["quotes", "ner"])
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--raw", type=Path, required=True, help="folder of the unpacked corpora; see README.md")
    parser.add_argument("--part", type=Part, default=Part.TEST, choices=list(Part))
    parser.add_argument("--peer", type=Path, help="full pipeline to run textacy's rules on (quotes)")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if options.what == "quotes":
        tables = evaluate_quotes(options.models, options.peer, options.raw, options.part)
    else:
        tables = evaluate_entities(options.models, options.raw, options.part)
    for corpus, by_system in tables.items():
        sys.stdout.write(f"\n{corpus}\n\n{markdown(by_system)}")
    if options.json:
        options.json.write_text(json.dumps(tables, indent=1), encoding="utf-8")


def evaluate_quotes(models: Sequence[Path], peer: Path | None, raw: Path, part: Part) -> dict[str, dict[str, Table]]:
    """Rows of :func:`score_quotes` by system, for PolNeAR's held-out part and our agency-style paragraphs."""
    polnear = [one for one in paragraphs_of(raw / "polnear" / "data" / "train", part) if one.text.strip()]
    corpora = {"polnear": polnear, "agency": list(read_agency())}
    tables: dict[str, dict[str, Table]] = {corpus: {} for corpus in corpora}
    for corpus, paragraphs in corpora.items():
        texts = [one.text for one in paragraphs]
        for path in models:
            tables[corpus][str(path)] = score_quotes(
                paragraphs, list(by_model(spacy.load(path, enable="spans"), texts))
            )
            tables[corpus][f"{path}, whole layer"] = score_quotes(paragraphs, list(by_layer(path, paragraphs)))
        if peer:
            answers = list(by_textacy(spacy.load(peer, exclude=["ner", "spans"]), texts))
            tables[corpus]["textacy"] = score_quotes(paragraphs, answers)
    return tables


def evaluate_entities(models: Sequence[Path], raw: Path, part: Part) -> dict[str, dict[str, Table]]:
    """Rows of :func:`score_entities` by system, for each corpus."""
    pipelines = {str(path): spacy.load(path, enable=["ner", "spans"]) for path in models}
    tables = {}
    for corpus, (records, labels) in test_corpora(raw, part).items():
        tables[corpus] = {system: score_records(nlp, records, labels) for system, nlp in pipelines.items()}
    return tables


def test_corpora(raw: Path, part: Part) -> dict[str, tuple[list[Record], Mapping[str, str] | None]]:
    """The evaluation data: held-out parts of the training corpora, and corpora that are never trained on."""
    words = read_words()
    labels = Labels(words, read_places(words))
    own: dict[str, tuple[list[Record], Mapping[str, str] | None]] = {
        corpus: (records, None) for corpus, records in entity_parts(raw, labels, part).items()
    }
    worldwide = list(read_worldwide(raw / "worldwide" / "processed_annotated", labels))
    corpora = own | {
        "worldwide": (worldwide, WORLDWIDE),
        "uner_pud": (list(read_uner(raw / "uner" / "en_pud-ud-test.iob2")), COARSE),
        "uner_ewt": (list(read_uner(raw / "uner" / "en_ewt-ud-test.iob2")), COARSE),
    }
    return {corpus: (sampled(records), names) for corpus, (records, names) in corpora.items()}


def sampled(records: list[Record]) -> list[Record]:
    """At most :data:`MOST_SENTENCES` of the records, always the same ones."""
    return random.Random(0).sample(records, min(MOST_SENTENCES, len(records)))


def score_records(nlp: Language, records: Iterable[Record], labels: Mapping[str, str] | None) -> Table:
    """Score ``nlp`` on the corpus's own tokens."""
    gold = [to_doc(nlp.vocab, record) for record in records if record.words]
    bare = [Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in gold]
    return score_entities(zip(gold, nlp.pipe(bare), strict=True), labels)


def markdown(by_system: Mapping[str, Table]) -> str:
    """Precision, recall and F1 of all systems side by side."""
    rows = sorted({row for table in by_system.values() for row in table})
    head = "| | n | " + " | ".join(by_system) + " |\n|---|" + "---|" * (len(by_system) + 1) + "\n"
    lines = []
    for row in rows:
        wanted = max(int(table[row]["n"]) for table in by_system.values() if row in table)
        cells = " | ".join(_cell(table.get(row)) for table in by_system.values())
        lines.append(f"| {row} | {wanted} | {cells} |\n")
    return head + "".join(lines)


def _cell(row: Mapping[str, float] | None) -> str:
    return f"{row['p']} / {row['r']} / **{row['f']}**" if row else "-"


if __name__ == "__main__":
    main()
