"""Values of request routing: a parsed request, and what routing may need to know of its context."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.understanding.follow_requests import FollowRequest
from bot.understanding.quote_requests import Lookup
from bot.understanding.setting_requests import SettingRequest
from bot.understanding.small_talk import Talk

if TYPE_CHECKING:  # numpy, which ``newsbot --help`` must not wait for
    from bot.language.model.sentence_encoder import Vector

SIDES = 2  #: of a comparison


class RequestKind(StrEnum):
    """The kinds of requests; bot/understanding/router.py gives an example of each."""

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
    """A text, parsed as far as needed to know what is wanted."""

    kind: RequestKind
    text: str  #: the text as asked
    later: str = ""  #: the words of another request behind it
    topics: tuple[str, ...] = ()  #: the topic, the two sides of a comparison, or the name of a person's page
    days: str = ""  #: words of the day or period of the headlines
    lookup: Lookup | None = None  #: which quotes
    talk: Talk | None = None
    follow: FollowRequest | None = None
    setting: SettingRequest | None = None

    @property
    def topic(self) -> str:
        """The only topic, or ""."""
        return self.topics[0] if self.topics else ""

    @property
    def subject(self) -> str:
        """The topic, or the two that are compared, in words; outlets by their names."""
        return " and ".join(named.removeprefix("from:").strip('"') for named in self.topics[:2])


def no_outlets() -> Iterable[str]:
    """No outlets, where none are known."""
    return ()


def _never(_words: str) -> bool:
    return False


def _always(_words: str) -> bool:
    return True


def _meaningless(_words: str) -> None:
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class RoutingContext:
    """What routing may need to know of the archive and the conversation. Callables are only called if needed."""

    now: datetime  #: time of asking, aware, in the reader's time zone
    outlets: Callable[[], Iterable[str]] = no_outlets  #: the outlets in the archive, for "news from Reuters"
    is_name: Callable[[str], bool] = _never  #: whether the archive knows an entity of exactly this name
    occurs: Callable[[str], bool] = _always  #: whether any of these words, spelling corrected, occurs in an article
    meaning: Callable[[str], Vector | None] = _meaningless  #: the sentence encoder's vector of a text, if there is one
    subject: Callable[[], str] = str  #: what the last answer was about, "" if there is none
    in_conversation: bool = False  #: something was answered just now, so a few words may be a follow-up
