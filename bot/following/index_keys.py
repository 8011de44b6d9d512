"""What brings a filter up at all: one key or a few, so that an article is compared with few filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.following.filters import FROM, Filter, Phrase
from bot.following.name_forms import forms_of
from bot.text.analyzer import term_of, words
from bot.text.name_matching import PARTICLES, name_words
from bot.text.names import fold
from bot.text.spelling_variants import spellings


def keys(wanted: Filter) -> frozenset[str]:
    """What an article must have one of, so that the filter can match it at all (see article_view.article_keys)."""
    if wanted.anyof:
        return frozenset(key for clause in wanted.anyof for key in _keys(clause))
    return frozenset({FROM + fold(wanted.source) if wanted.source else "*"})


def _keys(clause: Sequence[Phrase]) -> Iterator[str]:
    """The longest word of a name, under each of its forms, else the longest word: few articles bring it up in vain."""
    names = [phrase for phrase in clause if phrase.name]
    if not names:
        found = (word for phrase in clause for word in words(phrase.text) if term_of(word))
        spelt = spellings(max(found, key=len))
        yield from {f"word:{stem}" for spelling in spelt if (stem := term_of(spelling))}
        return
    forms = forms_of(max(names, key=lambda phrase: _weight(_longest(name_words(phrase.text)))))
    for form in (*forms.names, *forms.peoples):
        yield f"name:{_longest(form).casefold()}"


def _longest(words: Sequence[str]) -> str:
    return max(words, key=_weight)


def _weight(word: str) -> tuple[bool, int]:
    return word.casefold() not in PARTICLES, len(word)
