"""Matching of names by words that keep their case, as a careful reader would.

"Bush" is not "bush", and "WHO" is not "Who"; but "NATO" may be printed "Nato", "Modi" "MODI", and a user who types
"putin" means Putin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.lexicon.letters import without_accents
from bot.lexicon.loader import word_list
from bot.text.analyzer import terms
from bot.text.names import fold

#: "U.S.", "AT&T", "O'Brien"
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:(?<![^\W_])[^\W\d_]{1,3}&[^\W\d_]{1,3}(?![^\W_])|[^\W_]+)(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
#: Lower-case words inside names: "Ministry of External Affairs", "Ursula von der Leyen".
PARTICLES = word_list("names", "inner_particles")
_INITIALS = re.compile(r"\b([^\W\d_])\.\s+(?=[^\W\d_]\.)")
_SHORT_ACRONYM = 3  # letters; longer ones are also printed as words: "Nasa", "Unicef"
_MPS = 4  # letters; longer acronyms in the plural are also typed as words: "Seals" for SEALs
_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_MIXED = re.compile(r"(?=.{4})[^\W\d_]*[a-z][A-Z][^\W\d_]*")  # "WikiLeaks", "iPhone", which few people type so
_LITERAL = re.compile(r"\d{1,4}[A-Za-z]{1,3}(?<!st)(?<!nd)(?<!rd)(?<!th)s?")


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of ``text`` with start and end: case kept, without accents, possessives, periods ("U.S." -> "US")."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", without_accents(match.group()).replace("’", "'").replace(".", ""))
        yield word, match.start(), match.end()


@lru_cache(maxsize=1 << 14)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name without leading "the" and titles, unless only lower-case words would remain.

    "President Putin" becomes Putin, "the WHO" WHO; "The Who" is unchanged. Initials are joined: "J. K. Rowling" becomes
    JK Rowling.
    """
    words = tuple(word for word, _, _ in words_in(_INITIALS.sub(r"\1.", text)))
    key = fold(_INITIALS.sub(r"\1.", text)).split()
    bare = words[-len(key) :] if key else words
    return bare if terms(" ".join(bare)) or (len(bare) == 1 and is_acronym(bare[0])) else words


def is_capitalised(word: str) -> bool:
    """Whether ``word`` contains a capital: "Modi", "iPhone", "G20"."""
    return word != word.lower()


def is_small(word: str) -> bool:
    """Whether ``word`` could be capitalised but is not. Digits and scripts without case cannot."""
    return word == word.lower() != word.upper()


def is_acronym(word: str) -> bool:
    """Whether ``word`` is in capitals: "MEA", "G20". One letter is not enough."""
    return len(word) > 1 and word.isupper()


def other_number(word: str) -> str:
    """An acronym's other number: "MPs" for "MP" and "MP" for "MPs"; "" for any other word."""
    if _ACRONYMS.fullmatch(word):
        return word[:-1]
    return f"{word}s" if is_acronym(word) and word.isalpha() else ""


def same_word(wanted: str, printed: str) -> bool:
    """Whether ``printed`` can stand for the word ``wanted`` of a name; both as from ``words_in``."""
    small = wanted.casefold()
    if small != printed.casefold():
        return False
    if small in PARTICLES:
        return True
    if not is_capitalised(wanted):
        return not is_small(printed)
    if wanted == printed:
        return True
    if is_acronym(printed) and not terms(wanted):
        return False  # the Who are not the WHO
    if _MIXED.fullmatch(wanted) or _MIXED.fullmatch(printed) or (_ACRONYMS.fullmatch(printed) and len(printed) > _MPS):
        return True
    return is_acronym(printed) or (is_acronym(wanted) and len(wanted) > _SHORT_ACRONYM and printed.istitle())


def same_words(wanted: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether ``same_word`` holds for all pairs, the lengths are equal, and not all words are printed in lower case."""
    return len(wanted) == len(printed) and all(map(same_word, wanted, printed)) and not all(map(is_small, printed))


def is_literal(word: str) -> bool:
    """Whether ``word`` is a name of digits and letters such as "5G", "4K", "3M", "1TB", in any case."""
    return bool(_LITERAL.fullmatch(word))
