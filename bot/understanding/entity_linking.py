"""Find the people, organisations and places in a question by looking its words up among the archive's aliases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.archive import ArchiveReader
from bot.models.entities import NOBODY, Entities
from bot.models.questions import KnownName
from bot.text.analyzer import term_of, terms
from bot.text.names import fold

MOST_WORDS = 64  #: words considered per question
_LONGEST_NAME = 5  # words
_SHORTEST_SMALL = 4  # letters of a lower-case name
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\.?")


def find_names(archive: ArchiveReader, text: str) -> tuple[KnownName, ...]:
    """The names in ``text`` from left to right: the longest aliases, and capitalised words that are no alias.

    If the text is entirely lower-case (or upper-case), only aliases count.
    """
    found = list(_WORD.finditer(text))[:MOST_WORDS]
    words = _Words.of(text, [match.span() for match in found])
    known = archive.entities_named(set(words.keys.values()))
    names: list[KnownName] = []
    position = 0
    while position < len(words.spans):
        size = words.alias_at(position, known) or words.capitals_at(position)
        if size and (named := words.name(position, size, known)):
            names.append(named)
        position += size or 1
    return tuple(names)


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    spans: list[tuple[int, int]]

    keys: dict[tuple[int, int], str]  #: the folded words at (position, number of words)

    @classmethod
    def of(cls, text: str, spans: list[tuple[int, int]]) -> _Words:
        sizes = range(1, _LONGEST_NAME + 1)
        stretches = [(at, size) for at in range(len(spans)) for size in sizes if at + size <= len(spans)]
        keys = {(at, size): fold(text[spans[at][0] : spans[at + size - 1][1]]) for at, size in stretches}
        return cls(text, spans, keys)

    def written(self, position: int, size: int = 1) -> str:
        return self.text[self.spans[position][0] : self.spans[position + size - 1][1]]

    def alias_at(self, position: int, known: Mapping[str, Entities]) -> int:
        """The number of words of the longest alias that begins here, or 0."""
        sizes = range(min(_LONGEST_NAME, len(self.spans) - position), 0, -1)
        return next((n for n in sizes if self.keys[position, n] in known and self._plausible(position, n)), 0)

    def capitals_at(self, position: int) -> int:
        """The number of capitalised words from here on, or 0; the first word of the question does not count."""
        if position == 0 or not self._mixed_case:
            return 0
        size = 0
        while position + size < len(self.spans) and size < _LONGEST_NAME and self._is_capitalised(position + size):
            size += 1
        return size

    def name(self, position: int, size: int, known: Mapping[str, Entities]) -> KnownName | None:
        key = self.keys[position, size]
        name_terms = tuple(dict.fromkeys(terms(key if key in known else self.written(position, size))))
        found = known.get(key, NOBODY)
        return KnownName(self.written(position, size), name_terms, found.rows, found.labels) if name_terms else None

    def _plausible(self, position: int, size: int) -> bool:
        """Whether words may be a name; a single lower-case word only if it is long and no stop word ("us", "may")."""
        word = self.written(position)
        if size > 1:
            return bool(term_of(word.lower())) and bool(term_of(self.written(position + size - 1).lower()))
        long_enough = len(word) >= _SHORTEST_SMALL and not self._mixed_case
        return bool(term_of(word.lower())) and (word[:1].isupper() or long_enough)

    def _is_capitalised(self, position: int) -> bool:
        word = self.written(position)
        return word[:1].isupper() and bool(term_of(word.lower()))

    @property
    def _mixed_case(self) -> bool:
        """Whether capitals distinguish names from other words, which they do not if the case is uniform."""
        return not self.text.isupper() and any(self.text[start].isupper() for start, _ in self.spans[1:])
