"""What a person's words ask for, before the newsroom is asked: pure look-ups on the text alone."""

from __future__ import annotations

import re
from enum import StrEnum, auto

MAX_QUESTION = 500  # characters; a longer text is an article, not a question


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


def small_talk(words: str) -> Talk | None:
    """The small talk that ``words`` are, if they are nothing more."""
    bare = re.sub(r"[^\w\s']", " ", words.replace("’", "'"))
    bare = " ".join(bare.split()).removesuffix(" bot")
    return next((kind for kind, pattern in _TALK_PATTERNS.items() if pattern.fullmatch(bare)), None)
