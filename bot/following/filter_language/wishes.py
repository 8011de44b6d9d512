"""Wishes in whole sentences: what somebody says, answers to a question, a story. Pure.

says:Putin   anywhere in a filter   "when Putin says something about Ukraine"   "quotes by Putin"   "Putin's statements"
question:... "Who won the race?"   "tell me when anything answers who won the race"
story:12     sent by the button below an article; its title may follow the number
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.errors import FollowError
from bot.lexicon.loader import alternatives, word_set
from bot.text.name_matching import is_capitalised, name_words
from bot.translation import gettext

_NAME, _ABOUT = r"(?P<name>[^,;|()]+?)", r"(?:\s+(?:about|on|regarding)\s+(?P<about>.+))?"
_ASKING = r"(?:tell|notify|alert|inform) me|let me know"
_SAYING = r"(?:says?|said|speaks?|talks?|comments?|states?|announces?|declares?|posts?|tweets?|writes?)"
_LABEL = re.compile(r'(?<![^\s(!-])says:\s*(?:"(?P<quoted>[^"]*)"|(?P<name>[^\s(),;|"]*))', re.IGNORECASE)
_RUN = re.compile(r'[^\s(),;|":]+(?: [^\s(),;|":!-][^\s(),;|":]*(?=[\s(),;|"]|$))*')
_OR = re.compile(r"(?:\bor|OR|[|,;/])\s*$|^\s*(?:or\b|[|,;/])", re.IGNORECASE)
_LEADING = re.compile(r"[(!-]")
_NOBODY = word_set("anyone anybody someone somebody everyone everybody nobody they he she it people")
_SAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:(?:(?:{_ASKING})\s+)?(?:when|whenever|if|each time|every time)|whatever|what|anything|everything|all)"
        rf"(?:\s+that)?\s+{_NAME}\s+{_SAYING}(?:\s+(?:something|anything|out))?{_ABOUT}$",
        rf"^(?:new\s+)?(?:quotes?|quotations?|statements?|remarks|words)\s+(?:by|from|of)\s+{_NAME}{_ABOUT}$",
        rf"^{_NAME}['’]s?\s+(?:quotes?|quotations?|statements?|remarks){_ABOUT}$",
    )
)
_OPENERS = alternatives("questions", "openers")
_QUESTION = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^question:\s*(?P<asked>.+)$",
        rf"^(?:{_ASKING})\s+(?:when|if|once|as soon as)\s+(?:anything|something|anybody|anyone|somebody|an article|you)"
        r"\s+(?:answers?|knows?|tells?|says?|learns?)[:,]?\s+(?P<asked>.+)$",
        rf"^(?P<asked>(?:{_OPENERS})\s+\S+\s+\S.*\?)$",
    )
)
_STORY = re.compile(r"^story:(?P<number>[1-9]\d{0,17})(?:\s+(?P<title>.+))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpeakerWish:
    """A wish to follow what somebody says, optionally on a topic."""

    name: str
    rest: str = ""  #: the text with blanks in place of the speaker: a filter in the same language

    @property
    def about(self) -> str:
        """The topic, "" if there is none."""
        return " ".join(self.rest.split())

    @property
    def written(self) -> str:
        """The wish in the filter language."""
        name = f'"{self.name}"' if " " in self.name else self.name
        return f"says:{name} {self.about}".strip()


def speaker_wish(
    text: str,
    known_name: Callable[[str], bool] = lambda name: True,
    size: Callable[[Sequence[str]], int] = lambda words: 1,
) -> SpeakerWish | None:
    """The speaker whose quotes a cleaned filter asks for, or None.

    ``known_name``: see filter_language.parse. A name in lower case counts only if it is known. ``size``: how many of
    the words behind "says:" are the name; in what ``written`` gives, one, unless they are in quotation marks.
    """
    if found := _LABEL.search(text):
        name, end = (found["quoted"] or found["name"] or "").strip(), found.end()
        if found["name"] and (run := _RUN.match(text, found.start("name"))):
            words = run.group().split(" ")
            name = " ".join(words[: size(words)])
            end = run.start() + len(name)
        return SpeakerWish(name, text[: found.start()] + " " * (end - found.start()) + text[end:])
    for pattern in _SAYS:
        if found := pattern.match(text):
            name = found["name"].strip()
            if name.casefold() not in _NOBODY and (is_capitalised(name) or known_name(name)):
                return SpeakerWish(name, " " * found.start("about") + found["about"] if found["about"] else "")
    return None


def refuse_speakers(text: str) -> None:
    """Raise FollowError for a says: that names nobody, is one of several or an alternative, or is left out."""
    if any((found := pattern.match(text)) and found["name"].casefold() in _NOBODY for pattern in _SAYS):
        raise FollowError(gettext("Say whose words to follow: says:NAME."))
    labels = list(_LABEL.finditer(text))
    for label in labels:
        before, after = text[: label.start()], text[label.end() :]
        if not name_words(label["quoted"] or label["name"] or ""):
            raise FollowError(gettext("Say whose words to follow: says:NAME."), label.start())
        if len(labels) > 1 or _OR.search(before) or _OR.search(after) or _LEADING.match(before[-1:]):
            raise FollowError(
                gettext("says:NAME is one condition: neither an alternative, nor left out. Follow each speaker alone."),
                labels[-1].start(),
            )


def question_wish(text: str) -> str:
    """The question to be answered, with its question mark; "" if there is none."""
    for pattern in _QUESTION:
        if found := pattern.match(text):
            return found["asked"].strip(' "?') + "?"
    return ""


def story_wish(text: str) -> tuple[int, str] | None:
    """The number of a story and, if known, its title; None if it is not a story."""
    found = _STORY.match(text)
    return (int(found["number"]), found["title"] or "") if found else None
