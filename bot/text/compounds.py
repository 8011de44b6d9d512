"""Compounds written as one word, hyphenated or as two: "ceasefire", "cease-fire", "cease fire". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.lexicon.loader import word_list
from bot.text.analyzer import term_of, words

_OPEN = word_list("compounds", "open_and_closed")
_VERBS = word_list("compounds", "verbs_and_nouns")
_PAIR = r"(?<![\w-])(?P<first>[^\W\d_]+)(?P<joint>JOINT)(?=(?P<second>[^\W\d_]{2,})(?![\w-]))"
_JOINT, _HYPHEN = (re.compile(_PAIR.replace("JOINT", joint)) for joint in ("-| ", "-"))
_SHORTEST = 2  # letters of a part; "e-mail" is only found in a text


def closed(text: str) -> str:
    """The closed form of two words in lower case, if they are a compound: "Cease-fire" -> "ceasefire"; otherwise ""."""
    found = next(compounds(text), None) if "-" in text or " " in text else None
    return found[0] if found and (found[1], found[2]) == (0, len(text)) else ""


def compounds(text: str, *, hyphenated: bool = False) -> Iterator[tuple[str, int, int]]:
    """Find pairs of words in ``text`` that may be a compound: its folded form, with start and end offsets.

    Any hyphenated pair may be; a pair separated by a space only if it is in the lexicon. A verb yields its noun: "laid
    off" -> "layoff". ``hyphenated``: no pairs that a space separates, all of which ``stems_written_apart`` has.
    """
    for match in (_HYPHEN if hyphenated else _JOINT).finditer(text):
        if match["joint"] == " " and not _may_begin_one(match["first"].casefold()):
            continue
        one = _as_one(match["first"], match["second"], match["joint"])
        if one:
            yield one, match.start(), match.end("second")


def parts(stem: str) -> Iterator[tuple[str, ...]]:
    """The pairs of terms that a stem may have as two words: "cooper" -> ("co", "oper"); many are not words.

    First those of the lexicon, whose stems may have lost an ending: "lawmak" -> ("law", "maker").
    """
    yield from _parts_known().get(stem, ())
    for at in range(_SHORTEST, len(stem) - _SHORTEST + 1) if stem.isalpha() else ():
        first, second = term_of(stem[:at]), term_of(stem[at:])
        if first:
            yield (first, second) if second else (first,)
            if second and (longer := term_of(stem[at:] + "e")) != second:  # a stem may have lost it: "fishcak"
                yield first, longer


@cache
def stems_written_apart() -> frozenset[str]:
    """The stems of all compounds that ``compounds`` finds with a space between their parts."""
    return _stems() | frozenset(map(term_of, _nouns().values()))


def open_form(stem: str) -> tuple[str, ...]:
    """The terms of a compound of the lexicon as two words: "websit" -> ("web", "site"); () for any other stem."""
    return next((pair for pair in _parts_known().get(stem, ()) if len(pair) > 1), ())


@lru_cache(maxsize=1 << 14)  # texts repeat most pairs of words that may be one
def _as_one(left: str, right: str, joint: str) -> str:
    """The compound of two words as printed, "" if there is none."""
    folded = words(left) + words(right)
    if len(folded) != 2:
        return ""
    first, second = folded
    noun = _nouns().get((term_of(first), second))
    if noun:
        return noun
    return first + second if joint == "-" or term_of(first + second) in _stems() else ""


@lru_cache(maxsize=1 << 14)
def _may_begin_one(word: str) -> bool:
    return word in _firsts() or term_of(word) in _verb_stems()


@cache
def _firsts() -> frozenset[str]:
    return frozenset(word.partition("_")[0] for word in _OPEN)


@cache
def _nouns() -> dict[tuple[str, str], str]:
    """By stem of a verb and the particle after it: the noun that both form."""
    pairs = (word.split("_") for word in _VERBS)
    return {(term_of(verb), behind): verb + behind for verb, behind in pairs}


@cache
def _verb_stems() -> frozenset[str]:
    return frozenset(verb for verb, _ in _nouns())


@cache
def _parts_known() -> dict[str, tuple[tuple[str, ...], ...]]:
    """By stem of a compound of the lexicon: the terms of its parts, without function words."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for word in _OPEN:
        terms = tuple(filter(None, map(term_of, word.split("_"))))
        stem = term_of(word.replace("_", ""))
        found[stem] = (*found.get(stem, ()), *((terms,) if terms else ()))
    return found


@cache
def _stems() -> frozenset[str]:
    return frozenset(term_of(word.replace("_", "")) for word in _OPEN)
