"""Replies to requests. Chat, command line and measurements all render the same values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.models import Answer, Brief, CheckedQuote, Headline, QuoteResult, Trending, Turn
from bot.profiles.profiles import Portrayed
from bot.understanding.quote_requests import Lookup
from bot.understanding.requests import Request


class ReplyKind(StrEnum):
    """The kinds of replies. Their names are part of ``ask --json``."""

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
    """The maximum number of items of each kind."""

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
    missed: bool = False  #: no headlines of these days; these are the newest of any day
    also: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  #: other outlets on the story, by article row

    @property
    def query(self) -> str:
        """The words that produce the same list again."""
        return " ".join(filter(None, (self.topic, "" if self.missed else self.days)))


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotesFound:
    """The result of a look-up."""

    said: QuoteResult
    lookup: Lookup  #: as it was understood


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What is to be shown. ``kind`` says which of the fields are filled."""

    kind: ReplyKind
    request: Request
    words: str = ""  #: newsbot's own words: all of a TALK, the introduction of other kinds
    answer: Answer | None = None  #: of an ANSWER; the nearest one of a DECLINED question
    headlines: HeadlineList | None = None
    quotes: QuotesFound | None = None  #: of QUOTES; of a DECLINED look-up, what was searched for in vain
    checked: tuple[CheckedQuote, ...] = ()  #: of a CHECK, one verdict per claim
    page: Portrayed | None = None
    brief: Brief | None = None  #: of a BRIEF, TIMELINE or COMPARISON
    trending: Trending | None = None
    turn: Turn | None = None  #: what the next request may refer to
    elapsed_ms: float = 0.0
    caveat: str = ""  #: first line if only part of the archive was searched

    @property
    def answered(self) -> bool:
        """Whether it shows what was asked for."""
        return self.kind is not ReplyKind.DECLINED and self.kind is not ReplyKind.TALK
