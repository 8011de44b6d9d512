"""Tokenised texts with entities, before they become spaCy documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from training.spacing import joined, spaces_after

#: Label of words that may or may not be an entity; training ignores them.
UNKNOWN = "?"

#: First token, end (exclusive), label.
Entity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Record:
    """Words, whether each is followed by a space, and entities over them."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    entities: tuple[Entity, ...] = ()

    def text_of(self, entity: Entity) -> str:
        """The entity's text."""
        start, end, _ = entity
        return joined(self.words[start:end], self.spaces[start:end])


def from_words(words: Sequence[str], entities: Iterable[Entity] = ()) -> Record:
    """A record of words with unknown spacing."""
    return Record(tuple(words), tuple(spaces_after(words)), tuple(entities))


def spans_of(tags: Sequence[str]) -> Iterator[Entity]:
    """The spans of BIO tags ("B-per", "I-per", "O"); an I that continues nothing starts a span."""
    start, label = 0, ""
    for number, tag in enumerate([*tags, "O"]):
        mark, _, kind = tag.partition("-")
        if label and (mark != "I" or kind != label):
            yield start, number, label
            label = ""
        if not label and mark in ("B", "I"):
            start, label = number, kind


def together(records: Sequence[Record]) -> Record:
    """Several records joined into one text."""
    words: list[str] = []
    spaces: list[bool] = []
    entities: list[Entity] = []
    for record in records:
        entities += [(start + len(words), end + len(words), label) for start, end, label in record.entities]
        words += record.words
        spaces += [*record.spaces[:-1], True]
    return Record(tuple(words), tuple(spaces), tuple(entities))


def to_doc(vocab: Vocab, record: Record) -> Doc:
    """The record as a document; unknown words have no entity annotation."""
    doc = Doc(vocab, words=list(record.words), spaces=list(record.spaces))
    known = [Span(doc, start, end, label) for start, end, label in record.entities if label != UNKNOWN]
    kept = filter_spans(known)
    taken = {token.i for span in kept for token in span}
    unknown = {n for start, end, label in record.entities if label == UNKNOWN for n in range(start, end)} - taken
    doc.set_ents(kept, missing=[Span(doc, n, n + 1) for n in sorted(unknown)], default="outside")
    return doc


def to_bin(vocab: Vocab, records: Iterable[Record]) -> DocBin:
    """All non-empty records as one ``DocBin``."""
    docs = (to_doc(vocab, record) for record in records if record.words)
    return DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], docs=docs)
