"""What a person's words ask for, before the newsroom is asked: pure look-ups on the text alone."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto

from bot.dates import DateNotUnderstood, Window, split_window, window

MAX_QUESTION = 500  # characters; a longer text is an article, not a question

_PRONOUNS = {"he", "she", "they", "it", "we", "you", "i", "him", "her", "them", "this", "that", "anyone", "people"}
#: "what did X say about Y": only shapes that can mean nothing else; "who said ..." stays a question.
_WHAT_SAID = re.compile(
    r"^(?:and |so |tell me )?what\s+(?:did|has|have|does|do|had)\s+(?P<name>[^,?]{2,60}?)\s+"
    r"(?:say|says|said|tell reporters|comment|think|announced?|stated?)"
    r"(?P<rest>\s+(?:about|on|regarding|of)\s+[^?]+|\s+(?:since|until|before|after|last|this|yesterday|today|in|on)\b[^?]*)?"
    r"[\s?.!]*$",
    re.IGNORECASE,
)
_QUOTES_BY = re.compile(
    r"^(?:(?:show|give) me )?(?:the |all )?(?:quotes?|statements?|words) (?:by|of|from)\s+(?P<name>[^,?]{2,60}?)"
    r"(?P<rest>\s+(?:about|on|regarding)\s+[^?]+)?[\s?.!]*$",
    re.IGNORECASE,
)
_TOPIC_WORD = re.compile(r"^(?:about|on|regarding|of)\s+", re.IGNORECASE)
_ABOUT = re.compile(r"\s+(?:about|regarding)\s+", re.IGNORECASE)


class Talk(StrEnum):
    """Small talk and short requests that need no search."""

    GREETING = auto()
    THANKS = auto()
    BYE = auto()
    FINE = auto()
    LATEST = auto()
    HELP = auto()


_TALK = {
    Talk.GREETING: "(?:hi|hello|hey)(?: there)?|hiya|namaste|howdy|greetings|good (?:morning|afternoon|evening|day)",
    Talk.THANKS: "thanks|thank you|thx|ty|cheers|many thanks|thanks a lot|thank you (?:very|so) much|great thanks",
    Talk.BYE: "bye|goodbye|good night|see you|bye bye|later",
    Talk.FINE: "ok|okay|k|fine|cool|great|nice|good|good bot|wow|lol|yes|no|sure|got it|i see",
    Talk.LATEST: "latest|news|the news|headlines|latest news|what'?s new|what is new|what'?s happening|any news|"
    "top stories|(?:show|give) me the (?:latest|news|headlines)|today'?s news|news today|latest headlines",
    Talk.HELP: "help|what can you do|who are you|what are you|how does this work|how do you work|commands|menu|"
    "what is this|are you (?:a bot|human|real)|how are you",
}
_TALK_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _TALK.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class WhoRequest:
    """Whose words are wanted."""

    name: str
    about: str = ""
    window: Window = field(default_factory=Window)


def small_talk(words: str) -> Talk | None:
    """The small talk that ``words`` are, if they are nothing more."""
    bare = re.sub(r"[^\w\s']", " ", words.replace("’", "'"))
    bare = " ".join(bare.split()).removesuffix(" bot")
    return next((kind for kind, pattern in _TALK_PATTERNS.items() if pattern.fullmatch(bare)), None)


def who_request(words: str, now: datetime) -> WhoRequest:
    """The arguments of /who: NAME [about TOPIC] [since DATE] [until DATE] [last week ...].

    Raises bot.dates.DateNotUnderstood for "since" or "until" with something that is no date.
    """
    rest, dates = split_window(" ".join(words.split()), now)
    name, _, about = _partition(rest)
    return WhoRequest(name=name.strip(' ,?"“”'), about=about.strip(" ,?"), window=dates)


def who_question(words: str, now: datetime) -> WhoRequest | None:
    """The look-up behind "what did X say about Y?"; None when the words ask for anything else.

    A pronoun as the name is left to the conversation. Raises DateNotUnderstood as ``who_request`` does.
    """
    match = _WHAT_SAID.match(words.strip()) or _QUOTES_BY.match(words.strip())
    if not match or match["name"].lower() in _PRONOUNS:
        return None
    name, rest = match["name"].strip(), (match["rest"] or "").strip()
    topic = _TOPIC_WORD.match(rest)
    with suppress(DateNotUnderstood):  # "on Monday" is a date, "on trade" a topic
        return WhoRequest(name=name, window=window(rest, now))
    if not topic:
        return None
    about, dates = split_window(rest[topic.end() :], now)
    return WhoRequest(name=name, about=about, window=dates)


def _partition(words: str) -> tuple[str, str, str]:
    found = _ABOUT.search(words)
    return (words[: found.start()], found[0], words[found.end() :]) if found else (words, "", "")


def topic_of(question: str, names: tuple[str, ...]) -> str:
    """What a reader of this question might follow: a name of the conversation, or a capitalised run; "" for none."""
    if names:
        return names[0]
    runs = re.findall(r"(?<=[\w,] )[A-Z]\w+(?:[ -][A-Z]\w+)*", question)
    return max(runs, key=len, default="")
