"""Compounds written otherwise: "bush fires" as one word, "airforce" and "deblasio" as two. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lexicon.loader import word_list
from bot.text.analyzer import term_of
from bot.text.compounds import closed

_PARTICLES = word_list("names", "particles_of_surnames")
_SHORTEST = 3  # letters of a part
_WORD = re.compile(r"(?<![\w:-])[a-z]{3,}(?![\w:-])")

Test = Callable[[str], bool]


def other_compounds(words: str, is_word: Test, occurs: Test) -> str:
    """``words`` with two that are also written as one joined, and one that is also written as two apart.

    ``is_word``: whether there is such a word; ``occurs``: whether the archive has these two words side by side.
    """
    found = list(_WORD.finditer(words))
    told, done = "", 0
    for at, one in enumerate(found):
        if one.start() < done:
            continue
        after = found[at + 1] if at + 1 < len(found) and found[at + 1].start() == one.end() + 1 else None
        both = words[one.start() : after.end()] if after else ""
        joined = both.replace(" ", "") if _is_written_as_one(both, is_word) else ""
        told += words[done : one.start()] + (joined or _apart(one.group(), is_word, occurs))
        done = after.end() if after and joined else one.end()
    return told + words[done:]


def _is_written_as_one(both: str, is_word: Test) -> bool:
    first, _, second = both.partition(" ")
    if not (term_of(first) and term_of(second)) or closed(both):  # of the latter both spellings are found anyway
        return False
    return is_word(first + second)


def _apart(word: str, is_word: Test, occurs: Test) -> str:
    """The two words, as a phrase, as which the archive has a word; the word itself if it does not."""
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    parts = [(word[:cut], word[cut:]) for cut in cuts if term_of(word[:cut]) and term_of(word[cut:])]
    phrases = [f"{first} {second}" for first, second in parts if is_word(first) and is_word(second)]
    if any(map(closed, phrases)):
        return word
    return next((f'"{phrase}"' for phrase in phrases if occurs(phrase)), word)


def particles_apart(words: str, is_name: Test) -> str:
    """``words`` with surnames that are typed as one word in two: "de Blasio" for "deblasio".

    ``is_name``: whether the archive has somebody of that name.
    """
    return _WORD.sub(lambda found: _with_particle(found.group(), is_name), words)


def _with_particle(word: str, is_name: Test) -> str:
    pairs = ((part, word.removeprefix(part)) for part in _PARTICLES if word.startswith(part))
    names = (f"{part.title()} {rest.title()}" for part, rest in pairs if len(rest) >= _SHORTEST)
    return next(filter(is_name, names), word)
