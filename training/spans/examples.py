"""Documents of ``training.convert`` as the span model's training examples."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from bot.language.model.bioes import Tags
from bot.language.model.wordpiece import EncodedWords, WordPieces

NAMES = [
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW",
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL",
]  # fmt: skip
SAID = ["SOURCE", "CUE", "CONTENT"]
#: Files of a trained model: weights, tokenizer, and which of MiniLM's tokens are kept.
WEIGHTS, PIECES, KEPT = "training.pt", "tokenizer.json", "kept.json"
MISSING = -100  #: tag of a word that may or may not belong to a name


@dataclass(frozen=True, slots=True)
class Example:
    """One input with the tag of each word; ``said`` tells which tag set is used."""

    row: EncodedWords
    tags: list[int]
    said: bool


def read_docs(path: Path) -> list[Doc]:
    """The documents that convert wrote."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def examples(docs: Iterable[Doc], pieces: WordPieces, tags: Tags, *, said: bool) -> Iterator[Example]:
    """Each document as one example, truncated if too long."""
    for doc in docs:
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        row = pieces.rows(words, spaces)[0]
        length = len(row.words)
        spans = [(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.end <= length]
        numbers = tags.numbers(length, spans)
        cut = {n for ent in doc.ents if ent.end > length for n in range(ent.start, length)}
        missing = cut | {token.i for token in doc[:length] if token.ent_iob == 0}
        found = [MISSING if place in missing else number for place, number in enumerate(numbers)]
        if length and not (said and missing):
            yield Example(row, found, said)


def batches(found: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of at most ``size`` tokens including padding, with similar lengths, in random order.

    Only a few different shapes occur, because kernels are compiled for each.
    """
    by_length: dict[int, list[Example]] = {}
    for one in rng.sample(found, len(found)):
        by_length.setdefault(padded(len(one.row.pieces)), []).append(one)
    made = []
    for length, alike in sorted(by_length.items()):
        count = max(1, size // length)
        made += [alike[start : start + count] for start in range(0, len(alike), count)]
    rng.shuffle(made)
    return made


def padded(length: int) -> int:
    """The padded length of an input of ``length`` tokens."""
    step = 8 if length <= 96 else 32
    return -(-length // step) * step
