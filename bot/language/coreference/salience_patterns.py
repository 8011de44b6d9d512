"""Patterns of who is talked of: hearers, owners, who goes on, who answers."""

from __future__ import annotations

from bot.language.patterns import NamedPattern
from bot.lexicon.loader import alternatives
from bot.lexicon.roles import ROLES

_HUMANS = "|".join(("man", "woman", "boy", "girl", "teenager", "pensioner", "person", "mother", "father", "couple"))
_KIN = f"{alternatives('roles', 'kin')}|{alternatives('roles', 'close_to_somebody')}"
#: Somebody who speaks for the first time, or who is only known by office.
FRESH = NamedPattern(
    "somebody unnamed for the first time",
    r"(?:an?|one|another|some)\s(?!.*s$)|.*\bspokes(?:man|woman|person)\b",
    "a resident",
    "the ministry spokeswoman",
)
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
    r"\s(?:also\s|then\s|later\s|further\s)?"
    r"(?:(?:added|adds|concluded)\b|(?:continued|continues|went on)(?!\s(?:his|her|their|the|an?|to(?! say))\b)\b)",
    " added",
    " then went on",
)
#: Behind the name of whoever acts and was described before: "the mayor of Karsk, Reyl, opened the hall".
APPOSED_ACTS = NamedPattern(
    "whoever was described acts", r",\s(?:also\s|then\s)?[a-z]+ed\s(?!by\b)", ", opened the", ", also welcomed it"
)
#: An occasion with a participle before whoever acts: "Reached by the Post, ".
PARTICIPLE_AHEAD = NamedPattern(
    "a participle ahead",
    r"[A-Z][a-z]+(?:ed|ing)\s[^,.;:“”\"]{2,80},\s",
    "Reached by the Post, ",
    "Speaking in Karsk, ",
)
#: A question to whoever spoke before: "Asked about the rent, ".
ASKED = NamedPattern(
    "a question ahead",
    r"(?:(?:But|And)\s)?(?:When\s)?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged)\b[^“”\"]{0,250},\s",
    "Asked about the rent, ",
    "When pressed, ",
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
#: Who acts in a sentence without any name: "A 29-year-old woman was fined after she had posted".
UNNAMED_SUBJECT = NamedPattern(
    "somebody unnamed acts",
    rf"(?:[^,.“”\"]{{0,40}},\s)?(?P<who>(?:An?|One|Another|an?|one|another)\s(?:[\w’'-]+\s){{0,4}}?(?:[a-z]*(?:{_HUMANS})))\b"
    r"(?!['’-])",
    "A 29-year-old Berlin woman",
    "In Karsk, a young man",
)
#: An institution without a name that acts in its sentence: "The trade group spelled out its worries as it".
UNNAMED_BODY = NamedPattern(
    "an unnamed body acts",
    r"(?:[^,.“”\"]{0,40},\s)?(?P<who>(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]+\s){0,3}?(?:campaign|group|panel|committee|memo|union|lobby))\b"
    r"(?!['’-])",
    "The Reyl campaign",
    "Just this week, the trade group",
)
ACCORDING_TO = NamedPattern("according to", r"\baccording to (?:the )?$", "according to ", "according to the ")
AND = NamedPattern("two together", r"[^.!?]{0,80}\band\b[^.!?]{0,80}", "Reyl and Holt")
