"""Where a person's name ends in what people type without quotation marks: "anna lee flood". Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.lexicon.given_names import is_given_name
from bot.lexicon.loader import word_list
from bot.lexicon.namesakes import is_word_too
from bot.lexicon.places import is_people, is_place
from bot.text.analyzer import terms
from bot.text.name_matching import PARTICLES, is_acronym, is_capitalised

_PARTICLES = word_list("names", "particles_of_surnames")
_JOINERS = PARTICLES - {"in", "on", "for"}  # "House of Lords" is one name, "Floods in Bihar" is not
_FAMILY_NAMES = frozenset({"kim"})  # in Korea they come first: "kim jong un"
_LONGEST = 6  # words of a name

Tells = Callable[[str], bool]


class WordsKnown(NamedTuple):
    """What the articles know of words; see filter_language.parse."""

    name: Tells
    ordinary: Tells
    printed_small: Tells


def full_name_size(words: Sequence[str], printed_small: Tells) -> int:
    """The number of leading words that are a given name with a surname, in any case; 0 if there is no such name.

    ``printed_small``: whether the articles have a word in small letters.
    """
    first = words[0].casefold()
    if not is_given_name(first) or not terms(first) or is_word_too(first) or is_place(first):
        return 0
    if first in _FAMILY_NAMES and "-" not in "".join(words[1:2]):
        return 0
    at = 1
    while at < len(words):
        if not (surname := _surname_size(words[at:], printed_small)):
            return 0
        at += surname
        if not is_given_name(words[at - 1].casefold()) or not _surname_size(words[at:], printed_small):
            return at
    return 0


def speaker_size(words: Sequence[str], known_name: Tells, printed_small: Tells) -> int:
    """The number of words after "says:" that name the speaker; what follows is a topic.

    A name that the articles have, the longest first; a given name with its surname; else what is written like one
    name ("Kim Yo-jong", but "Putin Ukraine" is Putin on Ukraine).
    """
    sizes = range(min(len(words), _LONGEST), 0, -1)
    known = next((size for size in sizes if known_name(" ".join(words[:size]))), 0)
    if known > 1:
        return known
    if full := full_name_size(words, printed_small):
        return full
    if known or not is_capitalised(words[0]):
        return 1
    at = 1
    while at < len(words) and is_capitalised(words[at]) and (surname := _surname_size(words[at:], printed_small)):
        at += surname
    return at


def capitalised_run(words: Sequence[str]) -> int:
    """The number of leading words that are written like one name: capitalised, with particles between them."""
    run = 0
    for at, word in enumerate(words):
        if is_capitalised(word) or (run and word.isdigit()):
            run = at + 1
        elif run == 0 or word not in _JOINERS:
            break
    return run


def _surname_size(words: Sequence[str], printed_small: Tells) -> int:
    """The number of leading words that may be a surname, particles included: "von der Leyen"; 0 if none."""
    at = next((at for at, word in enumerate(words) if word.casefold() not in _PARTICLES), len(words))
    if at == len(words) or not _may_be_surname(words[at], printed_small):
        return 0
    return at + 1


def _may_be_surname(word: str, printed_small: Tells) -> bool:
    small = word.casefold()
    if not small.replace("-", "").replace("'", "").isalpha() or not terms(small):
        return False
    if is_place(small) or is_people(small) or (is_acronym(word) and len(word) > 1):
        return False
    return is_capitalised(word) or not printed_small(small)
