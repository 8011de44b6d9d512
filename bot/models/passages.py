"""Articles and sentences as used in ranking: terms, mentions, term frequencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple


class Line(NamedTuple):
    """A sentence as terms. A question makes hundreds, and named tuples are made three times as fast."""

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
        """Title and body as one list. The title occurs twice, because it says what the article is about."""
        return list(chain(self.title, self.title, chain.from_iterable(line.terms for line in self.lines)))


class ArchiveCounts(NamedTuple):
    """How much an archive holds."""

    articles: int
    sentences: int
    entities: int
    quotes: int


class EntityMention(NamedTuple):
    """A mention of an entity, number or date, with offsets in the sentence's text."""

    start: int
    end: int
    label: str
    entity: int | None
    name: str = ""  #: the entity's name; "" if there is none


@dataclass(frozen=True, slots=True)
class SentenceDetails:
    """Full details of a sentence: text, mentions, and the entities quoted in it (None if unresolved)."""

    text: str
    mentions: tuple[EntityMention, ...] = ()
    speakers: tuple[int | None, ...] = ()
    before: str = ""  #: the sentence before it, "" for the first
    title: str = ""  #: of its article


@dataclass(frozen=True, slots=True)
class Statistics:
    """Term frequencies over the whole corpus: the number of units (sentences or articles) that contain each term."""

    units: int
    average_length: float  #: terms per unit
    frequencies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Statistics over both units for the requested terms. Unknown terms count 0."""

    sentences: Statistics
    articles: Statistics


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles to select: all conditions that are given must hold. Terms are those of bot.text.analyzer."""

    terms: tuple[str, ...] = ()  #: all must occur in title and body
    either: tuple[tuple[str, ...], ...] = ()  #: sets of spellings, one of each must occur in title and body
    entities: tuple[int, ...] = ()  #: alternatively to ``terms``: one of these is mentioned
    phrases: tuple[tuple[str, ...], ...] = ()  #: each as adjacent terms
    excluded: tuple[str, ...] = ()
    outlet: str = ""  #: part of an outlet's name, in any case
    spans: tuple[tuple[datetime | None, datetime | None], ...] = ()  #: times (aware), each half-open; None = open

    def __bool__(self) -> bool:
        return any((self.terms, self.either, self.entities, self.phrases, self.excluded, self.outlet, self.spans))
