"""Requests that refer to the message shown last: its next page, its second article, its source. Pure.

"next page", "show more"             MORE
"previous", "go back"                BACK
"open the second one", "3"           OPEN 2, 3
"source?", "read me the article"     SOURCE
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto

from bot.lexicon.loader import alternatives
from bot.lexicon.numbers import NUMBERS, ORDINALS
from bot.understanding.politeness import request_core


class Turning(StrEnum):
    """The kinds of steps from the message shown last."""

    MORE = auto()
    BACK = auto()
    OPEN = auto()
    SOURCE = auto()


@dataclass(frozen=True, slots=True)
class Navigation:
    """A step, and for OPEN the number of the item to open, from 1; 0 for the last one."""

    step: Turning
    number: int = 1


_FORMS = {
    step: re.compile(rf"(?:{alternatives('chat_requests', section)})", re.IGNORECASE)
    for step, section in ((Turning.MORE, "turn_on"), (Turning.BACK, "turn_back"), (Turning.SOURCE, "to_the_source"))
}
_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))"
_CARDINAL = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
_THING = r"(?:one|article|story|headline|result|link|item|piece|news|quote)"
_OPENING = rf"(?:(?:{alternatives('chat_requests', 'opening')}) )"
_OPEN = re.compile(
    rf"{_OPENING}?(?:the )?(?P<ordinal>{_ORDINAL})(?: {_THING})?"
    rf"|{_OPENING}?(?:number|no\.?|nr\.?|#) ?(?P<number>{_CARDINAL})|{_OPENING}(?P<bare>{_CARDINAL})"
    r"|(?P<alone>\d{1,2})[.)]?",
    re.IGNORECASE,
)


def navigation(text: str) -> Navigation | None:
    """The step that ``text`` asks for; None if it asks for something else."""
    plain = request_core(text)
    for step, form in _FORMS.items():
        if form.fullmatch(plain):
            return Navigation(step)
    found = _OPEN.fullmatch(plain)
    return Navigation(Turning.OPEN, _number(next(filter(None, found.groups())).lower())) if found else None


def _number(word: str) -> int:
    if figures := re.match(r"\d+", word):
        return int(figures.group())
    return 0 if word == "last" else ORDINALS.get(word) or NUMBERS[word]
