"""Name keys: the folded form under which a person or organisation is stored and looked up.

    "PM Modi's"                       -> "modi"
    "The Russian Foreign Ministry"    -> "russian foreign ministry"
    "U.S. President Joe Biden"        -> "joe biden"
    "Prime Minister's Office"         -> "prime minister office"

An institution keeps all its words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.lexicon.loader import word_list

#: Titles that are not part of a key. The rules read more before names (``lexicon.roles``); here a word more would
#: change the keys that are stored.
TITLES_OUTSIDE_KEYS = word_list("names", "titles_outside_keys")
#: Offices. If among the first words, everything up to it is removed: "US Treasury Secretary Janet Yellen".
OFFICES = word_list("names", "offices")
#: Words of organisations and places; before them a title is part of the name ("Justice Department").
GENERATIONS = word_list("names", "generations")  #: behind a surname: "Jr", "III"
INSTITUTIONS = word_list("names", "institutions")
#: Words shared by many institutions: any country has a "Foreign Ministry".
GENERIC = word_list("names", "generic")
_OFFICE_WITHIN = 4  # words from the start within which an office is part of a title

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_APOSTROPHES = re.compile("[’‘ʼ＇`´]")
_POSSESSIVE = re.compile(r"'s\b")
_ABBREVIATION = re.compile(r"(?<=\w)\.(?=\w\b)|(?<=\b\w)\.")
_JOINING = re.compile(r"(?<=\w)&(?=\w)|'")
_ASCII_MARKS = re.compile(r"[^a-z0-9]", re.ASCII)


@lru_cache(maxsize=1 << 14)  # an article's names are folded several times each
def fold(text: str) -> str:
    """The key of a name: without case, accents, punctuation, possessives, leading "the" and titles; single spaces.

    ``fold(fold(text)) == fold(text)``. A text that consists only of titles keeps them ("prime minister").
    """
    words = _without_marks(text).split()
    while (shorter := _without_title(words)) != words:
        words = shorter
    return " ".join(words)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of ``fold(text)``."""
    return tuple(fold(text).split())


def all_words(text: str) -> tuple[str, ...]:
    """The words of ``text``, folded separately and including titles ("a police spokesman in Porto" keeps all five)."""
    return tuple(_without_marks(text).split())


def is_initialism(name: str) -> bool:
    """Whether ``name`` looks like an abbreviation: one word of two to six capitals ("MEA", "U.N.")."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()


def _without_marks(text: str) -> str:
    """``text`` in lower case without accents and punctuation."""
    text = _without_latin_accents(_without_latin_accents(text).casefold()).translate(_LETTERS)
    text = _POSSESSIVE.sub("", _APOSTROPHES.sub("'", text))
    text = _JOINING.sub("", _ABBREVIATION.sub("", text)).replace(" & ", " and ")
    if text.isascii():
        return _ASCII_MARKS.sub(" ", text)
    return "".join(letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in text)


def _without_latin_accents(text: str) -> str:
    """NFKC without the marks of Latin, Greek and Cyrillic letters.

    Those of other scripts, which ``without_accents`` also takes off, make other names there.
    """
    if text.isascii():
        return text
    kept = (letter for letter in unicodedata.normalize("NFKD", text) if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFKC", "".join(kept))


def _without_title(words: list[str]) -> list[str]:
    """Remove one leading article or title from ``words``; unchanged if there is none."""
    if len(words) < 2:
        return words
    if words[0] == "the":
        return words[1:]
    for last in range(min(_OFFICE_WITHIN, len(words) - 1), 0, -1):
        if words[last - 1] in OFFICES and INSTITUTIONS.isdisjoint(words[last:]):
            return words[last:]
    return words[1:] if words[0] in TITLES_OUTSIDE_KEYS and INSTITUTIONS.isdisjoint(words[1:]) else words
