"""Patterns of sources: where a phrase is a person, a document, an office at a body, or ends."""

from __future__ import annotations

import re

from bot.language.patterns import NamedPattern
from bot.lexicon.loader import alternatives
from bot.lexicon.reporting import DOCUMENTS
from bot.lexicon.roles import ROLES

LEAD = NamedPattern(
    "an occasion ahead",
    r"(?:following|after|in|on|at|during|despite|speaking|under|with|when)\s[^,]{2,60},\s",
    "After the vote, ",
    "Speaking in Karsk, ",
    flags=re.IGNORECASE,
)
OFFICE_BEFORE = NamedPattern(
    "an office before its body",
    r"(?:The|A|An|One)\s(?:[\w’'-]+\s){0,6}?([\w’'-]+)\s(?:of|for|at|with|from|in)\s(?:[\w’'.-]+\s){0,4}",
    "The former director at ",
    "A spokesman for the ",
)
#: A role with determiner: "the singer" after "In a talk with Tove Lind, ".
PERSONS = NamedPattern(
    "a person by office",
    rf"(?:the|a|an)\s(?:[\w’'-]+\s){{0,3}}?(?:{'|'.join(sorted(ROLES))})\b",
    "the singer",
    "The club's new chairman",
    flags=re.IGNORECASE,
)
#: A new speaker at the start of a sentence: "a spokesman for the ministry".
NEW = NamedPattern(
    "a new speaker",
    rf"(?:(?:But|And|Yet|However|Later|Meanwhile),?\s)?(?P<who>(?:[Aa]|[Aa]n|[Oo]ne|[Aa]nother)\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?:{'|'.join(sorted(ROLES))})(?:\s(?:for|of|at|from|with)\s(?:the\s|its\s)?(?:[\w’'.&-]+\s?){{1,4}}?)?)"
    rf"\s(?=[a-z]+(?:ed|s)\b)",
    "But a spokesman for the ministry defended",
    "Another lawyer added",
)
#: Somebody who acts by office at the start of a sentence: "Instead, the Vermont senator is".
BY_OFFICE = NamedPattern(
    "somebody acts by office",
    rf"(?:[A-Z][a-z]+,\s|(?:But|And|Yet)\s)?(?P<who>[Tt]he\s(?:[\w’'-]+\s){{0,3}}?(?:{'|'.join(sorted(ROLES))}))"
    r"\s(?=(?:also\s|then\s|later\s)?[a-z]+(?:ed|s)\b)",
    "Instead, the Vermont senator is",
    "The former ambassador also discussed",
)
READS = NamedPattern("a text reads", r"\s(?:also\s|then\s|further\s|on\s)?reads?\b", " reads: “We go.”", " also read")
#: A document that a sentence is about.
DOCUMENT_ACTS = NamedPattern(
    "a document is spoken of",
    rf"(?:(?:But|And|Yet|Still|However),?\s)?(?P<who>(?:[^\s,.;:“”\"]+\s){{1,5}}?(?:{'|'.join(sorted(DOCUMENTS))})"
    r"(?:\s(?:by|from|of)\s(?:[A-Z][\w.’'-]*\s){1,4}?[A-Z][\w.’'-]*)?)\s(?=(?:also\s)?(?:do|did|does|is|was|has|had|makes|made)\b)",
    "But Lars Holt’s press release does",
    "A letter by Otto Lund is",
)
DOCUMENT = NamedPattern(
    "a document in a phrase",
    rf"\b(?:the|an?|this|that|its|their|his|her)\s(?:[\w’'-]+\s){{0,3}}?(?:{'|'.join(sorted(DOCUMENTS))})\b",
    "an email was found",
    "its annual report",
    flags=re.IGNORECASE,
)
#: The end of a description, but not in "director of police (DGP) LR Bishnoi" or "Gen (retd) Ali".
ASIDE = NamedPattern(
    "the end of a description",
    r",\s|\s[–—-]\s?|\s(?:who|which|that|whose)\s|(?<=[a-z]s)\s[a-z]{3,}ing\s(?=(?:to|the|an?|for|in|on|at|with|from|over|here|some)\b)|\s?\((?!(?:[A-Z]{2,6}|[Rr]et[’'.]?d?\.?)\)\s[A-Z])",
    "Mohammed Sufiyan, a 24-year-old",
    "the agency that runs it",
)
#: " constituent " between "Reyl" and the speaker: "said Reyl constituent Dan Golv".
BEFORE_NAME = NamedPattern("a noun between names", r"\s(?:[a-z][\w’'-]*\s){1,3}$", " constituent ", " chief economist ")
#: "Select " before "USA": the place only ends the name of something.
PART_OF_NAME = NamedPattern(
    "the first word of a longer name",
    r"(?!(?:The|In|From|Official|Mr|Mrs|St)\s$)\b[A-Z][a-z]{2,}\s$",
    "Select ",
    "Team ",
)
SAID_AHEAD = NamedPattern("said right before", r"\b(?:said|says|added|wrote|told|tells)\s$", "he said ", "who told ")
COMMON = NamedPattern(
    "a common noun",
    r"(?:an?|one|another|the|his|her|their|its)\s[a-z]",
    "a parent",
    "The driver",
    "another host",
    flags=re.IGNORECASE,
)
OWNED = NamedPattern(
    "somebody's person", r"['’]s?\s(?:[a-z-]+\s){0,3}[a-z-]+$", "Mrs Reyl's widower", "the twins’ aunt"
)
POSSESSIVE = NamedPattern("a possessive", r"['’](?:s\b|(?=\s[a-z]))", "'s claim", "’s plan", "’ aides")
WHOSE = NamedPattern("a possessive at the end", r"(?<=\w)['’]s?$", "The Dagblad's", "the voters’")
FOR = NamedPattern(
    "for another",
    r"(?:([\w’'-]+)\s+)?\b(?:for|of|to|at|from|by|with|in)\s+(?:the\s+|its\s+)?(?:\S+['’]s?\s+)?$",
    "a lawyer for ",
    "the head of the ",
    flags=re.IGNORECASE,
)
#: Before the place of somebody or something else: "the hospital in Karsk", "lawmakers on Capitol Hill".
WHERE = NamedPattern(
    "where somebody is",
    r"\b(?:in|on|at|of|from|for|to|near|outside|across)\s(?:the\s)?(?:[\w’'.-]+\s(?:and|or)\s)?$",
    "the hospital in ",
    "diplomats from Norway and ",
)
JOINED_AHEAD = NamedPattern(
    "a name joined to the next",
    r"(?:[A-Z][\w.’'-]*\s(?:(?:of|for)\s(?:the\s)?)?){1,5}(?:and|or)\s(?:the\s)?$",
    "House and the ",
    "Ministry of Health and ",
)
#: Before a place that acts as a state.
STATE_OF = NamedPattern(
    "a state or town",
    r"\b(?:governments?|states?|republic|kingdom|city|town|county|province|island|administration)\s(?:of|in)\s(?:the\s)?"
    r"(?:[\w’'.-]+\s(?:and|or)\s)?$",
    "the government of ",
    "the city of ",
)
_DETERMINERS = alternatives("function_words", "determiners_ahead")
LEADING = NamedPattern("a determiner", rf"^(?:{_DETERMINERS})\s+", "the mayor", "their lawyer", flags=re.IGNORECASE)
#: A time at the end of a source: "The Wrap's report today", "the federation at first".
TIME = NamedPattern(
    "a time at the end",
    r"\s(?:today|yesterday|now|later|earlier|at first|this week|last week|(?:on )?[A-Z][a-z]+day)$",
    "report today",
    "the federation at first",
    "board on Monday",
)
#: An apposition: ", the University of Karsk" after "Leading plaintiff".
BESIDE = NamedPattern(
    "an apposition",
    rf",\s(?:the\s)?(?:[A-Z][\w.’'-]+\s){{0,2}}(?:(?:{'|'.join(sorted(ROLES))}|[a-z]{{3,}}(?:ist|ian))\s)?$",
    ", the University ",
    ", Chief Justice ",
    ", immunologist ",
)
#: A noun that a name only modifies: "Norhaven chairman", "the Reyl campaign".
MODIFIES = NamedPattern(
    "a noun that a name modifies", r"\s((?:[a-z][\w-]*\s){0,3}[a-z][\w-]*)\b", " chairman", " campaign manager"
)
#: The people of a name, at the end of a source: "Norhaven strategists".
PEOPLE_OF = NamedPattern(
    "people that a name modifies",
    r"\s(?:[a-z-]+\s){0,3}(?!always|sometimes|perhaps|besides)[a-z-]+[a-rt-z]s\.?",
    " strategists",
    " campaign insiders",
)
#: Several unnamed people, whoever is named behind them: "Supporters of Conservative Otto Lund".
GROUP = NamedPattern(
    "a group of somebody",
    r"(?:(?!(?:of|for|in|from|at|to|with|by|on)\b)[\w’'%.-]+\s){0,6}?"
    r"(?P<noun>[A-Z]?(?:[a-z]+(?<!s)s|[a-z]*people|percent|[a-z]*men|[a-z]*women|children))"
    r"\s(?:of|for|in|from|at|with|behind|around|close to|loyal to)\s",
    "Supporters of Conservative ",
    "Some 20 percent of people",
    "people close to the",
)
#: Somebody unnamed, whatever is named in front: "one New Hampshire Democrat".
MEMBER = NamedPattern(
    "one of a party",
    r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Aa]\s(?:second|third))\s(?:[\w’'.-]+\s){0,5}?"
    rf"(?i:{alternatives('roles', 'adherents')})"
    r"(?=$|\s(?:who|in|from|on|at|with|of|close|working|familiar)\b)",
    "one New Hampshire Democrat",
    "a veteran Karsk Liberal who",
)
#: Some of a party, which is itself a name: "Several senior Liberals with ties to Reyl".
SOME = NamedPattern(
    "some of a party",
    r"(?:[Ss]everal|[Ss]ome|[Mm]any|[Aa]\s(?:few|handful|couple|number)\sof|[Aa]\sfew|[Tt]wo|[Tt]hree|[Oo]ther)\s(?:[a-z-]+\s){0,2}"
    rf"(?i:{alternatives('roles', 'adherents')})s?\s(?:with|close|loyal|who|in|from|on|at)\s",
    "Several senior Democrats with ",
    "Some Liberals close ",
)
#: Somebody unnamed who speaks for another: "a spokesman for the presidential candidate ".
SPEAKS_FOR = NamedPattern(
    "unnamed and for another",
    rf"(?:[Aa]n?|[Oo]ne|[Aa]nother)\s(?:[\w’'-]+\s){{0,2}}?(?:{'|'.join(sorted(ROLES))})\s(?:for|to)\s(?:the\s)?(?:[\w’'-]+\s){{0,4}}$",
    "A spokesman for Democratic presidential candidate ",
    "an aide to the Republican senator ",
)
EXAMPLE = NamedPattern(
    "an example of several",
    r"[a-z]s,?\s(?:like|such as|including|among them)\s(?:the\s)?$",
    "lawmakers such as ",
    "officials, including ",
)
JOINED = NamedPattern("a name added to another", r",\s|,?\s(?:and|or)\s", ", ", " and ", " or ")
#: "chief financial officer at the telecoms firm ": the institution after it is only an employer.
OFFICE_AT = NamedPattern(
    "an office at a body",
    r"([\w’'-]+)\s(?:of|for|at|with|from|in)\b",
    "chief executive of",
    "director at",
    flags=re.IGNORECASE,
)
#: Before whoever is told.
TELLS = NamedPattern(
    "who is told",
    r"\s(?:then\s|later\s|also\s|once\s)?(?:told|tells|asked|asks|assured|reminded|warned|informed|said to)"
    r"\s(?:the\s)?",
    " told ",
    " then asked ",
)
IN_COURT = NamedPattern(
    "the court is told",
    r"\s(?:had\s|has\s|later\s|also\s|earlier\s){0,2}(?:told|tells|begged|assured|asked)\s(?:the\s)?"
    r"(?:court|jury|jurors|judge|hearing|tribunal)\b",
    " had told the court",
    " told jurors",
)
JUDGE = NamedPattern(
    "a judge",
    r"\b(?:judge|justice|magistrate|coroner|sheriff)\b",
    "Judge Brandt",
    "the coroner",
    flags=re.IGNORECASE,
)
#: Before a name that only modifies somebody unnamed: "one Reyl confidant".
ONE = NamedPattern("somebody of", r"(?:[Oo]ne|[Aa]n?|[Aa]nother|[Ss]ome)\s(?:[a-z-]+\s){0,2}", "one ", "another close ")
#: Around a name that tells what kind a thing is: "a Reyl sign".
DETERMINER = NamedPattern("an article ahead", r"\b(?:an?|the)\s$", "a ", "the ")
THING = NamedPattern("a thing behind a name", r"\s[a-z]{3,}", " sign")
