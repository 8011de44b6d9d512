"""Times of day in words, as people say them: "half past six" is 6:30, "quarter to nine" 8:45. Pure."""

from __future__ import annotations

import re

from bot.lexicon.numbers import NUMBERS

#: One to twelve, as alternatives of a regular expression.
HOURS = "|".join(list(NUMBERS)[:12])
_HOUR = rf"(?P<hour>{HOURS}|1[0-2]|[1-9])(?![\w:.]\w|\w)"
_BESIDE = re.compile(
    rf"\b(?:(?:at )?(?P<half>half(?: past)?)"
    r"|(?:an? )?(?:(?P<quarter>quarter)|(?P<minutes>five|ten|twenty|twenty-five)(?: minutes)?)"
    rf" (?P<side>past|after|to|before)) {_HOUR}",
    re.IGNORECASE,
)
_THEN = re.compile(rf"\b(?P<hour>{HOURS}) (?P<minutes>fifteen|thirty|forty-five)\b", re.IGNORECASE)
_MINUTES = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty-five": 45}


def clock_in_figures(text: str) -> str:
    """``text`` with such times in figures; an hour alone ("at six") stays, as it may be a number."""
    text = _THEN.sub(lambda found: _clock(found["hour"], _MINUTES[found["minutes"].lower()]), text)
    return _BESIDE.sub(_in_figures, text)


def _in_figures(found: re.Match[str]) -> str:
    led = "at " if found.group().lower().startswith("at ") else ""
    if found["half"]:
        return led + _clock(found["hour"], 30)
    minutes = 15 if found["quarter"] else _MINUTES[found["minutes"].lower()]
    before = found["side"].lower() in {"to", "before"}
    return led + _clock(found["hour"], -minutes if before else minutes)


def _clock(hour: str, minutes: int) -> str:
    """``hour`` in words or figures; ``minutes`` below 0 are before it."""
    at = NUMBERS.get(hour.lower()) or int(hour)
    if minutes < 0:
        at, minutes = at - 1 or 12, minutes + 60
    return f"{at}:{minutes:02}"
