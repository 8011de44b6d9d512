"""Articles and sentences as ranking looks at them: terms, names inside them, how often terms occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as terms."""

    row: int
    position: int  #: 0-based in its article
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article as terms."""

    row: int
    outlet: str
    published: date | None
    title: tuple[str, ...]
    lines: tuple[Line, ...]  #: in order
    length: int  #: terms in title and body
    vocabulary: frozenset[str]  #: of title and lines

    def terms(self) -> list[str]:
        """Title and body in one; the title counts twice, as it says what the article is about."""
        return list(chain(self.title, self.title, chain.from_iterable(line.terms for line in self.lines)))


@dataclass(frozen=True, slots=True)
class EntityMention:
    """An entity, number or date inside a sentence, with offsets into the sentence's text."""

    start: int
    end: int
    label: str
    entity: int | None
    name: str = ""  #: the entity's, "" for none


@dataclass(frozen=True, slots=True)
class SentenceDetails:
    """A sentence in full: its text, what is mentioned in it, and the entities of its quotes (None = not resolved)."""

    text: str
    mentions: tuple[EntityMention, ...] = ()
    speakers: tuple[int | None, ...] = ()
    before: str = ""  #: the sentence before it, "" for the first
    title: str = ""  #: of its article


@dataclass(frozen=True, slots=True)
class Statistics:
    """How often terms occur in the whole corpus; counts of units (sentences or articles) that hold a term."""

    units: int
    average_length: float  #: terms in a unit
    frequencies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Statistics of both units for the terms that were asked for; unknown terms count 0."""

    sentences: Statistics
    articles: Statistics


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles: all that is given must hold. Terms are those of bot.text.analyzer."""

    terms: tuple[str, ...] = ()  #: all of them in title and body
    either: tuple[tuple[str, ...], ...] = ()  #: of each one at least, in title and body: the spellings of a word
    entities: tuple[int, ...] = ()  #: or one of these is mentioned, instead of the terms
    phrases: tuple[tuple[str, ...], ...] = ()  #: each side by side
    excluded: tuple[str, ...] = ()
    outlet: str = ""  #: part of an outlet's name, case-blind
    spans: tuple[tuple[datetime | None, datetime | None], ...] = ()  #: times (aware), each half-open; None = open

    def __bool__(self) -> bool:
        return any((self.terms, self.either, self.entities, self.phrases, self.excluded, self.outlet, self.spans))
