"""Recognise words that ask for silence: at all, or at night. Pure."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives

_SILENCE = re.compile(
    rf"\b(?:{alternatives('chat_requests', 'muting')}|quiet|silent|shut up|mut\w+|stop|no more|not|don't)\b",
    re.IGNORECASE,
)
#: "not at night", "nothing overnight please"
_NOT_AT_NIGHT = re.compile(
    rf"(?:please )?(?:not|nothing|never|but not)(?: at all)?(?: during)? (?:{alternatives('chat_requests', 'nights')})",
    re.IGNORECASE,
)


def asks_for_silence(text: str) -> bool:
    """Whether a word of the text asks for silence; "undo" does not."""
    return _SILENCE.search(text) is not None


def asks_for_quiet_nights(plain: str) -> bool:
    """Whether the text, without courtesies, says no more than that nothing shall come at night."""
    return _NOT_AT_NIGHT.fullmatch(plain) is not None
