"""Which requests are for headlines, not for an answer: "news from Reuters today", "what's new about the ferry?".

Pure: the text alone decides. What remains is a topic for the list of headlines, operators and dates included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.understanding.politeness import without_courtesies

_NEWS = r"(?:news|headlines?|stories|articles|updates?|developments|coverage)"
_NEWEST = (
    r"(?:latest|newest|recent|most recent|new|today'?s|yesterday'?s|this week'?s|current|breaking|top|all|any|some)"
)
_ASKING = (
    r"(?:(?:please|can you|could you|i want|i'?d like|is there|are there|do you have|have you got|show me|give me"
    r"|send me|tell me|list|show|find me|get me|what(?:'s| is| are)|which are)\s+)*"
)
_ABOUT = r"(?:about|on|regarding|concerning|of|for|with)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_NUMBER}(?: of)? {_MONTH}|{_MONTH}(?: {_NUMBER})?)(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d"
_ON_A_DAY = (
    r"(?:today|yesterday|this (?:week|month|morning)|last (?:week|month|night)"
    rf"|(?:on |in )?(?:{_DATE})|(?:on |last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)

#: First match wins; ``topic``, ``outlet`` and ``day`` are what the list is narrowed to.
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ASKING}(?:the\s+)?(?:{_NEWEST}\s+)*{_NEWS}\s+(?:from|by|in)\s+(?:the\s+)?(?P<day>{_ON_A_DAY})",
        rf"{_ASKING}(?:the\s+)?(?:{_NEWEST}\s+)*{_NEWS}\s+from\s+(?P<outlet>.+?)(?:\s+(?P<day>{_ON_A_DAY}))?",
        rf"{_ASKING}(?:the\s+)?(?:{_NEWEST}\s+)*{_NEWS}\s+{_ABOUT}\s+(?P<topic>.+)",
        rf"{_ASKING}(?:the\s+)?(?:latest|newest)\s+(?:on|about|from|with|regarding)\s+(?P<topic>.+)",
        rf"(?:what'?s|what is|anything|is there anything|something)\s+(?:new|happening|going on|the latest|up)\s+"
        rf"(?:{_ABOUT}|in)\s+(?P<topic>.+)",
        rf"{_ASKING}(?:the\s+)?{_NEWEST}\s+(?:{_NEWEST}\s+)*{_NEWS}(?:\s+(?P<day>{_ON_A_DAY}))?",
        rf"{_ASKING}(?:the\s+)?{_NEWS}(?:\s+(?P<day>{_ON_A_DAY}))",
        rf"what (?:happened|was in the news|is in the news)\s+(?P<day>{_ON_A_DAY})",
    )
)
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_TODAYS = re.compile(r"\b(today|yesterday|this week)'?s\b", re.IGNORECASE)
_OPERATORS = re.compile(
    r"(?:(?:^|(?<=\s))(?:(?:from|after|before|since|until):(?:\"[^\"]*\"|\S+)|-[^\W\d_]\S*)(?:\s+|$))+"
)


def latest_topic(text: str, outlets: Iterable[str]) -> str | None:
    """The topic whose newest headlines ``text`` wants, "" for all of them; None when it asks something else.

    ``outlets``: all that the archive has; "news from Ankara" is about Ankara unless it is one.
    """
    plain = without_courtesies(" ".join(text.replace("’", "'").split()))
    operators = _OPERATORS.search(plain)
    kept = operators.group().strip() if operators else ""
    asked = (_OPERATORS.sub(" ", plain) if operators else plain).strip(" ?!.,")
    if not asked:
        return kept or None
    found = next((match for form in _FORMS if (match := form.fullmatch(asked))), None)
    return None if found is None else " ".join(filter(None, (_topic(found, asked, outlets), kept)))


def _topic(found: re.Match[str], asked: str, outlets: Iterable[str]) -> str:
    groups = found.groupdict()
    outlet = _THE.sub("", groups.get("outlet") or "").strip('" ')
    known = outlet and any(outlet.casefold() in name.casefold() for name in outlets)
    todays = _TODAYS.match(asked) or _TODAYS.search(asked[: found.start("topic")] if groups.get("topic") else asked)
    day = groups.get("day") or (todays[1] if todays else "")
    return " ".join(filter(None, (f'from:"{outlet}"' if known else outlet, groups.get("topic") or "", day)))
