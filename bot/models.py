"""The values that travel between the rooms: frozen, keyword-only, no I/O. Times are aware UTC, offsets Unicode code
points into ``Article.text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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


class FollowKind(StrEnum):
    """What a subscription follows."""

    EVERYTHING = "everything"
    OUTLET = "outlet"
    NAME = "name"
    WORD = "word"


class DeliveryStatus(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"  # owed; sent when due
    SENT = "sent"
    DROPPED = "dropped"  # cannot be sent any more; the reason is stored


class AddStatus(StrEnum):
    """What adding did with one article."""

    ADDED = "added"
    REVISED = "revised"  # same id or address, another text
    UNCHANGED = "unchanged"  # known already


# ---- what comes in ----------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class NewArticle:
    """An article as a source yields it, before it is annotated and stored."""

    text: str  #: body; one paragraph a line, blank lines between paragraphs allowed; never empty
    id: str = ""  #: the source's own id; "" = derive from the content
    title: str = ""  #: "" = take it from the lead sentence
    source: str = ""  #: outlet
    url: str = ""  #: http(s) address or ""
    published: datetime | None = None  #: aware UTC; midnight when only the day is known


# ---- what the language layer finds ------------------------------------------


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
class Annotation:
    """All that the language layer says of one article; spans ordered by their start."""

    sentences: tuple[SentenceSpan, ...] = ()
    names: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[QuoteSpan, ...] = ()


# ---- what the store gives back ----------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """An article without its text."""

    row: int  #: primary key in the database
    id: str  #: public id
    title: str
    source: str
    url: str
    published: datetime | None
    added: datetime
    lead: str = ""  #: first sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A stored article, latest revision."""

    headline: Headline
    text: str
    revision: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A stored sentence."""

    row: int
    article_row: int
    position: int  #: 0-based in its article
    paragraph: int
    start: int
    end: int
    text: str  #: verbatim


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """What a reader is shown of an article: one sentence with its origin."""

    headline: Headline
    sentence_row: int
    text: str  #: verbatim substring of the article
    score: float  #: higher is better; comparable across questions
    highlight: tuple[int, int] | None = None  #: the short answer's offsets in ``text``
    before: str = ""  #: the sentence before, verbatim, where ``text`` begins with "He", "But" ...
    also: tuple[Headline, ...] = ()  #: other articles with the same sentence, or nearly


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """What one article answers, where several answer the same question."""

    words: str  #: verbatim from its sentence
    headline: Headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """A sentence inside its paragraph."""

    headline: Headline
    paragraph: str  #: verbatim
    start: int  #: offsets of the sentence in ``paragraph``
    end: int
    before: str = ""  #: the paragraph before, verbatim, or ""
    after: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What an earlier question leaves behind for the next one."""

    question: str
    article_row: int | None = None
    sentence_rows: tuple[int, ...] = ()  #: already shown
    names: tuple[str, ...] = ()  #: people, organisations, places of question and answer
    terms: tuple[str, ...] = ()  #: the question's terms, context included
    short: str = ""  #: the short answer given, "" for none


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """Excerpts, perhaps a short answer, or declined."""

    question: str
    excerpts: tuple[Excerpt, ...]  #: best first; also filled when declined (the nearest ones)
    short: str | None = None  #: a person, number, date or place named by the first excerpt
    abstained: bool = False
    elapsed_ms: float = 0.0
    turn: Turn | None = None  #: to pass as history with the next question
    shown: int = 1  #: how many excerpts, from the first on, carry the answer or add to it; the others wait
    voices: tuple[Voice, ...] = ()  #: what several articles answer, newest first; none where only one does
    differ: bool = False  #: the voices contradict each other
    topic: str = ""  #: what who asks this may want to follow; "" = nothing that can be followed
    grounds: tuple[tuple[str, float], ...] = ()  #: named numbers that the first excerpt was judged by


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """Outcome of adding one article."""

    status: AddStatus
    id: str
    row: int
    sentences: int = 0
    deliveries: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats:
    """Counts for ``newsbot stats`` and /sources."""

    articles: int
    sentences: int
    entities: int
    quotes: int
    subscriptions: int
    pending: int
    newest: datetime | None
    oldest: datetime | None
    sources: tuple[tuple[str, int], ...]  #: outlet, articles; most first


# ---- following ---------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatKey:
    """Where messages go: a chat and, in forums, its topic."""

    chat_id: int
    thread_id: int = 0  #: 0 = no topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """What a chat follows."""

    row: int
    chat: ChatKey
    kind: FollowKind
    value: str  #: as the user wrote it, cleaned; "" for everything
    created: datetime
    muted_until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One thing owed to one chat."""

    row: int
    chat: ChatKey
    status: DeliveryStatus
    headline: Headline
    sentence: str  #: the sentence that matched, verbatim; the lead where nothing narrower did
    sentence_row: int | None
    subscription: Subscription | None  #: None when it was removed meanwhile
    attempts: int
    due: datetime
    uncertain: bool = False  #: an earlier attempt may have arrived
    created: datetime | None = None  #: since when it is owed; the outbox always fills it


class OutcomeKind(StrEnum):
    """What became of one attempt to send."""

    SENT = "sent"
    RETRY = "retry"  # flood control or server trouble: again after ``retry_after`` or a growing pause
    UNCERTAIN = "uncertain"  # no answer in time; it may have arrived
    BLOCKED = "blocked"  # the chat does not want or cannot get messages: pause it
    MOVED = "moved"  # group became supergroup ``new_chat_id``
    REJECTED = "rejected"  # this message can never be sent


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One attempt to send, as handlers/delivery.py reports it."""

    kind: OutcomeKind
    reason: str = ""  #: class of the error, never its text
    retry_after: float | None = None  #: seconds
    new_chat_id: int | None = None
    message_id: int | None = None
