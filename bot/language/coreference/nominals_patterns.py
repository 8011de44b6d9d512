"""Patterns of noun phrases for people and bodies."""

from __future__ import annotations

import re

from bot.language.patterns import NamedPattern
from bot.lexicon.loader import alternatives

#: Whom an unnamed spokesperson speaks for: "a spokesman for the ministry", "the company's spokeswoman".
SPOKEN_FOR = NamedPattern(
    "whom an unnamed person speaks for",
    r"\bspokes\w+ (?:for|of|at|from|with) (?:the|its|his|her|their) ([\w -]+)|\b([\w-]+)(?:['’]s?)? spokes\w+",
    "a spokesman for the ministry",
    "the company's spokeswoman",
)
OWNED = NamedPattern("somebody's", r"(?:his|her|their)\s", "his lawyer", "Their manager", flags=re.IGNORECASE)
INDEFINITE = NamedPattern(
    "an indefinite person",
    r"(?:a|an|one|another|some|two|three|several|many)\b",
    "a driver",
    "Several voters",
    flags=re.IGNORECASE,
)
_DETERMINERS = alternatives("function_words", "determiners_ahead")
LEADING = NamedPattern(
    "a determiner ahead", rf"^(?:{_DETERMINERS})\s+", "the mayor", "its chairman", flags=re.IGNORECASE
)
TAIL = NamedPattern(
    "what follows a noun",
    r"\s(?:of|for|at|in|on|from|with|to|who|and)\s.*$",
    "driver of the bus",
    "man who came",
    flags=re.DOTALL,
)
BY_INITIALS = NamedPattern("an office by its initials", r"[Tt]he\s([A-Z]{2,4})", "the DG", "The CM")
_OPENING = alternatives("roles", "opens_an_office", capitalised=True)
#: A name that nobody found; no "Prime Minister".
PROPER = NamedPattern(
    "a name of an unknown kind",
    r"(?!(?:{_OPENING})\s)"
    r"(?:[A-Z][a-z]+[A-Z]\w*|[A-Z][\w’'-]+['’]s?)\s(?:[A-Z][\w’'-]+\s)*[A-Z][\w’'-]+",
    "HuffPost Pollster",
)
OF = NamedPattern("of a body", r"\s(?:of|for|at|to)\s", "head of the board", "top aide to the president")
#: Behind a firm: somebody who works there.
EMPLOYEE = NamedPattern(
    "an employee of a firm",
    r"\s(?:[a-z]+\s){0,2}?(?:executive|official|employee|manager|engineer|spokes(?:man|woman|person)|representative)\b",
    " executive",
    " senior engineer",
)
#: A person who is named first goes on speaking: "Tomas Breck, 66, told the court".
SPEAKS = NamedPattern(
    "who speaks at once",
    r"(?:,[^,.]{1,60},)?\s(?:(?:has|had|is|was|also)\s)?"
    r"(?:said|says|told|claims|claimed|claiming|suing|added|wrote|insisted|warned|admitted)\b",
    ", 66, told",
    " had said",
)
#: Whoever is named after it asks and listens: "In a talk with ".
HEARER = NamedPattern(
    "who is talked with",
    r"\b(?:talk|talking|interview|conversation|chat|speaking|spoke|meeting|discussion) (?:with|to) (?:[\w’'-]+ ){0,2}$",
    "In a talk with ",
    "an interview with singer ",
)
AGE = NamedPattern("by age", r"\d+-year-old$", "34-year-old")
#: Somebody who is described anew: "the former footballer", "the now-retired goalkeeper".
ONCE = NamedPattern(
    "an office of before",
    r"\b(?:former|retired|now-retired|one-time|veteran|lifelong|ex)\b",
    "the former",
    "now-retired",
)
NOW = NamedPattern("an office of now", r"\b(?:present|current|incumbent|new|acting)\b", "the present", "acting")
