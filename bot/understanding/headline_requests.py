"""Which requests are for headlines, not for an answer: "news from Reuters today", "what's new about the ferry?".

Pure: the text and the day of asking decide. What remains is a topic for the list of headlines, operators included, and
the words of the days that are meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.lexicon.loader import alternatives
from bot.text.dates import find_window
from bot.understanding.politeness import without_courtesies
from bot.understanding.query_syntax import split_operators

_NEWS = r"(?:news|headlines?|stories|articles|updates?|developments|coverage)"
_NEWEST = r"(?:latest|newest|recent|most recent|new|current|breaking|top|all|any|some)"
_ASKING_FOR = alternatives("questions", "asking_for_lists")
_ASKING = rf"(?:(?:{_ASKING_FOR})\s+)*"
_ABOUT = r"(?:about|on|regarding|concerning|of|for|with)"
_LIST = rf"{_ASKING}(?:the\s+)?(?:{_NEWEST}\s+)*{_NEWS}"
_NEW = r"(?:new|happening|going on|the latest|up)"

#: First match wins, on the text without its days; ``topic`` and ``outlet`` are what the list is narrowed to.
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LIST}\s+from\s+(?P<outlet>.+?)",
        rf"{_ASKING}(?:the\s+)?(?:latest|newest)\s+from\s+(?P<outlet>.+?)",
        rf"{_LIST}\s+(?:{_ABOUT}|in)\s+(?P<topic>.+)",
        rf"{_ASKING}(?:the\s+)?(?:latest|newest)\s+(?:on|about|with|regarding)\s+(?P<topic>.+)",
        rf"(?:what'?s|what is|(?:is there |have you |do you have |got "
        rf")*(?:anything|something))\s+(?:{_NEW}\s+)?{_ABOUT}\s+(?P<topic>.+)",
        rf"(?:what'?s|what is|anything|is there anything|something)\s+{_NEW}\s+in\s+(?P<topic>.+)",
        r"(?:(?:give|show|send|find)\s+me\s+|have\s+you\s+(?:got\s+)?)?(?:something|anything)\s+to\s+read",
        rf"{_ASKING}(?:the\s+)?{_NEWEST}\s+(?:{_NEWEST}\s+)*{_NEWS}",
        rf"(?:have\s+you\s+)?got\s+{_NEWEST}\s+{_NEWS}(?:\s+for\s+(?:me|us))?",
        rf"{_ASKING}(?:the\s+|your\s+)?{_NEWEST}\s+(?:{_NEWS}|story|article|headline"
        rf"|thing)(?:\s+(?:that\s+)?you\s+have)?",
        r"latest|(?:the\s+)?news|headlines|what(?:'?s|\s+is)\s+in\s+the\s+(?:news|papers|headlines)"
        r"|what'?s\s+new|what\s+is\s+new|what'?s\s+happening|what\s+is\s+happening"
        r"|(?:show|give|tell)\s+me\s+(?:the\s+)?(?:latest|news|headlines)|(?:the\s+)?latest",
    )
)
#: The same, for texts that name days: "what happened in Nordhaven" alone is a question.
_DATED_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ASKING}(?:the\s+)?{_NEWS}",
        rf"(?:what|anything|something)(?:'?s|\s+is|\s+was)?\s+(?:{_NEW}|going)",
        r"(?:what|anything)(?:\s+else)?\s+(?:(?:has\s+)?happen(?:ed|ing)?|occurred|went\s+on"
        r"|(?:is|was)\s+(?:in\s+the\s+(?:news|papers|headlines)|reported|published|written)"
        r"|made\s+(?:the\s+)?\w+)",
        r"(?:what|anything)(?:\s+else)?\s+(?:has\s+)?happened\s+(?:in|at|near|around|across)\s+(?P<topic>.+)",
        r"(?:the\s+)?(?:\w+\s+)?(?:in\s+review|review|recap|in\s+brief|at\s+a\s+glance|in\s+short)",
        r"(?:what\s+did\s+i\s+miss|what\s+have\s+i\s+missed|anything|any)(?:\s+(?:important|interesting|big"
        r"|special))?",
    )
)
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^'s?\b")
_LOOSE_ENDS = re.compile(r"(?:\s+(?:from|by|in|for|on|of|about|since|during|and))+$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadlineRequest:
    """Which headlines are wanted."""

    topic: str = ""  #: words, a name, from:OUTLET, operators; "" = all
    days: str = ""  #: words of a day or period; "" = any


def headline_request(text: str, outlets: Callable[[], Iterable[str]], now: datetime) -> HeadlineRequest | None:
    """Which newest headlines ``text`` wants; None when it asks something else.

    ``outlets``: gives all that the archive has; "news from Ankara" is about Ankara unless it is one. ``now``: time of
    asking, in the reader's time zone.
    """
    plain = without_courtesies(" ".join(text.replace("’", "'").split()))
    rest, kept = split_operators(plain)
    asked, days = split_days(rest.strip(" ?!.,"), now)
    if not asked:
        return HeadlineRequest(topic=kept, days=days) if kept or days else None
    forms = (*_FORMS, *_DATED_FORMS) if days else _FORMS
    found = next((match for form in forms if (match := form.fullmatch(asked))), None)
    if found is None:
        return None
    return HeadlineRequest(topic=" ".join(filter(None, (_topic(found, outlets), kept))), days=days)


def split_days(text: str, now: datetime) -> tuple[str, str]:
    """``text`` without the words of its first day or period, and those words: ("the ferry", "yesterday").

    ``now``: time of asking, in the reader's time zone.
    """
    window = find_window(text, now)
    if window is None:
        return text, ""
    start, end = window.span
    before, after = text[:start].rstrip(" ,"), _POSSESSIVE.sub("", text[end:]).lstrip(" ,")
    rest = f"{before} {after}".strip() if after else _LOOSE_ENDS.sub("", f" {before}").strip()
    return rest, text[start:end].strip()


def _topic(found: re.Match[str], outlets: Callable[[], Iterable[str]]) -> str:
    groups = found.groupdict()
    outlet = _THE.sub("", groups.get("outlet") or "").strip('" ')
    known = outlet and any(outlet.casefold() in name.casefold() for name in outlets())
    return f'from:"{outlet}"' if known else outlet or groups.get("topic") or ""
