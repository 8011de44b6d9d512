"""Recognise words that ask for silence: at all, at night, between two hours; or for less. Pure."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives
from bot.understanding.forms import form

_SILENCE = re.compile(
    rf"\b(?:{alternatives('chat_requests', 'muting')}|quiet|silent|shut up|mut\w+|stop|no more|not|don't)\b",
    re.IGNORECASE,
)
_NEWS = rf"(?:{alternatives('chat_requests', 'sent')}|anything)"
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


_BOTH = 2  # times: from when to when
CLOCK = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?\s?(?:[ap]\.?m\.?|o'clock)?(?![\w:])|noon|midday|midnight"
TIME = form(rf"(?<![\w:.-])(?:{CLOCK})")
_RANGE = form(r"(?<=\d)\s?[-–]\s?(?=\d)")
_BORDER = form(rf"\b(?:before|until|till|after) (?:{CLOCK})")
_QUIET = r"(?:quiet|silent|silence)"
_SENT = rf"(?:{_NEWS}|sounds?|disturbance)"
_NO_NEWS = rf"(?:{alternatives('chat_requests', 'silencing')}) (?:all |the |my )?{_SENT}"
_NOT_NOW = rf"(?:don't|do not|never|stop|no) (?:\w+ )?(?:{alternatives('chat_requests', 'disturbing')})"
_DISTURB = form(
    rf"(?:{_NOT_NOW}|do not disturb|dnd|{_NO_NEWS}|nothing|(?:be |stay |keep |make it |keep it )?{_QUIET}"
    r"|leave me alone)\b.*"
)
_QUIET_HOURS = form(r".*\b(?:quiet|silent|sleeping) (?:hours?|times?|mode)\b.*|do not disturb|dnd")
_ASLEEP = form(r"i(?:'m| am)? (?:sleep|asleep|sleeping|in bed) (?:from|between) .+")
_ONLY_THEN = form(r"(?:please )?only (?:message|send|notify|text|write|ping|tell|alert) .*\bbetween .+")
_OFF = form(r"\b(?:off|no|stop|end|disable|cancel|without|remove)\b")
_NIGHT = form(rf"\b(?:{alternatives('chat_requests', 'nights')})\b")


def asks_for_silence(text: str) -> bool:
    """Whether a word of the text asks for silence; "undo" does not."""
    return _SILENCE.search(text) is not None


def quiet_hours(plain: str) -> str | None:
    """The hours in which the text, without courtesies and with hours in figures, wants nothing: "22:00-7:00".

    "" if it does not say from when to when, "off" if the quiet shall end; None if it asks for something else.
    """
    plain = _RANGE.sub(" to ", plain)
    times = [time.strip() for time in TIME.findall(plain)]
    if _ONLY_THEN.fullmatch(plain) and len(times) == _BOTH:
        return f"{times[1]}-{times[0]}"
    named = _QUIET_HOURS.fullmatch(plain) or _NOT_AT_NIGHT.fullmatch(plain) or _ASLEEP.fullmatch(plain)
    if not named and not (_DISTURB.fullmatch(plain) and _names_hours(plain, len(times))):
        return None
    if len(times) == _BOTH:
        return "-".join(times)
    return "off" if named and not _NIGHT.search(plain) and _OFF.search(plain) else ""


def _names_hours(plain: str, times: int) -> bool:
    """Whether it says from when to when, or on which side of a time, or at night."""
    return times == _BOTH or (times < _BOTH and bool(_NIGHT.search(plain) or _BORDER.search(plain)))


def asks_for_less(plain: str) -> bool:
    """Whether the text, without courtesies, says no more than that too much comes: "fewer messages"."""
    return _LESS.fullmatch(plain) is not None
