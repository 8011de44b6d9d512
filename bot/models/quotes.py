"""Quotes, speakers and checks of quotes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.models.annotation import Manner, QuoteKind
from bot.models.articles import Headline


class TopicReason(StrEnum):
    """Why a quote is shown for a topic: where the topic occurs."""

    WORDS = "words"  #: in the quote
    CONTEXT = "context"  #: in its sentence, the neighbouring ones, or its paragraph
    ARTICLE = "article"  #: in the article's title or first sentence
    MEANING = "meaning"  #: nowhere literally; its sentence is close in meaning
    NEAREST = "nearest"  #: nowhere, and no quote of the speaker is likely to be about it; this one comes nearest


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A stored quote."""

    row: int
    headline: Headline
    sentence_row: int
    content: str  #: verbatim; parts of an interrupted quote are joined by bot/text/quoted_words.py
    kind: QuoteKind
    speaker: str  #: canonical
    speaker_as_written: str
    cue: str
    manner: Manner = Manner.SAID
    voice: str = ""  #: who spoke for ``speaker``, an institution; "" if nobody did
    why: TopicReason | None = None  #: only for quotes on a topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """An entity that can be looked up as a speaker, with its number of quotes."""

    row: int  #: entity row
    name: str
    label: str
    quotes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteResult:
    """The result of a look-up of quotes."""

    speaker: Speaker | None = None  #: whose quotes these are; None if anybody's, or nobody or several people match
    mentioned: Speaker | None = None  #: the subject of these quotes by others
    quotes: tuple[Quote, ...] = ()
    total: int = 0  #: number of matches over all pages
    others: bool = False  #: others are quoted about ``speaker``
    by_words: bool = False  #: the quotes were found by what was said, whoever said it
    choices: tuple[Speaker, ...] = ()  #: several people match, or near spellings
    near: bool = False  #: ``choices`` are near spellings
    corrected: bool = False  #: nobody is called as typed; ``speaker`` is the only one whose name is spelt alike
    silent: bool = False  #: none of ``choices`` has quotes on that topic or of those days

    @property
    def only_near(self) -> bool:
        """Whether nothing is about the topic that was asked for: the quotes only come nearest."""
        return bool(self.quotes) and all(quote.why is TopicReason.NEAREST for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class QuoteTerms:
    """A quote as terms, for ranking."""

    row: int
    sentence_row: int  #: sentence in which it begins
    article_row: int
    terms: tuple[str, ...]
    content: str
    time: str  #: of its article, sortable as text


@dataclass(frozen=True, slots=True)
class QuoteSurroundings:
    """The terms around the sentence in which a quote begins."""

    sentence: frozenset[str]
    near: frozenset[str]  #: the sentences before and after, and itself
    wider: frozenset[str]  #: its paragraph, or the first sentence of its article
    title: frozenset[str]


class QuoteVerdict(StrEnum):
    """What the archive says about a claimed quotation."""

    EXACT = "exact"  # these words, in quotation marks, by that speaker
    ALTERED = "altered"  # words left out, added, changed, reordered, joined, or cut so that the meaning is reversed
    OTHER_SPEAKER = "other_speaker"  # somebody else said it
    REPORTED = "reported"  # only as reported speech, without quotation marks
    NOT_FOUND = "not_found"


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteClaim:
    """Words attributed to somebody in a message."""

    words: str
    speaker: str = ""  #: as claimed; "" if nobody was named
    marked: bool = True  #: in quotation marks
    around: str = ""  #: the rest of the sentence, which may name a day


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteDifference:
    """One difference between a claim and the archive."""

    kind: str  #: left_out, added, changed, number, form, reordered, joined, cut, speaker, marks, day
    claimed: str = ""
    archive: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredQuote:
    """A quote by its offsets in the article, for comparison word by word."""

    spans: tuple[tuple[int, int], ...]
    kind: QuoteKind
    speaker: str  #: canonical; "" = unknown
    as_written: str
    names: tuple[str, ...] = ()  #: other forms of the speaker's name, and the institution represented


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedArticle:
    """An article with its quotes."""

    headline: Headline
    text: str
    quotes: tuple[StoredQuote, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedQuote:
    """A claim, with what the archive has."""

    claim: QuoteClaim
    verdict: QuoteVerdict
    quote: str = ""  #: the archive's words, verbatim; "" if nothing is close
    speaker: str = ""
    differences: tuple[QuoteDifference, ...] = ()
    headline: Headline | None = None
    also: tuple[Headline, ...] = ()  #: other articles with the same words
