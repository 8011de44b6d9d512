"""The phrases of a filter: words that stand together, or a name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Sense(StrEnum):
    """What kind of thing a name refers to."""

    __hash__ = str.__hash__  # three times as fast as that of Enum, and matching hashes constantly

    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    ANY = "any"  # anything with that name
    THING = "thing"  # anything with that name except people: a company or club named like a place
    WORD = "word"  # not a name but the ordinary word
    UNSAID = ""  # the well-known place if there is one of that name, else anything with that name


class Phrase(NamedTuple):
    """Words that must stand next to each other. A tuple, because matching hashes and compares phrases constantly."""

    text: str  #: as written
    name: bool = False  #: compared as a name, including case; otherwise by stems
    sense: Sense = Sense.UNSAID  #: of a name


def written_phrase(phrase: Phrase) -> list[object]:
    """The phrase as values for JSON."""
    return [phrase.text, phrase.name, *([phrase.sense.value] if phrase.sense else [])]


def read_phrase(written: Sequence[object]) -> Phrase:
    """The phrase in the values that ``written_phrase`` gave."""
    return _phrase(*map(str, written))


@lru_cache(maxsize=1 << 15)
def _phrase(text: str, name: str, sense: str = Sense.UNSAID) -> Phrase:
    """One object per phrase, as identity is compared faster than equality; ``name``: "True" or "False"."""
    return Phrase(text, name == "True", Sense(sense))
