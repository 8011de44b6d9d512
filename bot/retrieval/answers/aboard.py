"""Find how many were on board: "carrying 214 passengers", "231 people on board"; not "37 on board her trawler".

Pure.
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.expansion.thesaurus import related
from bot.text.analyzer import terms

_ON_BOARD = r"(?:on board(?: of)?|onboard|aboard)"
_VESSELS = f"(?:{alternatives('questions', 'vessels')})"
_ASKED = re.compile(
    rf"^\W*(?:and |so )?how many\s+[\w' -]+?\s+(?:were|was|are|is)\s+"
    rf"(?:there\s+)?(?P<where>{_ON_BOARD}\b|(?:on|in)\s+(?:the|a|an)\s+(?:[\w'-]+\s+){{0,3}}?{_VESSELS}\b)",
    re.IGNORECASE,
)
_NUMBER = r"\d[\d,]*"
_CARRYING = re.compile(
    rf"\b(?:carry|carries|carried|carrying|had|with)\s+(?:\w+\s+){{0,2}}?{_NUMBER}\s+\w+", re.IGNORECASE
)
_COUNTED = re.compile(rf"{_NUMBER}\s+(?:\w+\s+){{1,4}}?{_ON_BOARD}\b|\b{_ON_BOARD}\s+(?:at|to)\s+{_NUMBER}", re.I)
#: The vessel named after "on board".
_WHOSE = re.compile(
    rf"\b{_ON_BOARD}\s+(?:(?P<own>his|her|their|another)|the|an?|its)\s+(?P<vessel>(?:[\w'’-]+\s?){{1,3}})",
    re.IGNORECASE,
)


def asks_for_those_aboard(question: Question) -> bool:
    """Whether the question asks how many were on a ship, an aircraft, a train."""
    return question.wanted is AnswerType.HOW_MANY and _ASKED.match(question.text) is not None


def counts_those_aboard(question: Question, text: str) -> bool:
    """Whether ``text`` counts those on board, and not of another vessel than the question's."""
    if is_of_another_vessel(question, text):
        return False
    people = bool(re.search(_ON_BOARD, text, re.IGNORECASE)) or _says_vessel(question, text)
    return bool(_COUNTED.search(text) or (people and _CARRYING.search(text)))


def is_of_another_vessel(question: Question, text: str) -> bool:
    """Whether ``text`` names a vessel that the question does not mention."""
    asked = set(question.terms)
    alike = asked.union(*(related(term) for term in asked))
    return any((asked if found["own"] else alike).isdisjoint(terms(found["vessel"])) for found in _WHOSE.finditer(text))


def _says_vessel(question: Question, text: str) -> bool:
    asked = _ASKED.match(question.text)
    return asked is not None and not set(terms(question.text[asked.start("where") :])).isdisjoint(terms(text))
