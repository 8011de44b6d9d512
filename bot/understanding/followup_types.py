"""Classify how a question depends on the previous turn, by its words alone. Pure.

STANDS    "Who won the Arlen Prize?"             complete by itself
POINTS    "When did they meet?"                  a pronoun without a name before it
INSTEAD   "And in April?", "What about Ankara?"  a name or date that replaces another
CORRECTS  "No, I meant the footballer."          the same question about somebody else
BARE      "Why?", "And in which city?"           only what is asked for
ECHOES    "Who said that?"                       about the words of the answer
MORE      "Tell me more about it."               the rest of the article
"""

from __future__ import annotations

import re
from enum import StrEnum, auto

from bot.lexicon.loader import alternatives
from bot.lexicon.pronouns import HE

_POINTING_WORDS = alternatives("pronouns", "pointing_back")
_POINTERS = (
    rf"\b(?:{_POINTING_WORDS})\b|\b(?:this|that|these|those)(?=\W*$|\s+(?:is|was|are|were|mean|means|happen|"
    r"happened|cost|work)\b)|(?<=\b(?:is|do|if|of) )(?:this|that|these|those)\b|(?<=\b(?:was|are|did|has|"
    r"for) )(?:this|that|these|those)\b|(?<=\b(?:were|does|will|from|with) )(?:this|that|these|those)\b|(?<!\b"
    r"is )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere(?=\W*$)"
)
PRONOUN = re.compile(_POINTERS, re.IGNORECASE)
#: Others than those who were named: "Who else was in the final?"
_ELSE = re.compile(r"\belse\b|\bthe others\b", re.IGNORECASE)
#: An "it" or "that" without an antecedent.
_EMPTY = re.compile(
    r"\b(?:is|was) it (?:true|possible|likely|clear|certain)(?: that)?\b"
    rf"|\b(?:will|would|may|can|did|does|is|was|has) it (?:\w+ ){{0,2}}(?:{alternatives('questions', 'of_weather')})\b",
    re.IGNORECASE,
)
#: A first question before a second one, whose pronoun takes it up: "How much will fuel cost, and who decides it?"
_TWO_QUESTIONS = re.compile(
    r"^\W*(?:who|whom|whose|what|when|where|which|why|how)\b[^,;]*[,;]? (?:and|but|or),? "
    r"(?=(?:who|whom|whose|what|when|where|which|why|how)\b)",
    re.IGNORECASE,
)
#: A plural whose possessive refers to the question's own subject: "how many people lost their homes".
_OWN = re.compile(
    r"^\W*(?:and |so |but )?(?:which (?!of\b|one\b)(?:[\w'’-]+ ){1,3}|how many (?:[\w'’-]+ ){0,2}"
    r"(?:people|men|women|children|police|[\w'’-]+s) |(?!does\b|is\b|was\b|has\b|his\b|this\b)[a-z]{3,}s "
    r"(?!for\b|of\b|in\b|on\b|at\b|by\b|with\b|about\b|behind\b|from\b|to\b|and\b|that\b))"
    r"(?!do\b|did\b|does\b|is\b|are\b|was\b|were\b|has\b|have\b)(?:[\w'’-]+ ){1,2}(?P<own>their|its|his|her)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
#: "Wasn't it the wind?": nothing that was named.
_CLEFT = re.compile(
    r"\b(?:is|was|isn't|wasn't|isn’t|wasn’t) it (?:(?:just|really|only|not|maybe|perhaps) )*(?:the|an?|because|due)\b",
    re.IGNORECASE,
)
#: Not the person named before it: "What did Orme say about that?", "What did Orme reply to him?"
_OF_OTHERS = re.compile(
    r"\b(?:(?:about|of|on|to|with|by|after|for|from) (?:this|that|it|him|her|them)|this|that|him|them)(?=\W*$)",
    re.IGNORECASE,
)
#: "Back to the lynx: who found it?"
_BACK = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|now|well|right)\W+)*(?:(?:going )?back to|returning to|as for) "
    r"(?P<topic>[^,:;?.–-]{3,60}?)\s*(?:[,:;.–-]+|again\W+)\s*(?P<asked>\w.*\w\W*)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_OPENING = re.compile(r"^\W*(?:(?:and|or|but|so)\b\W*)?(?:(?:what|how) about|(?:and|or|but)\b)\W*", re.IGNORECASE)
#: "Same question for the unions", "The unions, same question"
_SAME_QUESTION = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?)\W+)?"
    r"(?:(?:the )?same(?: (?:question|thing))?(?: again)? (?:for|about|on|with) (?P<new>.+?)"
    r"|(?P<named>[^,;:]+?)\s*[,;:–-]+\s*(?:the )?same (?:question|thing|reason))(?: please| too| then)?[\s?!.]*$",
    re.IGNORECASE,
)
#: Two words that ask for the reason or manner of what was told.
_WHAT_FOR = re.compile(r"^\W*(?:what for|how come|how so|why so|why not|how exactly|in what way)\W*$", re.IGNORECASE)
_CORRECTION = re.compile(
    r"^\W*(?:(?:no|nope|sorry|actually|wait)\b\W*)*"
    r"(?:(?:i|we) (?:meant?|was asking about|am asking about|asked about)\b|i'm asking about\b"
    r"|not (?:that|him|her|it)\b"
    r"|(?<=no, )(?=the |about |in |on )|(?<=no )(?=the |about )|the other\b)\W*(?:about\b\W*)?",
    re.IGNORECASE,
)
_ECHO = re.compile(
    r"^\W*(?:and |so |but )?(?:who|which \w+) (?:(?:has|have|did|was|had) )?(?:\w+ )?"
    r"(?:said?|says?|tells?|told|report(?:ed)?|wrote(?= (?:that|this))|claim(?:ed)?|announced?)"
    r"(?: (?:that|it|so|this))?\W*$"
    r"|^\W*(?:and |so )?(?:according to whom|says who|whose words (?:are|were) (?:that|those|these))\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\W*(?:and |so |ok(?:ay)? )?(?:(?:can you |could you |please )?(?:tell|show|give) me )?"
    r"(?:some |a bit |a little )?(?:more(?: (?:details?|information|info|facts))?|(?:further |the )?details"
    r"|anything else|what else(?: happened| is known)?|go on|continue|and then)"
    r"(?: (?:about|on|of) (?:it|this|that|them|him|her))?(?:,? please)?\W*$",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
_YES_NO = re.compile(rf"(?:{alternatives('questions', 'openers_of_yes_and_no')}) \w+ \w", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:in|at|on|for|from|with|by|to|of)\s+", re.IGNORECASE)
#: "What is measles?" is complete; "What is the verdict?" is about something known.
_DEFINED = re.compile(
    rf"what(?:'s| is| are) (?!(?:{alternatives('questions', 'known_things')})\b)"
    r"(?:an? )?[a-z][\w-]+\W*",
    re.IGNORECASE,
)
_VERBLESS = rf"(?: (?!(?:{alternatives('function_words', 'auxiliaries_of_questions')}|are|were)\b)[\w'’-]+)"
_PREPOSITIONS = alternatives("questions", "before_question_words")
_OPENERS = alternatives("questions", "opening_elliptic_questions")
_ASKED_ALONE = alternatives("questions", "asked_for_alone")
_LEADING_IN = r"^\W*(?:(?:and|but|or|so|ok(?:ay)?)\b\W*)?"
#: An adverbial alone: "Since when?", "In which city?"
_ADVERBIAL = re.compile(
    rf"{_LEADING_IN}(?:{_PREPOSITIONS}) (?:when|whom|what|where|which|whose|how (?:many|much|long|far|often))"
    rf"{_VERBLESS}{{0,2}}\W*$",
    re.IGNORECASE,
)
#: A few words without a verb: "How many runners?", "Second place?"
_ELLIPTIC = re.compile(
    rf"{_LEADING_IN}(?:"
    rf"(?:which|whose|what (?:{_ASKED_ALONE})|how (?:many|much)){_VERBLESS}{{0,2}}"
    rf"|(?:{_OPENERS}){_VERBLESS}{{1,2}}(?=\W*\?))\W*$",
    re.IGNORECASE,
)
_POSSESSIVES = frozenset({"his", "its", "hers", "their"})
#: What "her" owns: "her husband".
_OWNED = re.compile(rf"\s+(?!(?:{alternatives('pronouns', 'behind_her_as_object')})\b)[a-z]", re.IGNORECASE)
_OWN_ENDING = re.compile(r"['’]s$")
_PRESENT = re.compile(r"\b(?:is|are)\b(?! (?:to|going)\b)", re.IGNORECASE)


class Pointing(StrEnum):
    """The types of dependence; see the module's docstring."""

    STANDS = auto()
    POINTS = auto()
    INSTEAD = auto()
    CORRECTS = auto()
    BARE = auto()
    ECHOES = auto()
    MORE = auto()


def pointing(text: str, *, terms: int, few: int, names: tuple[str, ...]) -> Pointing:
    """How ``text`` depends on the previous turn.

    ``terms``: its number of terms; ``few``: the maximum for an "and ...?" that replaces something; ``names``: the
    people, organisations and places in it, as written.
    """
    if _MORE.match(text):
        return Pointing.MORE
    if _ECHO.match(text) and not names:
        return Pointing.ECHOES
    if (corrected := _CORRECTION.match(text)) and text[corrected.end() :].strip(" ?!."):
        return Pointing.CORRECTS
    opening = _OPENING.match(text)
    rest = text[opening.end() :] if opening else ""
    if rest and terms <= few and not _YES_NO.match(rest) and not _ASKING.search(rest) and not PRONOUN.search(rest):
        return Pointing.INSTEAD
    if not terms or (is_adverbial(text) and text[1:].islower()):
        return Pointing.BARE
    return Pointing.POINTS if _points_back(text, names) else Pointing.STANDS


def _points_back(text: str, names: tuple[str, ...]) -> bool:
    """Whether it has a pronoun without a name before it, or asks for others and names nobody."""
    if not names and _ELSE.search(text):
        return True
    plain = _EMPTY.sub(" ", text)
    own = _OWN.match(plain)
    pronoun = PRONOUN.search(plain, own.end() if own else 0)
    two = _TWO_QUESTIONS.match(plain)
    if pronoun and two and pronoun.start() >= two.end():
        return False
    if pronoun is None or not any(name in plain[: pronoun.start()] for name in names):
        return pronoun is not None
    return _OF_OTHERS.search(plain) is not None


def said_shorter(text: str) -> str:
    """ "Same question for the unions" -> "And the unions?"; any other text unchanged."""
    found = _SAME_QUESTION.match(text)
    return f"And {found['new'] or found['named']}?" if found else text


def goes_back(text: str) -> tuple[str, str]:
    """ "Back to the lynx: who found it?" -> "the lynx", "who found it?"; "" and the text if it does not go back."""
    found = _BACK.match(text)
    return (found["topic"], found["asked"]) if found else ("", text)


def continues(text: str) -> bool:
    """Whether it goes on with the last answer in so many words: "And when does it open?", "I meant the other"."""
    if _SAME_QUESTION.match(text) or _WHAT_FOR.match(text):
        return True
    corrected = _CORRECTION.match(text)
    rest = text[corrected.end() :].strip(" ?!.") if corrected else ""
    if corrected and "mean" in corrected[0].lower() and rest and not _ELSE.search(rest):
        return True
    opening = _OPENING.match(text)
    return opening is not None and bool(_ASKING.match(text, opening.end()) or text.rstrip().endswith("?"))


def asks_for_more(text: str) -> bool:
    """Whether it asks for the rest of what was answered: "tell me more"."""
    return _MORE.match(text) is not None


def put_forward(text: str) -> str:
    """What an INSTEAD or CORRECTS substitutes: the text without opening, article and punctuation."""
    start = next((match.end() for match in (_CORRECTION.match(text), _OPENING.match(text)) if match), 0)
    return text[start:].strip(" ?!.,")


def without_preposition(words: str) -> str:
    """Words without a leading preposition or article: "in Ankara" -> "Ankara"; "the footballer" -> "footballer"."""
    return _ARTICLE.sub("", _PREPOSITION.sub("", words))


def points_to_person(text: str) -> bool:
    """Whether its pronoun is "he" or "she"."""
    return _SINGLE.search(text) is not None


def gender_pointed_to(text: str) -> str:
    """The pronoun "he" or "she" that it uses first in any form; "" if it has none."""
    found = _SINGLE.search(text)
    return "" if found is None else "he" if found[0].lower() in HE else "she"


def points_to_thing(text: str) -> bool:
    """Whether its pronoun is "it"."""
    return _THING.search(_CLEFT.sub(" ", text)) is not None


def points_to_several(text: str) -> bool:
    """Whether its pronoun is "they"."""
    return _SEVERAL.search(text) is not None


def can_be_named(text: str) -> bool:
    """Whether it has a pronoun that ``named`` replaces."""
    return any(one.search(text) for one in (_SINGLE, _THING, _SEVERAL))


def named(text: str, name: str) -> str:
    """``text`` with its first "he", "she", "it" or "they" replaced by ``name``."""
    pattern = next((one for one in (_SINGLE, _THING) if one.search(text)), _SEVERAL)
    bare = _OWN_ENDING.sub("", name)

    def in_its_place(found: re.Match[str]) -> str:
        word = found[0].lower()
        owns = word in _POSSESSIVES or (word == "her" and _OWNED.match(text, found.end()))
        return f"{bare}'s" if owns else bare

    return pattern.sub(in_its_place, text, count=1)


def is_adverbial(text: str) -> bool:
    """Whether it only asks for the time, place or manner of what was told: "Since when?", "In which city?"."""
    return _ADVERBIAL.match(text) is not None


def is_elliptic(text: str) -> bool:
    """Whether it is a few words without a verb, which say too little for a question of its own: "Second place?"."""
    return is_adverbial(text) or _ELLIPTIC.match(text) is not None


def asks_what_it_is(text: str) -> bool:
    """Whether it asks what something is that it names itself, and so is complete."""
    return bool(_DEFINED.fullmatch(text.strip()))


def in_the_past(words: str) -> str:
    """ "What is the rate" -> "What was the rate", for a day in the past."""
    return _PRESENT.sub(lambda found: "was" if found[0].casefold() == "is" else "were", words, count=1)
