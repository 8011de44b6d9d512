"""Short names that the news uses without explanation. Following one form means following the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from bot.lexicon.loader import rows
from bot.lexicon.namesakes import is_word_too
from bot.text.name_matching import name_words

Words = tuple[str, ...]
_SHORT_ACRONYM = 3  # letters; longer ones are also printed as words: "Nato"


def same_names(words: Words) -> tuple[Words, ...]:
    """``words`` (as ``name_words`` gives them) and what else the news calls it: United Nations, UN.

    One word must be written as the short form is: "who" and "Who" are not WHO, "us" is not US; but "nato" is NATO.
    """
    found = dict.fromkeys((words, *_others(words)))
    for name in tuple(found):
        found |= dict.fromkeys(_bodies().get(_folded(name), ()))
    return tuple(found)


def is_body(name: str) -> bool:
    """Whether it is the full name of a body that the news also calls by its initials: "african national congress"."""
    words = name_words(name)
    return len(words) > 1 and _folded(words) in _same()


def acts_for_another(words: Words) -> bool:
    """Whether a name is that of a body whose news is that of another: the Kremlin."""
    return _folded(words) in {_folded(body) for bodies in _bodies().values() for body in bodies}


def _others(words: Words) -> tuple[Words, ...]:
    printed = _printed().get(words[0].casefold()) if len(words) == 1 else None
    return _same().get(_folded(words), ()) if printed is None or _is_written_so(words[0], printed) else ()


def _is_written_so(word: str, short: str) -> bool:
    """Whether ``word`` is the short form: "NATO", "Nato", "nato", "SPURS"; but neither "Who" nor "spurs"."""
    as_word = short.istitle() or len(short) > _SHORT_ACRONYM
    return word == short or word.isupper() or (as_word and word.istitle()) or is_typed_small(word)


def is_typed_small(word: str) -> bool:
    """Whether it is a long enough short form in small letters, and no other word: "scotus", "nato"."""
    printed = _printed().get(word, "")
    return len(printed) > _SHORT_ACRONYM and printed.isupper() and not is_word_too(word)


@cache
def _same() -> dict[Words, tuple[Words, ...]]:
    found: dict[Words, tuple[Words, ...]] = {}
    for short, long in _pairs("both"):
        found[_folded(long)] = (*found.get(_folded(long), ()), short)
        found[_folded(short)] = (*found.get(_folded(short), ()), long)
    found |= {_folded(short): (long,) for short, long in _pairs("short_for")}
    return found


@cache
def _printed() -> dict[str, str]:
    """How each short form of one word is written, by that in small letters."""
    return {short[0].casefold(): short[0] for part in ("both", "short_for") for short, _ in _pairs(part)}


@cache
def _bodies() -> dict[Words, tuple[Words, ...]]:
    found: dict[Words, tuple[Words, ...]] = {}
    for body, whole in _pairs("acts_for"):
        found[_folded(whole)] = (*found.get(_folded(whole), ()), body)
    return found


def _pairs(section: str) -> Iterator[tuple[Words, Words]]:
    for line in rows("same_names", section):
        first = list(takewhile(lambda word: word != "=", line))
        yield name_words(" ".join(first)), name_words(" ".join(line[len(first) + 1 :]))


def _folded(words: Words) -> Words:
    return tuple(word.casefold() for word in words)
