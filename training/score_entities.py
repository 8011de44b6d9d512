"""Precision, recall and F1 of entities: exact span and label, by label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from training.counts import Counts
from training.labels import bare

#: Test corpora with coarser labels: ours to theirs; missing labels are not compared.
COARSE = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE"}
WORLDWIDE = COARSE | {"NORP": "NORP"}

#: Rows for all labels together, and for spans regardless of label.
ALL, SPANS = "all", "spans only"

_Named = set[tuple[int, int, str]]


def score_entities(
    pairs: Iterable[tuple[Doc, Doc]], labels: Mapping[str, str] | None = None
) -> dict[str, dict[str, float]]:
    """Rows by label for (gold, predicted) documents of the same tokens; ``labels`` renames and selects.

    Articles and possessive endings at the edges are ignored, as is anything found where gold is unknown.
    """
    counts: dict[str, Counts] = defaultdict(Counts)
    for gold_doc, guess_doc in pairs:
        unknown = {token.i for token in gold_doc if token.ent_iob == 0}
        gold = _named(gold_doc, labels)
        guess = {span for span in _named(guess_doc, labels) if span in gold or not unknown & set(range(*span[:2]))}
        for label in {label for _, _, label in gold | guess}:
            _count(counts[label], _only(gold, label), _only(guess, label))
        _count(counts[ALL], gold, guess)
        _count(counts[SPANS], {(*span[:2], "") for span in gold}, {(*span[:2], "") for span in guess})
    return {label: counts[label].as_row() for label in sorted(counts, key=str.lower)}


def _named(doc: Doc, labels: Mapping[str, str] | None) -> _Named:
    words = [token.text for token in doc]
    named = set()
    for span in doc.ents:
        label = span.label_ if labels is None else labels.get(span.label_)
        if label:
            named.add((*bare(words, span.start, span.end), label))
    return named


def _only(spans: _Named, label: str) -> _Named:
    return {span for span in spans if span[2] == label}


def _count(counts: Counts, gold: _Named, guess: _Named) -> None:
    hits = len(gold & guess)
    counts.add(len(guess), len(gold), hits, hits)
