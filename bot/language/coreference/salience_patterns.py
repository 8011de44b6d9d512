"""Patterns of who is talked of: hearers, owners, who goes on, who answers."""

from __future__ import annotations

import re

from bot.language.patterns import NamedPattern
from bot.lexicon.loader import alternatives
from bot.lexicon.speech_and_roles import ROLES

_HUMANS = "|".join(("man", "woman", "boy", "girl", "teenager", "pensioner", "person", "mother", "father", "couple"))
_KIN = f"{alternatives('roles', 'kin')}|{alternatives('roles', 'close_to_somebody')}"
#: Somebody without a name: "a viewer" in "a viewer who says".
SOMEBODY = NamedPattern(
    "somebody unnamed",
    r"((?:the|a|an|one|another|some)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+),?\s$",
    "a viewer ",
    "the young man, ",
    flags=re.IGNORECASE,
)
#: Somebody who speaks for the first time, or who is only known by office.
FRESH = NamedPattern(
    "somebody unnamed for the first time",
    r"(?:an?|one|another|some)\s(?!.*s$)|.*\bspokes(?:man|woman|person)\b",
    "a resident",
    "the ministry spokeswoman",
)
#: Between a person and the last name of what describes them, before "who": "Lis Berg of Karsk, who".
DESCRIBED = NamedPattern(
    "a person described",
    r",?\s(?:(?:of|from|in)\s(?:the\s)?(?:[A-Z][\w.’'-]*,?\s){0,3})?(?:(?:an?|the|his|her|its|their)\s[^.;:“”\"]{0,90})?",
    " of ",
    " of California, the ranking member of the ",
    ", a former judge in ",
)
IN_PLACE = NamedPattern("in a place", r"\b(?:in|of|from|at|near|to|across)\s(?:the\s)?$", "in ", "from the ")
WHOSE = NamedPattern("whose", r"['’]", "'s", "’")
HIS_IT_WAS = NamedPattern("somebody's, at the end", r"['’]s?[.;]", "'s.", "’.")
RELATED = NamedPattern(
    "a person of somebody",
    rf"['’]s?,?\s(?:[\w’'-]+\s){{0,3}}(?:{'|'.join(sorted(ROLES))}|(?:step|half-|grand|great-)*(?:{_KIN})(?:-in-law)?)\b",
    "'s spokeswoman",
    "’s eldest stepson",
    "'s neighbour",
)
#: The person that the sentence is about: "For Reyl, ".
AS_FOR = NamedPattern("as for", r"(?:(?:And|But)\s)?(?:[Aa]s\s)?[Ff]or\s$", "As for ", "But for ")
ADDS = NamedPattern(
    "going on",
    r"\s(?:also\s|then\s|later\s|further\s)?(?:added|adds|continued|continues|went on|concluded)\b",
    " added",
    " then went on",
)
#: Before whoever hears the words: "telling Fox that", "told the BBC".
HEARS = NamedPattern("who hears it", r"\b(?:tells?|told|telling)\s(?:the\s)?$", "telling ", "told the ")
#: Whoever is named next answers: "Those claims were put to Mayor ".
ANSWERS = NamedPattern(
    "who answers",
    r"\b(?:put to|asked|pressed|questioned|confronted|quizzed|interviewed)\s(?:[\w’'.-]+\s){0,2}$",
    "Those claims were put to Mayor ",
    "He was asked ",
)
#: A plural subject without a name: "But since then, lower courts have".
#: Who acts in a sentence without any name: "A 29-year-old woman was fined after she had posted".
UNNAMED_SUBJECT = NamedPattern(
    "somebody unnamed acts",
    rf"(?:[^,.“”\"]{{0,40}},\s)?(?P<who>(?:An?|One|Another|an?|one|another)\s(?:[\w’'-]+\s){{0,4}}?(?:[a-z]*(?:{_HUMANS})))\b"
    r"(?!['’-])",
    "A 29-year-old Berlin woman",
    "In Karsk, a young man",
)
PLURAL_SUBJECT = NamedPattern(
    "several unnamed",
    r"(?:[^,.]{0,30},\s)?(?:[A-Z]?[a-z]+\s){0,3}[A-Z]?[a-z]+s\s(?:have|are|were|do|say)\b",
    "But since then, lower courts have",
    "voters say",
)
ACCORDING_TO = NamedPattern("according to", r"\baccording to (?:the )?$", "according to ", "according to the ")
AND = NamedPattern("two together", r"[^.!?]{0,80}\band\b[^.!?]{0,80}", "Reyl and Holt")
