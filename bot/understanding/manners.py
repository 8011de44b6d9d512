"""Recognise courtesies and questions about newsbot in free wording, beyond the fixed forms of small talk. Pure.

"thanks for helping me out today"      THANKS
"it was lovely to talk, bye for now"   BYE
"hey, how's it hanging"                FEELING
"got any good jokes?"                  OFF_TOPIC
"do you have a nickname?"              IDENTITY, since it is about newsbot alone
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives, word_list
from bot.understanding.politeness import in_full, request_core, without_courtesies
from bot.understanding.small_talk import OUTLETS, Talk

_SECTIONS = {Talk.GREETING: "greeting", Talk.THANKS: "thanking", Talk.BYE: "parting"}
_STARTS = {
    kind: re.compile(rf"^(?:(?:{alternatives('small_talk', section)})\b\s*)+", re.IGNORECASE)
    for kind, section in _SECTIONS.items()
}
_ENDS_IN_BYE = re.compile(rf"\b(?:{alternatives('small_talk', 'parting')})$", re.IGNORECASE)
_AFTER_THANKS = word_list("small_talk", "after_thanks")
_FEELING = word_list("small_talk", "feeling")
_ASKS_FEELING = re.compile(
    r"^(?:how(?! old\b)|what's up|what up|sup|wassup|are you (?:good|ok|okay|well|fine)|hope you)\b", re.IGNORECASE
)
_DIVERSION = re.compile(
    rf"^(?:{alternatives('small_talk', 'openings_of_diversions')})\b.*"
    rf"\b(?:{alternatives('small_talk', 'diversions')})\b"
    r"|^(?:what(?:'s| is) )?the (?:\w+ )?meaning of life$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\b(?:who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
#: Where a text speaks to newsbot, in shorthand too; "U.S." has no "u".
SPOKEN_TO = re.compile(rf"(?<![\w.&])(?:{alternatives('pronouns', 'spoken_to')})\b(?![.&]\w)", re.IGNORECASE)
#: In "How do you catch measles?", "you" means anybody.
_ANYBODY = re.compile(
    r"^(?:how|why|where|when)?\s*(?:do|does|can|could|should|would|must|may|to) you(?: (?:not|really|ever))? "
    rf"(?!(?:{alternatives('small_talk', 'own_doings')})\b)"
    r"|^what (?:can|could|do|should) you (?!do\b|tell\b|help\b|offer\b|show\b)"
    rf"(?!(?:{alternatives('small_talk', 'own_doings')})\b)\w+ (?:in|at|on|from|with|by) \w+",
    re.IGNORECASE,
)
#: "How many seats do you need?", but not "do you need a break?".
_OF_ANYONE = re.compile(
    r"^\W*(?:(?:and|but|so|ok)\W+)?(?:how|what|which|when|where|who|whom)\b.*?"
    r"\b(?:do|does|did|would|must|should|can|could) (?:you|one|u) (?:\w+ly )?"
    rf"(?:{alternatives('small_talk', 'done_by_anyone')})\b",
    re.IGNORECASE,
)
_OF_NEWSBOT = re.compile(rf"\b(?:{alternatives('small_talk', 'of_newsbot')})\b", re.IGNORECASE)
_ITSELF = re.compile(r"\b(?:the|this|my) (?:ai|bot|chat ?bot|newsbot|assistant|program)\b", re.IGNORECASE)
_ABILITIES = re.compile(
    r"\b(?:ask|answer|know|help|offer|able|capable|support|familiar|topics?|commands?)\b", re.IGNORECASE
)
_READING = re.compile(rf"\b(?:{OUTLETS}|news|articles?)\b", re.IGNORECASE)
_VOWEL_SIGNS = re.compile("[\u064b-\u0652]")  # of Arabic, which few people type and no word list has
_MANNERS = 14  # maximum number of words of a text that is only a courtesy


def manners(text: str) -> Talk | None:
    """The greeting, thanks or goodbye that ``text`` consists of, if it asks for nothing else."""
    text = _VOWEL_SIGNS.sub("", text)
    bare = " ".join(re.sub(r"[^\w\s']", " ", _ITSELF.sub("you", in_full(text.replace("’", "'")))).split())
    greeted = _STARTS[Talk.GREETING].sub("", bare)
    if not bare or len(bare.split()) > _MANNERS:
        return None
    if not greeted:
        return Talk.GREETING
    if _ASKS_FEELING.match(greeted) and all(word.lower() in _FEELING for word in greeted.split()):
        return Talk.FEELING
    if _DIVERSION.match(bare) or _DIVERSION.match(request_core(bare)):
        return Talk.OFF_TOPIC
    return None if "?" in text or _QUESTION.search(bare) else _parting_or_thanks(bare, greeted)


def _parting_or_thanks(bare: str, greeted: str) -> Talk | None:
    if _STARTS[Talk.BYE].match(greeted) or _ENDS_IN_BYE.search(bare):
        return Talk.BYE
    thanked = _STARTS[Talk.THANKS].match(greeted)
    after = greeted[thanked.end() :].split() if thanked else []
    return Talk.THANKS if thanked and (not after or after[0].lower() in _AFTER_THANKS) else None


def asks_of_anyone(text: str) -> bool:
    """Whether its "you" is anybody: "how many delegates do you need?", "where do you register to vote?"."""
    return _OF_ANYONE.match(text) is not None and _OF_NEWSBOT.search(text) is None


def about_newsbot(text: str) -> Talk | None:
    """The aspect of newsbot that a text asks about, if no other grammar knows it; None if it is about the news."""
    plain = without_courtesies(request_core(_ITSELF.sub("you", text)))
    if not SPOKEN_TO.search(plain) or _ANYBODY.match(plain) or len(plain.split()) > _MANNERS:
        return None
    if asks_of_anyone(plain):
        return None
    if _READING.search(plain):
        return Talk.SOURCES
    return Talk.HELP if _ABILITIES.search(plain) else Talk.IDENTITY
