"""Parse offices as people name them, and decide whether a description says that somebody holds one. Pure.

    the PM, Velmora's prime minister            -> prime minister (of Velmora)
    police chief of Lindon, Lindon police chief -> police chief, of Lindon
    the former French president                 -> president, of France, former

"Police Chief Rhea Moss" and "Rhea Moss, the chief of police in Lindon" hold it; a deputy, a candidate, the minister's
spokeswoman and the president's wife do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from bot.lexicon.countries import DEMONYMS
from bot.lexicon.loader import rows, word_list, word_set
from bot.lexicon.places import is_people, is_place, place_named
from bot.lexicon.roles import ROLES, SAME_ROLE, TITLE_MODIFIERS
from bot.text.names import all_words

#: Abbreviations of offices.
SHORT_OFFICES = {"pm": "prime minister", "ceo": "chief executive", "cfo": "finance chief", "fm": "foreign minister"}
HALF_LIFE = 120.0  # days after which an article counts half as evidence for who is in office
_SAME = SAME_ROLE | SHORT_OFFICES | {"defence": "defense", "labour": "labor"}
_PEOPLE = word_list("roles", "further_people")
#: Words for another office or term, each mapped to one word for all with the same meaning.
_STATES = {word: group[0] for group in rows("roles", "states_of_office") for word in group}
_ANY_TIME = word_list("roles", "in_office_now")
_OF = word_set("of for at in")
#: What may follow the office in a description. Anything else makes it a longer office or another person's.
_BEHIND = _OF | word_set("to with and under since who on until as")
_PLAIN_BEFORE = word_list("roles", "plain_before_offices")
_OFFICERS = word_list("roles", "titles") | word_list("names", "offices")
#: Short names of organisations that are not their initials.
_SHORT_BODIES = {"fed": "federal reserve", "interpol": "international criminal police organization"}
_TOKEN = re.compile(r"[^\s,;:()“”\"—–]+")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")

Forms = Callable[[str], Iterable[str]]  #: other names of a body or place: "Fed" -> "Federal Reserve"


@dataclass(frozen=True, slots=True)
class Office:
    """An office as asked for."""

    words: tuple[str, ...]  #: "police", "chief": normalised and in lower case
    where: tuple[str, ...] = ()  #: of what: "Lindon"; each must be mentioned
    states: frozenset[str] = frozenset()  #: "former", "deputy"
    definite: bool = False  #: cannot be a name: "the mayor", "mayor of Lindon"

    @property
    def is_title(self) -> bool:
        """Whether it is an office rather than an occupation ("the driver")."""
        return self.words[-1] in _OFFICERS or len(self.words) > 1


def office(asked: str) -> Office | None:
    """The office that ``asked`` names, or None: "Ana Reyl", "the ministry"."""
    words, owned = _normalised(_TOKEN.findall(asked))
    end = next((at for at, word in enumerate(words) if word in _OF), len(words))
    if end <= owned or not _is_head(words[end - 1]):
        return None
    start = end - 1
    while start > owned and _is_of_office(words[start - 1]):
        start -= 1
    core = tuple(word for word in words[start:end] if word not in _STATES and word not in _ANY_TIME)
    where = [_without_links(words[:start]), _without_links(words[end:])]
    if not core:
        return None
    placed = any(is_place(one) or is_people(one) for one in where)
    return Office(
        words=core,
        where=tuple(filter(None, where)),
        states=frozenset(_STATES[word] for word in words[:end] if word in _STATES),
        definite=placed or bool(owned) or end < len(words) or asked.lower().startswith("the "),
    )


def spellings(wanted: Office) -> list[str]:
    """All spellings of the office, such as "prime minister" and "PM", for searching."""
    others: dict[str, list[str]] = {}
    for spelled, plain in _SAME.items():
        others.setdefault(plain, []).append(spelled)
    each = (" ".join(words) for words in product(*([word, *others.get(word, ())] for word in wanted.words)))
    return [*each, *others.get(" ".join(wanted.words), ())]


def is_held(wanted: Office, described: str, said: Iterable[str]) -> bool:
    """Whether a description says that somebody holds the office, regardless of where.

    ``described``: the description, verbatim and with the name; ``said``: its lower-case words without the name.
    """
    kept = {part for word in said for part in all_words(word)} | _OF
    words, owned = _normalised([token for token in _TOKEN.findall(described) if kept & {*all_words(token)}])
    size = len(wanted.words)
    return any(
        tuple(words[at : at + size]) == wanted.words and _is_whole(wanted, words, at, owned)
        for at in range(owned, len(words) - size + 1)
    )


def is_told(wanted: Office, text: str, forms: Forms) -> bool:
    """Whether ``text`` names everything that the office is of."""
    held = {*all_words(text)}
    return all(any({*all_words(other)} <= held for other in _names_of(one, forms)) for one in wanted.where)


def is_elsewhere(wanted: Office, described: str, forms: Forms) -> bool:
    """Whether a description names a place or people, but not that of the office."""
    return any(is_people(word) or is_place(word) for word in all_words(described)) and not is_told(
        wanted, described, forms
    )


def recency(day: date, newest: date) -> float:
    """The weight, from 1.0 to 0.0, of an article of ``day`` as evidence for who is in office on ``newest``."""
    return float(0.5 ** ((newest - day).days / HALF_LIFE))


def _normalised(tokens: Sequence[str]) -> tuple[list[str], int]:
    """Normalised lower-case words, and how many precede the office. "Minister of the interior" is "interior minister".

    The latter are the words up to the last possessive, such as "Velmora's".
    """
    words: list[str] = []
    owned = 0
    for token in tokens:
        words += (part for word in all_words(token) for part in _SAME.get(word, word).split())
        owned = len(words) if _POSSESSIVE.search(token) and _OF.isdisjoint(words) else owned
    for at in range(len(words) - 2):
        last = at + 3 if words[at + 2] == "the" and at + 3 < len(words) else at + 2
        longer = any(map(_is_head, words[last + 1 : last + 2]))  # "the spokeswoman of the prime minister"
        if _is_head(words[at]) and words[at + 1] in _OF and words[last] in TITLE_MODIFIERS and not longer:
            words[at : last + 1] = [words[last], words[at]]
            break
    if "executive" in words[:-1] and words[words.index("executive") + 1] == "officer":
        del words[words.index("officer")]
    return words, owned


def _is_whole(wanted: Office, words: Sequence[str], at: int, owned: int) -> bool:
    """Whether the words at ``at`` are a complete office of the person described, not of a candidate or wife."""
    behind = words[at + len(wanted.words) :][:1]
    before = words[owned:at]
    states = {_STATES[word] for word in [*words[:at], *behind] if word in _STATES}
    if states != wanted.states or not {*words[:at]}.isdisjoint(_OF):
        return False
    if behind and behind[0] not in _BEHIND and behind[0] not in _STATES:
        return False
    nearest = next((word for word in reversed(before) if word not in _STATES and word not in _ANY_TIME), "")
    return not _is_of_office(nearest) or nearest in _PLAIN_BEFORE


def _is_head(word: str) -> bool:
    return word in ROLES or word in _PEOPLE or word == "executive"


def _is_of_office(word: str) -> bool:
    return bool(word) and (word in TITLE_MODIFIERS or word in _SAME or _is_head(word)) and not is_people(word)


def _without_links(words: Iterable[str]) -> str:
    return " ".join(word for word in words if word not in _OF | _ANY_TIME and word not in _STATES)


def _names_of(one: str, forms: Forms) -> set[str]:
    """The names of a country, place or organisation: "french", "France"; "European Central Bank", "ECB"."""
    place = place_named(DEMONYMS.get(one, one))
    words = one.split()
    initials = "".join(word[0] for word in words) if len(words) > 1 else one
    known = _SHORT_BODIES.get(one, one), next((short for short, long in _SHORT_BODIES.items() if long == one), one)
    return {one, initials, *known, *place.names, *place.peoples, *forms(one)}
