"""Briefs: verbatim sentences that together cover a topic, a day or what people said. Trends: who is in the news."""

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
    DAY = "day"  # the stories of one or more days


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedSentence:
    """One sentence with its headline."""

    headline: Headline
    sentence_row: int
    text: str  #: verbatim
    day: date | None  #: the day that it is about, else its article's; None if undated
    speaker: str = ""  #: in a comparison, who said it
    outlets: int = 1  #: number of outlets that report it, for a day's story


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """Sentences in reading order; none if the articles have nothing on the topic."""

    kind: BriefKind
    topic: str  #: as asked, without dates; "" for a day
    sentences: tuple[CitedSentence, ...] = ()
    articles: int = 0  #: number of articles read for it
    missing: tuple[str, ...] = ()  #: people in a comparison who said nothing on the topic
    newest: Headline | None = None  #: if the days asked for have nothing: the newest article of other days
    unknown: bool = False  #: no article is even near the topic in meaning


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """An entity that is mentioned more often than before."""

    row: int  #: entity row
    name: str
    label: str
    now: int  #: articles in the last days
    before: float  #: average number of articles in as many days before
    headline: Headline  #: the newest of those articles
    days: tuple[int, ...]  #: articles per day, oldest first, over the last days and those before


@dataclass(frozen=True, kw_only=True, slots=True)
class Trending:
    """Trends, strongest first."""

    since: date
    until: date  #: the last day, included
    trends: tuple[Trend, ...] = ()
