"""Recognise words that ask for silence: at all, or at night. Pure."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives

_SILENCE = re.compile(
    rf"\b(?:{alternatives('chat_requests', 'muting')}|quiet|silent|shut up|mut\w+|stop|no more|not|don't)\b",
    re.IGNORECASE,
)
_NEWS = r"(?:news|alerts?|notifications?|messages?|updates|pings?|anything)"
_NONE = (
    rf"(?:not|nothing|never|but not)(?: at all)?|(?:no|stop|without)(?: any| more)? {_NEWS}"
    rf"|(?:i )?(?:don't|do not) (?:want|need|like)(?: to (?:get|receive|have))?(?: any)?(?: {_NEWS})?"
    rf"|(?:don't|do not|never|stop) (?:send|messag|text|notify|tell)(?:e|ing)?(?: me| us)?(?: any)?(?: {_NEWS})?"
)
#: "not at night", "nothing overnight please", "I don't want messages while I sleep"
_NOT_AT_NIGHT = re.compile(
    rf"(?:please )?(?:{_NONE})(?: during)? (?:{alternatives('chat_requests', 'nights')})", re.IGNORECASE
)
_LESS = re.compile(
    r"(?:(?:please )?(?:can i (?:get|have)|i(?:'d like| want| would like)|send(?: me)?|give me) )?(?:much |a lot )?"
    rf"(?:fewer|less) {_NEWS}"
    r"|(?:(?:that's|that is|these are|there are|you send(?: me)?|i get|i'm getting|it's) )?(?:far |way |much )?"
    rf"too many {_NEWS}"
    r"|(?:you|it) (?:send|sends|write|message|messages)(?: me)? (?:far |way )?too (?:much|often)",
    re.IGNORECASE,
)


def asks_for_silence(text: str) -> bool:
    """Whether a word of the text asks for silence; "undo" does not."""
    return _SILENCE.search(text) is not None


def asks_for_quiet_nights(plain: str) -> bool:
    """Whether the text, without courtesies, says no more than that nothing shall come at night."""
    return _NOT_AT_NIGHT.fullmatch(plain) is not None


def asks_for_less(plain: str) -> bool:
    """Whether the text, without courtesies, says no more than that too much comes: "fewer messages"."""
    return _LESS.fullmatch(plain) is not None
