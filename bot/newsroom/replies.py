"""What a request is answered with; chat, command line and every measurement render the same value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.models import Answer, Brief, CheckedQuote, Headline, QuoteResult, Trending, Turn
from bot.profiles.profiles import Portrayed
from bot.understanding.quote_requests import Lookup
from bot.understanding.router import Request


class ReplyKind(StrEnum):
    """What there is to show; the names are part of ``ask --json``."""

    ANSWER = "answer"
    DECLINED = "declined"
    HEADLINES = "headlines"
    QUOTES = "quotes"
    CHECK = "check"
    PERSON = "person"
    TALK = "talk"
    FOLLOW = "follow"
    SETTINGS = "settings"
    BRIEF = "brief"
    TIMELINE = "timeline"
    COMPARISON = "comparison"
    TRENDING = "trending"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyLimits:
    """How much of each kind is wanted at most."""

    excerpts: int = 10
    headlines: int = 5
    quotes: int = 5


DEFAULT_LIMITS = ReplyLimits()


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadlineList:
    """A page of headlines, newest first."""

    topic: str = ""  #: "" = all
    days: str = ""  #: words of the days that were asked for; "" = any
    headlines: tuple[Headline, ...] = ()
    total: int = 0  #: on all pages
    missed: bool = False  #: there are none of these days; the headlines are the newest of any day
    also: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  #: other outlets on the story, by article row

    @property
    def query(self) -> str:
        """The words that list the same again."""
        return " ".join(filter(None, (self.topic, "" if self.missed else self.days)))


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotesFound:
    """What a look-up found."""

    said: QuoteResult
    lookup: Lookup  #: as it was understood


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What is shown; which of the values is filled follows from ``kind``."""

    kind: ReplyKind
    request: Request
    words: str = ""  #: a sentence or two of our own: all of a TALK, what stands above anything else
    answer: Answer | None = None  #: of an ANSWER; the nearest of a DECLINED, where a question was ranked
    headlines: HeadlineList | None = None
    quotes: QuotesFound | None = None  #: of QUOTES; of a DECLINED, whose words were looked for in vain
    checked: tuple[CheckedQuote, ...] = ()  #: of a CHECK, a verdict a claim
    page: Portrayed | None = None
    brief: Brief | None = None  #: of a BRIEF, TIMELINE or COMPARISON
    trending: Trending | None = None
    turn: Turn | None = None  #: what the next request may lean on
    elapsed_ms: float = 0.0
    caveat: str = ""  #: stands on the first line: what it was found in is not the whole archive

    @property
    def answered(self) -> bool:
        """Whether it shows what was asked for."""
        return self.kind is not ReplyKind.DECLINED and self.kind is not ReplyKind.TALK
