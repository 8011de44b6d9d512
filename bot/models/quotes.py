"""Who said what, as the store gives it back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models.annotation import Manner, QuoteKind
from bot.models.articles import Headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A stored quote."""

    row: int
    headline: Headline
    sentence_row: int
    content: str  #: verbatim; several spans joined by " … "
    kind: QuoteKind
    speaker: str  #: canonical
    speaker_as_written: str
    cue: str
    manner: Manner = Manner.SAID
    voice: str = ""  #: who spoke for ``speaker``, an institution; "" = nobody else did


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """Somebody who can be looked up, with how often they are quoted."""

    row: int  #: entity row
    name: str
    label: str
    quotes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What ``who`` found."""

    speaker: Speaker | None = None  #: whose quotes these are; None = anybody's, nobody's, or several people match
    mentioned: Speaker | None = None  #: whom these quotes by others are about
    quotes: tuple[Quote, ...] = ()
    total: int = 0  #: all that match, over all pages
    others: bool = False  #: others are quoted about ``speaker``
    by_words: bool = False  #: the quotes were found by what was said, whoever said it
    choices: tuple[Speaker, ...] = ()  #: several people match, or near spellings
    near: bool = False  #: ``choices`` are near spellings
    silent: bool = False  #: none of ``choices`` has quotes on that topic or of those days


@dataclass(frozen=True, slots=True)
class QuoteTerms:
    """A quote as terms, to be ranked."""

    row: int
    sentence_row: int  #: in which it begins
    article_row: int
    terms: tuple[str, ...]
    content: str
    time: str  #: of its article: sorts as text


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Terms around the sentence in which a quote begins."""

    sentence: frozenset[str]
    near: frozenset[str]  #: the sentences before and after, and itself
    wider: frozenset[str]  #: its paragraph, or the first sentence of its article
    title: frozenset[str]
