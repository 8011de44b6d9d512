"""Offices in descriptions: which one, with what distinguishes it, and whether two can be the same. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.coreference.name_parts import folded
from bot.lexicon.countries import COUNTRIES, DEMONYMS
from bot.lexicon.loader import word_list
from bot.lexicon.roles import LEADERS, ROLES, SAME_ROLE

_WORD = re.compile(r"[^\W_][\w’'-]*")
_EMPTY = word_list("function_words", "empty")
_PRIME_MINISTER = re.compile(r"prime[ -]minister", re.IGNORECASE)
_BELOW = frozenset(("vice", "deputy", "assistant", "associate", "under"))
_FEW = 2


@dataclass(frozen=True, slots=True)
class Role:
    """An office with the words that distinguish it from others of its kind."""

    office: str
    of: frozenset[str]


def role_in(description: str) -> Role | None:
    """The last office in ``description`` before any "of", "for" or comma, with its qualifiers."""
    words = [folded(match.group()) for match in _WORD.finditer(_PRIME_MINISTER.sub("premier", description))]
    office = ""
    for word in words:
        if word in ("who", "whose", "which", "that", "when", "where"):
            break
        if word in ROLES:
            office = word
        elif office and word in ("of", "for", "at", "in", "to", "on"):
            break
    if not office:
        return None
    return Role(SAME_ROLE.get(office, office), frozenset(_normalised(w) for w in words if _distinguishes(w, office)))


def _distinguishes(word: str, office: str) -> bool:
    """Whether a word distinguishes an office: "deputy", but not "the" or another office."""
    return word not in _EMPTY and (word not in ROLES or (word in _BELOW and word != office))


def _normalised(word: str) -> str:
    """A word without possessive, with the country in place of its people."""
    word = re.sub(r"['’]s?$", "", word)
    return DEMONYMS.get(word, word)


def same_office(wanted: Role, held: Role) -> bool:
    """Whether "the president" may be somebody called "Russian President". Countries must not differ."""
    if _BELOW & held.of and not _BELOW & wanted.of:  # "the president" is not a vice president
        return False
    if wanted.office != held.office and not (wanted.office == "leader" and held.office in LEADERS):
        return False
    if wanted.office != held.office and wanted.of and not wanted.of & held.of:  # "the leftwing leader"
        return False
    ours, theirs = wanted.of & COUNTRIES, held.of & COUNTRIES
    if ours and not ours & theirs and (theirs or (wanted.of & held.of and held.of - wanted.of)):
        return False  # "the commander of the Omani navy" is not the commander of the IRGC navy
    if wanted.of and not held.of:
        return len(wanted.of) <= _FEW  # "the chairman of the parliament's schools committee" is not just any chairman
    return not wanted.of or bool(wanted.of & held.of)
