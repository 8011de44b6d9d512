"""The parts of a person's name, and whether two names can be one person's, a man's or a woman's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.lexicon.given_names import gender_of, is_given_name, same_given_name
from bot.lexicon.letters import without_accents
from bot.lexicon.loader import alternatives, word_list
from bot.text.names import GENERATIONS

_HE_WORDS = alternatives("roles", "of_men")
_HE = re.compile(rf"\b(?:{_HE_WORDS}|man|men)\b")
#: Nouns that women are also called by, though no peoples: "chairman", not "German".
_MAN = re.compile(rf"\b(?!(?:{alternatives('roles', 'man_for_anybody')})\b)\w+(?:man|men)\b")
_SHE_WORDS = alternatives("roles", "of_women")
_SHE = re.compile(rf"\b(?:{_SHE_WORDS}|\w*woman|\w*women)\b")
#: Particles of surnames ("de Vabres", "Van der Berg"), also capitalised: "Di Lorenzo" is not a Lorenzo called Di.
_PARTICLES = word_list("names", "particles_of_persons")
_BEFORE_SURNAMES = alternatives("names", "particles_of_surnames")
_PARTICLE = re.compile(rf"(?:(?:Van|Von|De|Del) (?=(?:der?|den|la|los) ))?(?:(?:{_BEFORE_SURNAMES}) )+(?=\S)")


def folded(text: str) -> str:
    """Lower case without accents."""
    return without_accents(text).casefold()


def words_of(name: str) -> list[str]:
    """The folded words of a name; "J.D." and "JD" are the same."""
    return [word.replace(".", "").replace("’", "'").strip(",'\"“”‘") for word in folded(name).split()]


def gender(name: str, described: str = "") -> str:
    """ "he", "she" or "" by title, given name or role, in this order. A bare surname gives ""."""
    described = folded(described)
    if _SHE.search(described):
        return "she"
    if _HE.search(described):
        return "he"
    words = words_of(name)
    told = gender_of(words[0] if len(words) > 1 else "")
    return told or ("he" if _MAN.search(described) else "")


def particle_end(name: str) -> int:
    match = _PARTICLE.match(name)
    return match.end() if match else 0


def is_with_particle(name: str) -> bool:
    """Whether a name is a surname with its particle: "Le Goff"."""
    words = words_of(name)
    return len(words) == 2 and words[0] in _PARTICLES


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names (folded words) can belong to one person."""
    if generation(one) != generation(other):
        return False
    one, other = without_generation(one), without_generation(other)
    if not one or not other or min(len(one), len(other)) < 2:
        return False
    if one[-1] == other[-1]:
        return same_given(one[0], other[0]) and (len(one) == 2 or len(other) == 2 or occurs_in_order(one, other))
    short, long = sorted((one, other), key=len)
    return long[: len(short)] == short


def generation(words: Sequence[str]) -> str:
    return words[-1] if words and words[-1] in GENERATIONS else ""


def without_generation(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in GENERATIONS]


def same_given(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) if len(short) <= 2 else same_given_name(short, long)


def family(words: Sequence[str]) -> list[str]:
    """The surname with its particles."""
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return list(words[first:])


def is_tail(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether ``short`` is the surname of ``long`` although it looks like a full name: "Di Lorenzo", "Vargas Lima"."""
    short, long = without_generation(short), without_generation(long)
    if not 1 < len(short) < len(long) or list(long[-len(short) :]) != list(short):
        return False
    return short[0] in _PARTICLES or not is_given_name(short[0])


def occurs_in_order(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter name's words occur in order in the longer one; initials count."""
    short, long = sorted((one, other), key=len)
    return all(any(same_given(word, candidate) for candidate in rest) for rest in [iter(long)] for word in short)
