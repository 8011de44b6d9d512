"""Augmentation of training texts: other names, letter case and quotation marks."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from spacy.language import Language

from training.names import Names
from training.records import Entity, Record

#: Names with one particular meaning in American texts, which must not be swapped.
_FIXED = frozenset(["congress", "senate", "house", "pentagon"]) | {"white house", "supreme court"}
#: Reduction of the replacement rate by label: rare cities instead of well-known ones would teach that an unknown name
#: is a place.
_LESS = {"GPE": 0.3}
_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with", "'s"]
)


@dataclass
class Swapper:
    """Replaces names by others of the same label, consistently within a record."""

    nlp: Language
    names: Names
    rng: random.Random
    share: float  #: of the different names of a record that are replaced
    _chosen: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def swapped(self, record: Record) -> Record:
        """The record with other people, places, peoples and organisations."""
        self._chosen = {}
        words: list[str] = []
        spaces: list[bool] = []
        entities: list[Entity] = []
        done = 0
        for entity in sorted(record.entities):
            start, end, label = entity
            if start < done:  # nested: the outer one is kept
                continue
            words += record.words[done:start]
            spaces += record.spaces[done:start]
            first = len(words)
            new_words, new_spaces = self._replacement(record, entity)
            words += new_words
            spaces += new_spaces
            entities.append((first, len(words), label))
            done = end
        rest = Record(record.words[done:], record.spaces[done:])
        return Record((*words, *rest.words), (*spaces, *rest.spaces), tuple(entities))

    def _replacement(self, record: Record, entity: Entity) -> tuple[tuple[str, ...], tuple[bool, ...]]:
        start, end, label = entity
        name = self._name(label, record.text_of(entity))
        if name is None:
            return record.words[start:end], record.spaces[start:end]
        doc = self.nlp.make_doc(name)
        spaces = [bool(token.whitespace_) for token in doc]
        return tuple(token.text for token in doc), (*spaces[:-1], record.spaces[end - 1])

    def _name(self, label: str, text: str) -> str | None:
        key = (label, text)
        if key not in self._chosen:
            keep = text.lower() in _FIXED or self.rng.random() >= self.share * _LESS.get(label, 1.0)
            self._chosen[key] = None if keep else self._draw(label, text)
        return self._chosen[key]

    def _draw(self, label: str, text: str) -> str | None:
        if label == "PERSON":
            return self._person(text)
        makers: dict[str, Callable[[], str]] = {
            "GPE": self.names.place,
            "ORG": self.names.organisation,
            "NORP": lambda: self.names.demonym() if not text.endswith("s") else text,
        }
        return makers[label]() if label in makers else None

    def _person(self, text: str) -> str:
        """A full name; for a family name alone, that of the full name chosen earlier."""
        if " " in text:
            return self.names.full_person()
        for (label, earlier), chosen in self._chosen.items():
            if label == "PERSON" and chosen and earlier.split()[-1] == text:
                return chosen.split()[-1]
        return self.names.family_name()


def lowered(record: Record) -> Record:
    """The record in lower case, as people type."""
    return replace(record, words=tuple(word.lower() for word in record.words))


def shouted(record: Record) -> Record:
    """The record in capitals, like some headlines."""
    return replace(record, words=tuple(word.upper() for word in record.words))


def titled(record: Record) -> Record:
    """The record in American headline case, without the full stop."""
    words = tuple(word if word.lower() in _SMALL else word[:1].upper() + word[1:] for word in record.words)
    if words[-1:] == (".",) and all(end < len(words) for _, end, _ in record.entities):
        return Record(words[:-1], record.spaces[:-1], record.entities)
    return replace(record, words=words)


def curled(record: Record) -> Record:
    """The record with typographic apostrophes and quotation marks."""
    opened = False
    words = []
    for word in record.words:
        if word in ('"', "``", "''"):
            opened = word == "``" or (word == '"' and not opened)
            words.append("“" if opened else "”")
        else:
            words.append(word.replace("'", "’"))
    return replace(record, words=tuple(words))
