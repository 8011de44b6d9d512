"""Several verbatim sentences that together tell a topic, a day or what two people said; and who is in the news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.models.articles import Headline


class BriefKind(StrEnum):
    """What the sentences of a brief are chosen for."""

    BRIEF = "brief"  # what the articles say about a topic
    TIMELINE = "timeline"  # a topic's first report and its turns
    COMPARISON = "comparison"  # what several people said about a topic
    DAY = "day"  # the stories of a day or of several


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedSentence:
    """One sentence with its origin."""

    headline: Headline
    sentence_row: int
    text: str  #: verbatim
    day: date | None  #: that it tells of, else its article's; None = undated
    speaker: str = ""  #: whose words they are, in a comparison
    outlets: int = 1  #: that tell it, of a day's story


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """Sentences in the order in which they are read; none when the articles have nothing on it."""

    kind: BriefKind
    topic: str  #: as it was asked, without dates; "" for a day
    sentences: tuple[CitedSentence, ...] = ()
    articles: int = 0  #: that were read for it
    missing: tuple[str, ...] = ()  #: of those compared, who said nothing on the topic
    newest: Headline | None = None  #: where there is nothing in the days asked for: the newest there is


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """Somebody or something that is named more often than before."""

    row: int  #: entity row
    name: str
    label: str
    now: int  #: articles of the last days
    before: float  #: articles that as many days had on average before
    headline: Headline  #: the newest of those articles
    days: tuple[int, ...]  #: articles a day, oldest first, the last days and those before


@dataclass(frozen=True, kw_only=True, slots=True)
class Trending:
    """Who and what is in the news, the strongest first."""

    since: date
    until: date  #: the last day, included
    trends: tuple[Trend, ...] = ()
