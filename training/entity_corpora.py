"""The entity corpora as records with our labels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.gmb import Tagged, read_gmb
from training.labels import Labels, bare, bare_time, is_date, is_numeric, time_label, with_unknown
from training.records import UNKNOWN, Entity, Record, from_words, spans_of

#: Entity types of CrossNER's five domains with a counterpart; the others are unknown.
_CROSSNER = {
    "person": "PERSON", "politician": "PERSON", "scientist": "PERSON", "writer": "PERSON", "musicalartist": "PERSON",
    "researcher": "PERSON", "organisation": "ORG", "politicalparty": "ORG", "university": "ORG", "band": "ORG",
    "magazine": "ORG", "country": "GPE", "location": "GPE", "event": "EVENT", "election": "EVENT",
    "conference": "EVENT",
    "book": "WORK_OF_ART", "poem": "WORK_OF_ART", "song": "WORK_OF_ART", "album": "WORK_OF_ART", "product": "PRODUCT",
}  # fmt: skip
_DOMAINS = ("politics", "science", "music", "literature", "ai")
_WORLDWIDE = {
    "Person": "PERSON", "Organization": "ORG", "Location": "GPE", "Facility": "FAC", "Date": "DATE", "Money": "MONEY",
    "NORP": "NORP", "Product": "PRODUCT",
}  # fmt: skip
_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def read_polnear_tokens(path: Path) -> Iterator[tuple[str, list[Record]]]:
    """PolNeAR's articles by name, as sentences with the CoreNLP entities (already under our labels)."""
    with path.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield article["id"], [_from_json(sentence) for sentence in article["sentences"]]


def _from_json(sentence: dict[str, Any]) -> Record:
    entities = [(start, end, label) for start, end, label in sentence["ents"]]
    return Record(tuple(sentence["words"]), tuple(sentence["spaces"]), tuple(entities))


def read_gmb_records(path: Path, labels: Labels) -> Iterator[Record]:
    """GMB's sentences; numbers and dates outside its label set are unknown."""
    for words, tags in read_gmb(path):
        entities = (_gmb_entity(words, span, labels) for span in spans_of(tags))
        yield with_unknown(from_words(words, [entity for entity in entities if entity]), is_numeric)


def _gmb_entity(words: list[str], span: Entity, labels: Labels) -> Entity | None:
    start, end, kind = span
    if kind == "tim":
        start, end = bare_time(words, start, end)
        label = time_label(words[start:end]) if is_date(words[start:end]) else UNKNOWN
        return (start, end, label) if start < end else None
    start, end = labels.without_title(words, start, end) if kind == "per" else bare(words, start, end)
    if start >= end:
        return None
    known = {"per": "PERSON", "org": "ORG", "geo": "GPE", "gpe": "GPE"}.get(kind, UNKNOWN)
    if known == UNKNOWN:
        return start, end, UNKNOWN
    return start, end, labels.settled(" ".join(words[start:end]), known)


def read_crossner(folder: Path, part: str, labels: Labels) -> Iterator[Record]:
    """CrossNER's sentences of ``part`` (train, dev, test); numbers and unmarked nationalities are unknown."""
    for domain in _DOMAINS:
        for words, tags in read_columns(folder / domain / f"{part}.txt"):
            entities = [_crossner_entity(words, span, labels) for span in spans_of(tags)]
            record = from_words(words, entities)
            yield with_unknown(record, lambda word: is_numeric(word) or word in labels.words.peoples)


def _crossner_entity(words: list[str], span: Entity, labels: Labels) -> Entity:
    start, end, kind = span
    name, label = " ".join(words[start:end]), _CROSSNER.get(kind, UNKNOWN)
    if label == UNKNOWN or (label == "PRODUCT" and name.islower()):
        return start, end, UNKNOWN
    return start, end, labels.settled(name, label)


def read_columns(path: Path, word_column: int = 0, tag_column: int = 1) -> Iterator[Tagged]:
    """Sentences of a file with one token per line and blank lines between sentences; comments (#) are skipped."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) > max(word_column, tag_column) and not line.startswith("# "):
            words.append(columns[word_column].strip())
            tags.append(columns[tag_column])
        elif words and not line.strip():
            yield words, tags
            words, tags = [], []


def read_worldwide(folder: Path, labels: Labels) -> Iterator[Record]:
    """Stanford's English WorldWide newswire, one record per sentence: for evaluation only."""
    for path in sorted(folder.glob("*.tsv")):
        for words, tags in read_columns(path):
            if not words[0].startswith("http"):
                yield from_words(words, [_worldwide_entity(words, span, labels) for span in spans_of(tags)])


def _worldwide_entity(words: list[str], span: Entity, labels: Labels) -> Entity:
    start, end, kind = span
    label = _WORLDWIDE.get(kind, UNKNOWN)
    if label == "DATE":
        return start, end, time_label(words[start:end]) if any(map(is_numeric, words[start:end])) else UNKNOWN
    inner = labels.without_title(words, start, end) if label == "PERSON" else bare(words, start, end)
    start, end = inner if inner[0] < inner[1] else (start, end)
    name = " ".join(words[start:end])
    return start, end, labels.settled(name, label) if label in ("ORG", "GPE", "NORP") else label


def read_uner(path: Path) -> Iterator[Record]:
    """Universal NER's sentences (PER, ORG, LOC): for evaluation only."""
    for words, tags in read_columns(path, 1, 2):
        spans = ((start, end, _UNER.get(label, UNKNOWN)) for start, end, label in spans_of(tags))
        yield from_words([word.replace(" ", "") for word in words], spans)
