"""A request understood: its kind and what it is about; what routing may have to know to tell. Values only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.understanding.follow_requests import FollowRequest
from bot.understanding.quote_requests import Lookup
from bot.understanding.setting_requests import SettingRequest
from bot.understanding.small_talk import Talk


class RequestKind(StrEnum):
    """What is wanted; bot/understanding/router.py gives an example of each."""

    TALK = "talk"
    SETTINGS = "settings"
    FOLLOW = "follow"
    DAY = "day"
    HEADLINES = "headlines"
    TRENDING = "trending"
    TIMELINE = "timeline"
    COMPARISON = "comparison"
    CHECK = "check"
    QUOTES = "quotes"
    PERSON = "person"
    BRIEF = "brief"
    UNCLEAR = "unclear"
    QUESTION = "question"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A text understood as far as it takes to know what is wanted."""

    kind: RequestKind
    text: str  #: as it was asked
    topics: tuple[str, ...] = ()  #: what about: one, or the two of a comparison; a name for a person's page
    days: str = ""  #: words of a day or period that headlines are wanted of
    lookup: Lookup | None = None  #: whose words, of quotes
    talk: Talk | None = None
    follow: FollowRequest | None = None
    setting: SettingRequest | None = None

    @property
    def topic(self) -> str:
        """The only topic, "" without."""
        return self.topics[0] if self.topics else ""

    @property
    def subject(self) -> str:
        """What it is about, in words: a topic, or the two that are compared, outlets by their names."""
        return " and ".join(named.removeprefix("from:").strip('"') for named in self.topics[:2])


def no_outlets() -> Iterable[str]:
    return ()


def _never(_words: str) -> bool:
    return False


def _always(_words: str) -> bool:
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class RoutingContext:
    """What routing may have to know of the archive and the conversation; each is asked only where it matters."""

    now: datetime  #: of asking, aware, in the reader's time zone
    outlets: Callable[[], Iterable[str]] = no_outlets  #: the archive's: "news from Reuters"
    is_name: Callable[[str], bool] = _never  #: does the archive know somebody or something by just these words?
    occurs: Callable[[str], bool] = _always  #: is any of these words, slips put right, in an article?
    in_conversation: bool = False  #: something was answered just now, so that a few words may lean on it
