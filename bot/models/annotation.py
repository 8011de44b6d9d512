"""What the language layer finds in one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuoteKind(StrEnum):
    """How a quote gives its speaker's words."""

    DIRECT = "direct"  # wholly inside quotation marks
    MIXED = "mixed"  # reported words with a part inside quotation marks
    INDIRECT = "indirect"  # reported words without quotation marks


class Manner(StrEnum):
    """How the words came out, where the text tells; SAID where it does not."""

    SAID = "said"
    WRITTEN = "written"  # a letter, statement, report, book
    POSTED = "posted"  # a social network


@dataclass(frozen=True, kw_only=True, slots=True)
class SentenceSpan:
    """A sentence by its offsets; ``text[start:end]`` is verbatim and stripped of outer blanks."""

    start: int
    end: int
    paragraph: int  #: 0-based number of the non-empty line that holds it


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A canonical person, organisation or place of one article with all its forms there."""

    name: str  #: longest form, without title or possessive
    label: str  #: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, PRODUCT, WORK_OF_ART, LAW
    aliases: tuple[str, ...] = ()  #: other forms, abbreviations and surnames included


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One occurrence of an entity (numbers and dates too, with ``name`` = its text)."""

    start: int
    end: int
    label: str  #: OntoNotes label
    name: str  #: the ``Name.name`` it belongs to


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteSpan:
    """A quote by offsets."""

    spans: tuple[tuple[int, int], ...]  #: content, in order; more than one when interrupted
    kind: QuoteKind
    source: tuple[int, int] | None  #: the speaker as written
    cue: tuple[int, int] | None
    speaker: str  #: canonical speaker (a ``Name.name`` or the source's own words); "" = unknown
    speaker_label: str = ""  #: PERSON, ORG ...; "" = none known
    manner: Manner = Manner.SAID
    spoken_for: str = ""  #: the institution for which ``speaker`` speaks (a ``Name.name``); "" = for nobody else


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """Part of a sentence that says who a name is, by offsets: "Elena Marsh, the transport minister"."""

    start: int
    end: int
    said: tuple[str, ...]  #: its words without name and articles, in small letters, each once
    name: str  #: the ``Name.name`` of whom it tells
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """All that the language layer says of one article; spans ordered by their start."""

    sentences: tuple[SentenceSpan, ...] = ()
    names: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[QuoteSpan, ...] = ()
    descriptions: tuple[Description, ...] = ()
