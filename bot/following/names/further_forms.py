"""Forms of a body's name that an article does not print: its initials, its words joined or apart. Pure.

"Public Policy Institute of California" is PPIC, "AFL-CIO" AFLCIO, "JPMorganChase" JP Morgan Chase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.models import Name
from bot.text.name_matching import PARTICLES, is_capitalised, name_words

Words = tuple[str, ...]
_BODIES = frozenset({"ORG", "LAW", "EVENT", "PRODUCT"})
ENOUGH = 4  #: letters, with which initials hardly ever stand for anything else
_HYPHENS = re.compile(r"(?<=[^\W\d_])[-‐‑–](?=[^\W\d_])")
_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")  # where a word within a word begins
_SCOTTISH = ("Mc", "Mac")


def all_forms(name: Name) -> tuple[Words, ...]:
    """The words of every form of a name in an article, those included that nobody prints."""
    return _all_forms(name.name, name.aliases, name.label in _BODIES)


@lru_cache(maxsize=1 << 13)
def _all_forms(name: str, aliases: tuple[str, ...], body: bool) -> tuple[Words, ...]:
    printed = (name, *aliases)
    further = (form for one in printed for form in _further(one)) if body else ()
    return tuple(dict.fromkeys((*map(name_words, printed), *further)))


def _further(printed: str) -> Iterator[Words]:
    words = name_words(printed)
    if letters := initials(words):
        yield (letters,)
    if _HYPHENS.search(printed):
        yield name_words(_HYPHENS.sub("", printed))
    if len(apart := tuple(part for word in words for part in in_parts(word))) > len(words):
        yield apart


def initials(words: Words) -> str:
    """The initials of a name of at least four capitalised words, without "of" and "the"; "" for any other."""
    told = [word for word in words if word.casefold() not in PARTICLES]
    long = len(told) >= ENOUGH and all(is_capitalised(word) and word[0].isalpha() for word in told)
    return "".join(word[0] for word in told).upper() if long else ""


def in_parts(word: str) -> list[str]:
    """A word of a name where capitals within it show several: "WikiLeaks", but not "McConnell"."""
    return [word] if word.startswith(_SCOTTISH) else _WITHIN.split(word)
