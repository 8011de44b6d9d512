"""Find names that the entity model misses, by words in or before them. Pure: spans and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lexicon.loader import alternatives
from bot.lexicon.organisations import ORG_WORDS
from bot.lexicon.roles import ROLES
from bot.text.spans import Span

_NO_NAMES = alternatives("function_words", "before_institutions", capitalised=True)
_BODIES = alternatives("organisations", "ends_of_bodies", capitalised=True)
#: Capitalised words ending in a word that only institutions have: "Digital Authority", "Seamen's Union".
_INSTITUTION = re.compile(rf"\b(?!(?:{_NO_NAMES})\b)(?:[A-Z][\w’'-]+ ){{1,4}}(?:{_BODIES})\b")
_KINDS = alternatives("organisations", "kinds_before_companies")
#: A company after its kind: "the think-tank Demarc", "the airline Skyline Air".
_COMPANY = re.compile(rf"\b(?:{_KINDS}) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}})")
#: A person after an office: "chairman Rolf Haym".
_PERSON = re.compile(r"\b([a-z][a-z-]+) ((?:(?:[A-Z]\.|[A-Z][\w’'-]+) ){1,2}[A-Z][\w’'-]+)")
#: A person after a title that only persons have: "Sen. Rand Paul".
_TITLED = re.compile(
    r"\b(?:(?:Sen|Rep|Gov|Dr|Prof|Gen|Col|Maj|Capt|Sgt|Adm|Rev)\.?|Senator|Congress(?:man|woman)|Governor|Mayor) "
    r"((?:(?:[A-Z]\.|[A-Z][\w’'-]+) ){1,2}[A-Z][\w’'-]+)"
)
_POSSESSIVE = re.compile(r"['’]s?$")


def unseen(text: str) -> Iterator[tuple[Span, str]]:
    """Institutions by their last word or by the kind named before them, people by the office before them."""
    for match in _INSTITUTION.finditer(text):
        start = match.start()
        possessive = max(match.group().rfind("'s "), match.group().rfind("’s "))
        if possessive >= 0 and " " in match.group()[possessive + 3 :]:
            start += possessive + 3  # after "Velmora's"
        yield (start, match.end()), "ORG"
    for match in _COMPANY.finditer(text):
        yield _without_possessive(match.group(1), match.start(1)), "ORG"
    for match in _PERSON.finditer(text):
        if match.group(1) in ROLES and match.group(2).split()[-1].lower() not in ORG_WORDS:
            yield _without_possessive(match.group(2), match.start(2)), "PERSON"


def titled(text: str) -> Iterator[Span]:
    """Names of two or three words after a title that only persons have."""
    for match in _TITLED.finditer(text):
        if match.group(1).split()[-1].lower() not in ORG_WORDS:
            yield _without_possessive(match.group(1), match.start(1))


def _without_possessive(name: str, start: int) -> Span:
    match = _POSSESSIVE.search(name)
    return start, start + (match.start() if match else len(name))
