"""What brings a filter up at all: one key or a few, so that an article is compared with few filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.following.acronyms import same_names
from bot.following.filter_language import FROM, Filter, Phrase
from bot.text.analyzer import terms
from bot.text.name_matching import PARTICLES, name_words
from bot.text.names import fold


def keys(wanted: Filter) -> frozenset[str]:
    """What an article must have one of, so that the filter can match it at all (see matching.article_keys)."""
    if wanted.anyof:
        return frozenset(key for clause in wanted.anyof for key in _keys(clause))
    return frozenset({FROM + fold(wanted.source) if wanted.source else "*"})


def _keys(clause: Sequence[Phrase]) -> Iterator[str]:
    """The longest word of a name, under each of its forms, else the longest stem: few articles bring it up in vain."""
    names = [name_words(phrase.text) for phrase in clause if phrase.name]
    if names:
        for form in same_names(max(names, key=lambda words: _weight(_longest(words)))):
            yield f"name:{_longest(form).casefold()}"
    else:
        yield "word:" + max((term for phrase in clause for term in terms(phrase.text)), key=len)


def _longest(words: Sequence[str]) -> str:
    return max(words, key=_weight)


def _weight(word: str) -> tuple[bool, int]:
    return word.casefold() not in PARTICLES, len(word)
