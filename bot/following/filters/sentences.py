"""Filters worded as a sentence: "news about people losing their homes because of fires". Pure.

Not all of its words need stand in an article: those that only carry the sentence ask for nothing, and of five and more,
or of four with a name among them, one may be missing, which is no name.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.following.filters.filters import Phrase
from bot.lexicon.loader import word_list
from bot.text.analyzer import terms

_LIGHT = word_list("function_words", "light_in_sentences")
_LIGHT_NOUNS = word_list("function_words", "light_nouns")
_MANY, _WITH_NAMES = 5, 4  # phrases of which one may be missing


def ways_of_saying(phrases: Sequence[Phrase], words: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The alternatives that ``phrases``, read from all ``words`` of a filter, stand for."""
    if not _is_sentence(words):
        return [tuple(phrases)]
    heavy = [phrase for phrase in phrases if not _is_light(phrase, words)]
    if (len(heavy) == 1 and not heavy[0].name) or not heavy:
        heavy = [*phrases]
    found = [tuple(heavy)]
    if len(phrases) >= (_WITH_NAMES if any(phrase.name for phrase in phrases) else _MANY):
        found += (tuple(phrases), *(without(left, phrases) for left in heavy if not left.name))
    return list(dict.fromkeys(found))


def without(left: Phrase, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """``phrases`` without one of them."""
    return tuple(phrase for phrase in phrases if phrase != left)


def one_may_be_missing(phrases: Sequence[Phrase], alternatives: Sequence[Sequence[Phrase]]) -> list[tuple[Phrase, ...]]:
    """Those of ``alternatives`` that are ``phrases`` without one; none unless there are several."""
    asked = set(phrases)
    shorter = [tuple(one) for one in alternatives if len(one) == len(asked) - 1 >= _WITH_NAMES - 1 and asked > set(one)]
    return shorter if len(shorter) > 1 else []


def _is_sentence(words: Sequence[str]) -> bool:
    """Whether words stand between others that link them: "guns in schools"."""
    return any(not terms(word) for word in words[1:-1])


def _is_light(phrase: Phrase, words: Sequence[str]) -> bool:
    small = phrase.text.casefold()
    if phrase.name or " " in small:
        return False
    at = next((at for at, word in enumerate(words) if word.casefold() == small), len(words))
    return small in _LIGHT or (small in _LIGHT_NOUNS and any(not terms(word) for word in words[at + 1 : at + 2]))
