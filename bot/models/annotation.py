"""What the language layer finds in one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuoteKind(StrEnum):
    """How a quote renders its speaker's words."""

    DIRECT = "direct"  # entirely in quotation marks
    MIXED = "mixed"  # reported speech with a part in quotation marks
    INDIRECT = "indirect"  # reported speech without quotation marks


class Manner(StrEnum):
    """How the words were uttered, if the text says so; otherwise SAID."""

    SAID = "said"
    WRITTEN = "written"  # in a letter, statement, report, book
    POSTED = "posted"  # on a social network


@dataclass(frozen=True, kw_only=True, slots=True)
class SentenceSpan:
    """A sentence by its offsets. ``text[start:end]`` is verbatim, without surrounding whitespace."""

    start: int
    end: int
    paragraph: int  #: 0-based number of the non-empty line that contains it


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A canonical person, organisation, place or the like of one article, with all its forms there."""

    name: str  #: longest form, without title or possessive
    label: str  #: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, PRODUCT, WORK_OF_ART, LAW
    aliases: tuple[str, ...] = ()  #: other forms, including abbreviations and surnames


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A mention of an entity, or of a number or date, whose ``name`` is its text."""

    start: int
    end: int
    label: str  #: OntoNotes label
    name: str  #: the ``Name.name`` it belongs to


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteSpan:
    """A quote by its offsets."""

    spans: tuple[tuple[int, int], ...]  #: its content, in order; several spans if it is interrupted
    kind: QuoteKind
    source: tuple[int, int] | None  #: the speaker as written
    cue: tuple[int, int] | None
    speaker: str  #: canonical speaker (a ``Name.name`` or the source's own words); "" = unknown
    speaker_label: str = ""  #: PERSON, ORG ...; "" = none known
    manner: Manner = Manner.SAID
    spoken_for: str = ""  #: the institution for which ``speaker`` speaks (a ``Name.name``); "" if none


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """The part of a sentence that says who somebody is, by offsets: "Elena Marsh, the transport minister"."""

    start: int
    end: int
    said: tuple[str, ...]  #: its words in lower case, each once, without the name and "the", "a"
    name: str  #: the ``Name.name`` that it describes
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """The complete annotation of an article. Spans are sorted by their start."""

    sentences: tuple[SentenceSpan, ...] = ()
    names: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[QuoteSpan, ...] = ()
    descriptions: tuple[Description, ...] = ()
