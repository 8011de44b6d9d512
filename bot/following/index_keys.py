"""What brings a filter up at all: one key or a few, so that an article is compared with few filters. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.following.filters import FROM, Filter, Phrase
from bot.following.name_forms import forms_of
from bot.text.analyzer import term_of, terms, words
from bot.text.name_matching import PARTICLES
from bot.text.names import fold
from bot.text.spelling_variants import spellings

Frequency = Callable[[str], int]  # of a term: articles that hold it


def _unknown(term: str) -> int:
    return 0


def keys(wanted: Filter, frequency: Frequency = _unknown) -> frozenset[str]:
    """What an article must have one of, so that the filter can match it at all (see article_view.article_keys).

    ``frequency``: makes the rarest required word the key; without it the longest one is.
    """
    if wanted.anyof:
        return frozenset(key for clause in wanted.anyof for key in _keys(clause, frequency))
    return frozenset({FROM + fold(wanted.source) if wanted.source else "*"})


def required_terms(wanted: Filter) -> set[str]:
    """The terms whose frequencies ``keys`` asks for."""
    return {
        term
        for clause in wanted.anyof
        for phrase in clause
        for words_of in ([*_forms(phrase)] if phrase.name else [words(phrase.text)])
        for word in words_of
        for term in terms(word)
    }


def _keys(clause: Sequence[Phrase], frequency: Frequency) -> Iterator[str]:
    """Of one phrase of an alternative: that under whose keys the fewest articles are."""
    brought = [(phrase, dict(_phrase_keys(phrase, frequency))) for phrase in clause]
    _, found = min(brought, key=lambda one: _cost(*one))
    yield from found


def _cost(phrase: Phrase, found: dict[str, int]) -> tuple[int, bool, int]:
    """Names first among phrases that are equally rare, then long words."""
    return sum(found.values()), not phrase.name, -min(map(len, found))


def _phrase_keys(phrase: Phrase, frequency: Frequency) -> Iterator[tuple[str, int]]:
    """The rarest word of a phrase, of a name under each of its forms, with the articles that hold it."""
    if phrase.name:
        for form in _forms(phrase):
            word = min(form, key=lambda word: _name_weight(word, frequency))
            yield f"name:{word.casefold()}", _count(word, frequency)
        return
    found = [word for word in words(phrase.text) if term_of(word)]
    word = min(found, key=lambda word: (frequency(term_of(word)), -len(word)))
    for stem in sorted({stem for spelling in spellings(word) if (stem := term_of(spelling))}):
        yield f"word:{stem}", frequency(stem)


def _forms(phrase: Phrase) -> Iterator[tuple[str, ...]]:
    forms = forms_of(phrase)
    yield from (*forms.names, *forms.peoples)


def _name_weight(word: str, frequency: Frequency) -> tuple[bool, int, int]:
    return word.casefold() in PARTICLES or not terms(word), _count(word, frequency), -len(word)


def _count(word: str, frequency: Frequency) -> int:
    return max((frequency(term) for term in terms(word)), default=0)
