"""Recognise requests for headlines rather than an answer: "news from Reuters today", "what's new about the ferry?".

Pure: depends on the text and the day of asking only. The result is a topic for the list of headlines, including
operators, and the words of the days that are meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.lexicon.loader import alternatives, word_list
from bot.text.dates import find_window
from bot.understanding.politeness import request_core, without_courtesies
from bot.understanding.query_syntax import split_operators

_NEWS = r"(?:news|headlines?|stories|articles|updates?|developments|coverage)"
_NEWEST = r"(?:latest|newest|recent|most recent|new|current|breaking|top|all|any|some)"
_ASKING_FOR = alternatives("questions", "asking_for_lists")
_ASKING = rf"(?:(?:{_ASKING_FOR})\s+)*"
_ABOUT = r"(?:about|on|regarding|concerning|of|for|with)"
_LIST = rf"{_ASKING}(?:the\s+)?(?:{_NEWEST}\s+)*{_NEWS}"
_NEW = r"(?:new|happening|going on|the latest|up)"

#: The first match wins, on the text without its days. ``topic`` and ``outlet`` narrow the list.
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
#: Forms for texts that name days: "what happened in Nordhaven" alone is a question.
_DATED_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ASKING}(?:the\s+)?{_NEWS}",
        rf"(?:what|anything|something)(?:'?s|\s+is|\s+was)?\s+(?:{_NEW}|going)",
        r"(?:what|anything)(?:\s+else)?\s+(?:(?:has\s+)?happen(?:ed|ing)?|occurred|went\s+on"
        r"|(?:is|was)\s+(?:in\s+the\s+(?:news|papers|headlines)|reported|published|written)"
        r"|did\s+the\s+(?:news|papers|headlines|press)\s+(?:have|say|write|report|bring|print)"
        r"|made\s+(?:the\s+)?\w+)",
        r"(?:what|anything)(?:\s+else|\s+all)?\s+(?:has\s+)?(?:happened|occurred|went\s+on|took\s+place|was\s+going\s+on)"
        r"\s+(?:in|at|near|around|across)\s+(?P<topic>[^,;:!?]+)",
        r"(?:the\s+|all\s+)?(?:happenings|goings-on|events|things\s+that\s+happened)",
        r"(?:the\s+)?(?:\w+\s+)?(?:in\s+review|review|recap|in\s+brief|at\s+a\s+glance|in\s+short)",
        r"(?:everything|all of it|the lot|(?:the\s+)?(?:whole|rest|entire)(?:\s+of)?(?:\s+it)?)",
        r"(?:what\s+did\s+i\s+miss|what\s+have\s+i\s+missed|anything|any)(?:\s+(?:important|interesting|big"
        r"|special))?",
    )
)
#: What an outlet writes; only if the archive has an outlet of exactly this name.
_PUBLISH = alternatives("reporting", "publishing")
_OF_OUTLETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:what|anything|how)(?:'s| has| have| did| does| do| is| are| was)? (?P<outlet>.+?)(?: been| just)? "
        rf"(?:{_PUBLISH})(?:(?: about| on)? (?P<topic>.+))?",
        r"what(?:'s| is| was)(?: new| on)? in (?P<outlet>.+?)(?P<topic>)",
        rf"(?!(?:{alternatives('questions', 'asking')})\b)(?P<outlet>\S+(?: \S+){{0,3}}?)(?:'s)? (?:about|on) "
        r"(?P<topic>.+)",
    )
)
_SINCE_I_LEFT = re.compile(
    r"\b(?:since|while) (?:i|we) (?:left|went \w+|was \w+|were \w+|last \w+|have been \w+|'ve been \w+|checked|looked)"
    r"(?: (?:on|in|at))?\b",
    re.IGNORECASE,
)
_NEWS_WORDS, _NEWS_WANTED = word_list("questions", "news"), word_list("questions", "news_wanted")
_FRAME, _NAMED_FOR = word_list("questions", "frame_of_news"), word_list("questions", "named_for_news")
_EVERYWHERE = {words.replace("_", " ") for words in word_list("questions", "everywhere")}
_AUXILIARIES = word_list("function_words", "auxiliaries_of_questions")
_THERE_IS = re.compile(
    r"^(?:is|are|was|were|has|have|do|does|did|can|could)\s+(?!there\b|you\b|we\b|any)", re.IGNORECASE
)
_BEFORE_TOPICS = word_list("questions", "before_topics")
_ANY_NEWS = frozenset({*_NEWS_WORDS, "anything", "something"})
_FROM_ONE = re.compile(r"\s(?:from|by|in)\s", re.IGNORECASE)
_LATEST = frozenset({"latest", "newest"})
_LONGEST_KIND = 3  # words that qualify "news", as in "city council news"
_WEEKDAYS = re.compile(
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)'?s(?= (?:\w+ )?(?:news|headlines|stories|articles|papers?)\b)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|shall|won't|going to|expected|planned|scheduled|due)\b|\b\w+'ll\b", re.IGNORECASE)
_PERIOD = r"(?P<the>the) (?P<period>day|week|month|year)\b"
_LISTED = rf"(?:{_NEWS}|story|event|recap|summary|review|overview|round-?up|digest|highlights)"
_THE_PERIOD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_LISTED} (?:of|for|from) {_PERIOD}(?!['’])(?=[?.! ]*$)",
        rf"\b{_PERIOD}(?=['’]s (?:\w+ )?{_LISTED}[?.! ]*$)",
        rf"\b{_PERIOD}(?= in (?:review|short|brief|news)\b)",
        rf"\b(?:sum(?:marise|marize)?(?: up)?|recap|review) {_PERIOD}(?!['’])(?=[?.! ]*$)",
    )
)
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_IN_THEM = re.compile(r"\s+in\s+(?:them|it)$", re.IGNORECASE)
_BESIDE_DAYS = " ,:;–—-"  #: "28 September - what happened?"
_POSSESSIVE = re.compile(r"^'s?\b")
_LOOSE_ENDS = re.compile(r"(?:\s+(?:from|by|in|for|on|of|about|since|during|and))+$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadlineRequest:
    """Which headlines are wanted."""

    topic: str = ""  #: words, a name, from:OUTLET, operators; "" = all
    days: str = ""  #: words of a day or period; "" = any
    vague: bool = False  #: no word asks for news, so in a conversation it may be a follow-up


def headline_request(text: str, outlets: Callable[[], Iterable[str]], now: datetime) -> HeadlineRequest | None:
    """The headlines that ``text`` asks for, or None if it asks for something else.

    ``outlets`` returns those of the archive: "news from Ankara" is about Ankara unless that is an outlet. ``now``: time
    of asking, in the reader's time zone.
    """
    plain = without_courtesies(request_core(text))
    rest, kept = split_operators(_WEEKDAYS.sub(r"\1's", _SINCE_I_LEFT.sub("since", plain)))
    asked, days = split_days(rest.strip(" ?!.,"), now)
    if days and _TO_COME.search(asked):  # of what was announced for the day, not of articles of that day
        return None
    if not asked:
        return HeadlineRequest(topic=kept, days=days) if kept or days else None
    asked, outlet = _without_outlet(asked, outlets)
    kept = _joined(outlet, kept)
    forms = (*_FORMS, *_DATED_FORMS) if days else _FORMS
    found = next((match for form in forms if (match := form.fullmatch(asked))), None)
    if found is None:
        return _by_outlet(asked, kept, days, outlets) or _by_words(asked, kept, days, outlets)
    topic = _topic(found, outlets)
    return HeadlineRequest(topic=_joined("" if topic.lower() in _EVERYWHERE else topic, kept), days=days)


def _joined(topic: str, kept: str) -> str:
    return " ".join(filter(None, (topic, kept)))


def _without_outlet(asked: str, outlets: Callable[[], Iterable[str]]) -> tuple[str, str]:
    """Take an outlet out of a text that also names a topic: "headlines from the Courier about the storm"."""
    if not _FROM_ONE.search(asked) or _ANY_NEWS.union(_LATEST).isdisjoint(asked.lower().split()):
        return asked, ""
    for outlet in outlets():
        found = re.search(
            rf"\s(?:from|by|in) (?:the )?{re.escape(_THE.sub('', outlet))}(?![\w'’-])", asked, re.IGNORECASE
        )
        if found:
            return f"{asked[: found.start()]}{asked[found.end() :]}".strip(), f'from:"{outlet}"'
    return asked, ""


def _by_outlet(asked: str, kept: str, days: str, outlets: Callable[[], Iterable[str]]) -> HeadlineRequest | None:
    """Read "What has the Courier written about the strike?" as a request for the Courier's articles on it."""
    for form in _OF_OUTLETS:
        if (match := form.fullmatch(asked)) and (named := _of_that_name(match["outlet"], outlets)):
            return HeadlineRequest(topic=_joined(f'from:"{named}"', _joined(match["topic"] or "", kept)), days=days)
    return None


def _by_words(asked: str, kept: str, days: str, outlets: Callable[[], Iterable[str]]) -> HeadlineRequest | None:
    """Read a text of words that ask for news, with an optional topic after them or before the last one."""
    if _THERE_IS.match(asked):
        return None
    words = asked.split()
    plain = [word.lower().strip('.,;:!?"') for word in words]
    framed = next((at for at, word in enumerate(plain) if word not in _FRAME and not word.isdigit()), len(plain))
    news = any(word in _NEWS_WORDS for word in plain[:framed])
    if framed == len(plain):
        vague = not news
        wanted = news or (any(word in _NEWS_WANTED for word in plain) and len(plain) > 1)
        return HeadlineRequest(topic=kept, days=days, vague=vague) if wanted else None
    told = news or not {"anything", "something"}.isdisjoint(plain[:framed])
    named = _behind(words, plain, framed) if told else _before(words, plain, framed)
    if news and not named:
        rest = " ".join(words[framed:])
        named = rest if _of_that_name(rest, outlets) else _before(words, plain, framed)
    if not named or not set(named.lower().split()).isdisjoint(_AUXILIARIES):
        return None
    outlet = _of_that_name(named, outlets)
    if not (outlet or news) and plain[framed - 1] == "from":  # "anything from Saul?" asks for quotes
        return None
    return HeadlineRequest(topic=_joined(f'from:"{outlet}"' if outlet else named, kept), days=days)


def begins_as_question(text: str) -> bool:
    """Whether a text begins with a question word or auxiliary: "who", "is"."""
    return text.lower().split()[0] in word_list("questions", "openers") if text.strip() else False


def _behind(words: list[str], plain: list[str], framed: int) -> str:
    """The topic at the end: "Got any news about the old ferry?" -> "the old ferry"."""
    after = next((at for at in range(framed - 1, 0, -1) if plain[at] in _BEFORE_TOPICS), 0)
    named = _ANY_NEWS.intersection(plain[:after])
    return " ".join(words[after + 1 :]) if named else ""


def _before(words: list[str], plain: list[str], framed: int) -> str:
    """The topic before the last word: "Show me city council news" -> "city council"."""
    kind = plain[framed:-1]
    return " ".join(words[framed:-1]) if 0 < len(kind) <= _LONGEST_KIND and plain[-1] in _NAMED_FOR else ""


def _of_that_name(name: str, outlets: Callable[[], Iterable[str]]) -> str:
    """The outlet of exactly this name, ignoring case and article; "" if there is none."""
    wanted = _THE.sub("", name).casefold()
    return next((one for one in outlets() if _THE.sub("", one).casefold() == wanted), "")


def in_present_period(text: str) -> str:
    """``text`` with the period that lasts now: "news of the week" -> "news of this week"."""
    found = next(filter(None, (form.search(text) for form in _THE_PERIOD)), None)
    if found is None:
        return text
    start, period = found.start("the"), found["period"].lower()
    now = "today" if period == "day" else f"this {period}"
    return f"{text[:start]}{now}{text[found.end('period') :]}"


def split_days(text: str, now: datetime) -> tuple[str, str]:
    """Split off the words of the first day or period in ``text``: ("the ferry", "yesterday").

    ``now``: time of asking, in the reader's time zone.
    """
    window = find_window(text, now)
    if window is None:
        return text, ""
    start, end = window.span
    before, after = text[:start].rstrip(_BESIDE_DAYS), _POSSESSIVE.sub("", text[end:]).lstrip(_BESIDE_DAYS)
    rest = f"{before} {after}".strip() if after else _LOOSE_ENDS.sub("", f" {before}").strip()
    return rest, text[start:end].strip()


def _topic(found: re.Match[str], outlets: Callable[[], Iterable[str]]) -> str:
    groups = found.groupdict()
    outlet = _THE.sub("", groups.get("outlet") or "").strip('" ')
    known = outlet and any(outlet.casefold() in name.casefold() for name in outlets())
    return f'from:"{outlet}"' if known else outlet or _IN_THEM.sub("", groups.get("topic") or "")
