"""Who said what, as the store gives it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.models.annotation import Manner, QuoteKind
from bot.models.articles import Headline


class TopicReason(StrEnum):
    """Why a quote is shown under a topic: where the topic stands."""

    WORDS = "words"  #: in the quote
    CONTEXT = "context"  #: in its sentence, those beside it, or its paragraph
    ARTICLE = "article"  #: in the article's title or first sentence
    MEANING = "meaning"  #: in no words; its sentence means something near


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A stored quote."""

    row: int
    headline: Headline
    sentence_row: int
    content: str  #: verbatim; the parts of an interrupted one as bot/text/quoted_words.py joins them
    kind: QuoteKind
    speaker: str  #: canonical
    speaker_as_written: str
    cue: str
    manner: Manner = Manner.SAID
    voice: str = ""  #: who spoke for ``speaker``, an institution; "" = nobody else did
    why: TopicReason | None = None  #: where quotes on a topic were looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """Somebody who can be looked up, with how often they are quoted."""

    row: int  #: entity row
    name: str
    label: str
    quotes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteResult:
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
class QuoteSurroundings:
    """Terms around the sentence in which a quote begins."""

    sentence: frozenset[str]
    near: frozenset[str]  #: the sentences before and after, and itself
    wider: frozenset[str]  #: its paragraph, or the first sentence of its article
    title: frozenset[str]


class QuoteVerdict(StrEnum):
    """What the archive says of a claimed quotation."""

    EXACT = "exact"  # these words, in quotation marks, from that speaker
    ALTERED = "altered"  # left out, added, changed, reordered, joined, or cut so that the sense turns
    OTHER_SPEAKER = "other_speaker"  # somebody else said it
    REPORTED = "reported"  # only in the paper's words, without quotation marks
    NOT_FOUND = "not_found"


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteClaim:
    """Words that somebody is claimed to have said, as a message has them."""

    words: str
    speaker: str = ""  #: as claimed; "" = nobody was named
    marked: bool = True  #: in quotation marks
    around: str = ""  #: what stands beside the marks in the same sentence, where a day may be named


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteDifference:
    """One thing in which a claim and the archive differ."""

    kind: str  #: left_out, added, changed, number, form, reordered, joined, cut, speaker, marks, day
    claimed: str = ""
    archive: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredQuote:
    """A quote by its offsets in the article, for comparing it word by word."""

    spans: tuple[tuple[int, int], ...]
    kind: QuoteKind
    speaker: str  #: canonical; "" = unknown
    as_written: str
    names: tuple[str, ...] = ()  #: other forms of the speaker's name, and the institution spoken for


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedArticle:
    """An article with its quotes."""

    headline: Headline
    text: str
    quotes: tuple[StoredQuote, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedQuote:
    """A claim with what the archive has."""

    claim: QuoteClaim
    verdict: QuoteVerdict
    quote: str = ""  #: the archive's words, verbatim; "" = nothing near
    speaker: str = ""
    differences: tuple[QuoteDifference, ...] = ()
    headline: Headline | None = None
    also: tuple[Headline, ...] = ()  #: other articles with the same words
