"""Classify the type of answer that a question asks for."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType

_PEOPLE = alternatives("questions", "people_and_bodies")
_PLACES = alternatives("questions", "places")
_MONEY_WORDS = alternatives("questions", "money")
_CURRENCIES = alternatives("questions", "currencies")
_COST_VERBS = alternatives("questions", "costing")
_PAID = alternatives("questions", "paid_what")
_RATES = alternatives("questions", "told_in_percent")
_UNITS_OF_TIME = "seconds|minutes|hours|days|weeks|months|years|decades"
_REPORTING = alternatives("questions", "reporting")
_DOING = "did|do|does|has|have|had|will|would|can|could"  # "what did the minister sign" does not ask for a minister
_HAVE = "(?:has |have |had |was )?"

_CAUSING = alternatives("questions", "causing")
_OPENERS = alternatives("questions", "openers_of_yes_and_no")
_MEASURES = alternatives("questions", "how_measured")
_NAMED = ("named_days", "named_places", "named_counts", "named_lengths_of_time", "named_measures", "named_people")
_NO_QUESTION = rf"(?!.*\b(?:what|which|how|about)\b|\W*(?:{_OPENERS})\b)"
_BEHIND = r"(?:(?:\W+(?:19|20)\d\d)?\W*$|\s+(?:of|for|in|at|on|to|from|after|by)\b)"


#: "halmstedt bomb weight", "ruben ost age": a noun at the end says what is asked for.
_BY_NOUN = re.compile(
    rf"^{_NO_QUESTION}.*\w +(?:{'|'.join(alternatives('questions', kind) for kind in _NAMED)}|age)\W*$", re.IGNORECASE
)


def _named(kind: str) -> str:
    """What asks by a noun alone: "vote date", "what was the height of the tower?", but not "what size did he sell"."""
    nouns = alternatives("questions", kind)
    return (
        rf"^{_NO_QUESTION}(?:\W*(?:{nouns})\b|.*\b(?:{nouns}){_BEHIND})"
        r"|\bwhat(?:['’]?s| is| was| are| were) (?:(?!(?:with|of|about|in|on|to|for|from|at) )[\w'’-]+ ){0,4}?"
        rf"(?:{nouns}){_BEHIND}"
    )


#: The first match wins; later patterns are less specific.
_RULES: tuple[tuple[AnswerType, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (AnswerType.HOW_OLD, r"\bhow old\b|\bwhat age\b|\bage of\b"),
        (
            AnswerType.HOW_LONG,
            rf"\bhow long\b|\bhow many (?:more )?(?:{_UNITS_OF_TIME})\b|\b(?:what|which) length of time\b",
        ),
        (
            AnswerType.MONEY,
            rf"\bhow many (?:more |of the )?(?:(?:hundred|thousand|million|billion|trillion)s? )?(?:{_CURRENCIES})\b",
        ),
        (AnswerType.MONEY, rf"\bhow many (?:million|billion|trillion)s?\b.*\b(?:{_COST_VERBS}|{_MONEY_WORDS})\b"),
        (AnswerType.MONEY, r"^\W*(?:and )?for how much\W*$|\bhow much\b.*\bfor\W*$"),
        (AnswerType.HOW_MANY, r"\bhow many\b|\b(?:what|which) (?:is the |was the )?(?:total )?number\b|\bnumber of\b"),
        (
            AnswerType.PERCENT,
            r"\bhow (?:many|much) per ?cent|\b(?:percentage|per cent|percent)\b"
            r"|\b(?:what|which) (?:share|proportion|fraction)\b"
            r"|\b(?:inflation|unemployment|jobless|growth|interest|mortgage|lending|deposit|key|base|policy|prime)"
            r" rate\b"
            rf"|\b(?:how (?:high|low|much|big) |what )(?:is|was|are|were|will|did|has|does)"
            rf"(?: (?!behind\b|about\b|with\b|of\b)[\w'’]+){{0,2}}? (?:{_RATES})\b",
        ),
        (
            AnswerType.MONEY,
            rf"\bhow much\b.*\b(?:{_COST_VERBS}|{_MONEY_WORDS})\b|\b(?:{_COST_VERBS})\b.*\bhow much\b"
            rf"|\bwhat (?:is |was |are |were |'s )?(?:\w+(?:'s)? ){{0,3}}(?:{_MONEY_WORDS})\b"
            r"|\bwhat (?:did|does|do|will|would)\b.*\bcost\b|\bhow expensive\b|\b(?:loan|cash) amount\b"
            rf"|\b(?:what|which) (?:\w+ )?(?:{_MONEY_WORDS})s? (?:did|does|do|will|would|has|have|had|is|was)\b"
            rf"|\bwhat (?:did|does|do|is|was|will)\b.*\b(?:{_PAID})\W*$",
        ),
        (
            AnswerType.MEASURE,
            rf"\bhow (?:{_MEASURES})\b"
            r"|\b(?:what|which) (?:rate|level|temperature|speed|distance|size|score|magnitude)\b"
            r"|\bat what\b|\bwhat\b.*\b(?:close|open|trade|fix)\w* at\b|\b(?:amount|score|position)\b",
        ),
        (AnswerType.WHEN, r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time|week)\b|\bsince what\b"),
        (AnswerType.WHERE, rf"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:{_PLACES})\b"),
        (
            AnswerType.WHY,
            rf"\bwhy\b|\bwhat {_HAVE}(?:{_CAUSING})\b"
            r"|\bwhat (?:is|was|were|are) the (?:cause|reason|motive)|\breasons? (?:for|why|behind)\b"
            r"|\bhow come\b|\b(?:what|which) (?:\w+ )?(?:reasons?|motives?|grounds)\b",
        ),
        (
            AnswerType.SAID,
            rf"\b(?:what|how) (?:did|does|do|has|have|had)\b.*\b(?:{_REPORTING})\b"
            r"|\bwhat (?:was|were|is) .*\b(?:response|reaction|comment|statement|message)\b|\bquotes?\b"
            r"|\b(?:what|which) (?:advice|insult|warning|threat|nickname|remark|apology|words?)\b",
        ),
        (
            AnswerType.WHO,
            r"\bwho\b|\bwhom\b|\bwhose\b|^\W*name\b|^\W*(?:\w+ ){0,3}\w+ by\W*$"
            rf"|\b(?:what|which)(?! (?:{_DOING})\b)(?: \w+){{0,3}} (?:{_PEOPLE})\b",
        ),
        (AnswerType.MONEY, rf"^(?!.*\b(?:what|which|how)\b|\W*(?:{_OPENERS})\b).*\b(?:{_MONEY_WORDS})\b"),
        (AnswerType.PERCENT, rf"^(?!.*\b(?:what|which|how|{_OPENERS})\b).*\b(?:{_RATES})\b"),
        (AnswerType.WHO, rf"^(?!.*\b(?:what|which|how|about|{_OPENERS})\b).*\b(?:{_PEOPLE})\W*$"),
        (AnswerType.HOW_OLD, rf"^{_NO_QUESTION}.*\bage\W*$"),
        (AnswerType.WHEN, _named("named_days")),
        (AnswerType.WHERE, _named("named_places")),
        (AnswerType.HOW_MANY, _named("named_counts")),
        (AnswerType.HOW_LONG, _named("named_lengths_of_time")),
        (AnswerType.MEASURE, _named("named_measures")),
        (AnswerType.WHO, _named("named_people")),
        (AnswerType.WHY, rf"^{_NO_QUESTION}.*\b(?:cause|motive)\b"),
        (AnswerType.OTHER, r"\b(?:what|which|how)\b"),
        (AnswerType.YES_NO, rf"^\W*(?:{_OPENERS}|whether)\b"),
    )
)


#: Questions that a few words cannot answer.
_HAPPENED = re.compile(
    r"\bwhat(?:'s|’s| has| had| is| was| else)* (?:happen(?:s|ed|ing)?|go(?:ing|es) on|went on|occurred|took place"
    r"|the (?:matter|story|latest))\b"
    r"|\bhow(?:['’]s|['’]re| is| are| was| were| has| have| did)\b.*\b(?:do(?:ing)?|going|getting on|get on"
    r"|faring|fared?|holding up|coping)(?: (?:in|at|on|with|now|these|so|lately|today|there|after|since)\b.*)?\W*$"
    r"|^\W*how(?:['’]s| is| are) (?:the )?\w+\W*$",
    re.IGNORECASE,
)


#: "Who is", "when does", "who won", "the latest": about the present, or the latest of recurring events.
_STANDS = re.compile(
    r"\b(?:who|whom|what|when|where|which|how|why)\b[^?]{0,40}?\b(?:is|are|isn['’]t|aren['’]t|does|do|has|have|will|can)\b"
    r"|\b(?:who|what|when|where|how)(?:['’]s|['’]re|['’]ll)\b|^\W*(?:is|are|does|do|has|have|will|can)\b"
    r"|\bwho\b[^?]{0,30}\b(?:won|wins?|leads?|lost|owns?|runs?|heads?|beat|plays?)\b"
    r"|\b(?:latest|newest|last|current|currently|now|nowadays|so far|still|yet|new)\b",
    re.IGNORECASE,
)
_STOOD = re.compile(r"\b(?:was|were|did|had|used to|ago|then|first|former|original(?:ly)?)\b", re.IGNORECASE)


_STANDS_FOR = re.compile(
    r"\bwhat (?:does|do|did|is|are)\s+(?:the )?(?:letters |abbreviation |acronym )?"
    r"['\"“‘]?(?P<short>[A-Z][A-Z0-9.&-]{1,9})['\"”’]?\s+(?:stand(?:ing)? for|mean|short for)\b"
    r"|^what (?:is|are|was) (?:the )?(?P<whole>[A-Z]{2,7})\W*$"
)


_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
#: A question word within a clause: "the man who", "fell when", but not "and when", "to whom".
_IN_A_CLAUSE = re.compile(
    r"(?<=\w\s)(?<!\band\s)(?<!\bor\s)(?<!\bto\s)(?<!\bby\s)(?:who|whom|whose|when|where|why)\b", re.IGNORECASE
)


#: "How do I bake bread?", "how to pay less tax", "a recipe for soup".
_HOW_TO = re.compile(
    r"\bhow (?:do|can|could|should|would|must) (?:i|you|we|one)\b|\bhow to\b|\brecipes? (?:for|of)\b", re.IGNORECASE
)


def asks_how_to(question: str) -> bool:
    """Whether ``question`` asks how something is done, which articles answer only if they are about that very thing."""
    return _HOW_TO.search(question) is not None


def abbreviation(question: str) -> str:
    """The abbreviation whose long form ``question`` asks for, as in "What does WPF stand for?"; "" if none."""
    found = _STANDS_FOR.search(question[:1].lower() + question[1:])
    return found["short"] or found["whole"] if found else ""


def asks_how_things_stand(question: str) -> bool:
    """Whether ``question`` is about the present or the latest of recurring events, so that newer articles answer it."""
    return _STANDS.search(question) is not None and _STOOD.search(question) is None


def wants_sentences(question: str) -> bool:
    """Whether ``question`` asks what happened, which takes a sentence to answer, not a few words."""
    return _HAPPENED.search(question) is not None


def asks_by_noun(question: str) -> bool:
    """Whether keywords end in what is asked for: "halmstedt bomb weight"."""
    return _BY_NOUN.match(question) is not None


def wanted_kind(question: str) -> AnswerType:
    """The type of answer that ``question`` asks for; OTHER if its words do not say."""
    asked = _asked_first(question)
    return next((wanted for wanted, pattern in _RULES if pattern.search(asked)), AnswerType.OTHER)


def _asked_first(question: str) -> str:
    """Remove the question words of subordinate clauses: "where was he speaking when he said so" asks where."""
    first = _ASKING.search(question)
    if first is None:
        return question
    return question[: first.end()] + _IN_A_CLAUSE.sub("that", question[first.end() :])
