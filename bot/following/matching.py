"""Does an article match a filter, and which of its sentences shows it?

A word matches by its stem ("floods" asks for "flood", "art" never meets "start"), a phrase by stems side by side.
A name matches where the recogniser found that name under any of its forms, or, where it found none, where the exact
words stand in the text capitalised:

    following          fires on                                    not on
    Modi               Modi, Narendra Modi, Nirav Modi             modi
    Narendra Modi      Narendra Modi, Narendra Damodardas Modi     Nirav Modi
    New York           New York, New York City                     New York Times
    Premier League     Premier League, English Premier League
    Apple              Apple, Apple Inc                            apple, Big Apple Circus
    Labour             Labour, Labour Party                        International Labour Organization
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.following.article_view import TITLE, ArticleView, printed
from bot.following.filters import Filter, Phrase
from bot.following.names_in_article import name_places
from bot.text.analyzer import term_of, words
from bot.text.inflection import inflects
from bot.text.names import fold
from bot.text.spelling_variants import spellings


@dataclass(frozen=True, slots=True)
class Match:
    """Where a filter matched, and by what."""

    sentence: int  #: 0-based position of the sentence that shows it best
    phrases: tuple[Phrase, ...] = ()  #: the alternative that matched; () = the filter asks for no words


def matches(wanted: Filter, article: ArticleView) -> Match | None:
    """Where ``article`` matches, or None.

    The phrases of an alternative must stand near each other. The sentence is the first that holds most of them, one
    that is not the title again if possible; the lead where only the title holds them or none are asked for.
    """
    if wanted.source and fold(wanted.source) != fold(article.source):
        return None
    if any(_places(phrase, article) for phrase in wanted.exclude):
        return None
    if not wanted.anyof:
        return Match(0)
    for clause, unless in wanted.alternatives():
        places = [_places(phrase, article) for phrase in clause]
        near = _near_each_other(places)
        if near and not any(_places(phrase, article) for phrase in unless):
            return Match(_best(near, places, article), clause)
    return None


def _near_each_other(places: Sequence[set[int]]) -> set[int]:
    """The sentences that hold, together with the next one and the title, each phrase; () = there are none.

    Judged by eye for 21 pairs ("election campaign", "oil prices") on 299 articles: words anywhere in the article were
    right in about .72 of the cases, these in .88, one sentence alone in .93 but missing a tenth of what was right.
    """
    return {at for at in set().union(*places) if all(place & {TITLE, at, at + 1} for place in places)}


def _best(near: set[int], places: Sequence[set[int]], article: ArticleView) -> int:
    held = Counter(at for at in chain.from_iterable(places) if at != TITLE and (at in near or at - 1 in near))
    return min(held, key=lambda at: (article.sentences[at] == article.title, -held[at], at), default=0)


def _places(phrase: Phrase, article: ArticleView) -> set[int]:
    """The sentences (or TITLE) that hold the phrase."""
    if phrase.name:
        return name_places(phrase, article)
    wanted = _spelt(phrase.text)
    everywhere = enumerate((article.title_stems, *article.stems), start=TITLE)
    return {
        at
        for at, stems in everywhere
        if wanted and _holds(stems, wanted, article.title if at == TITLE else article.sentences[at], article.only_names)
    }


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A word that is looked for: in either spelling, by its stems."""

    words: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=1 << 14)
def _spelt(text: str) -> tuple[_Spelt, ...]:
    either = [spellings(word) for word in words(text) if term_of(word)]
    return tuple(_Spelt(found, frozenset(map(term_of, found)) - {""}) for found in either)


def _holds(stems: tuple[str, ...], wanted: tuple[_Spelt, ...], text: str, names: frozenset[str]) -> bool:
    """Do the wanted words stand side by side in the sentence ``text``, inflected at most?"""
    for at in range(len(stems) - len(wanted) + 1):
        if all(stems[at + n] in word.stems for n, word in enumerate(wanted)):
            here = printed(text)[at : at + len(wanted)]
            if all(_is_form(word, its, names) for word, its in zip(wanted, here, strict=False)):
                return True
    return False


def _is_form(wanted: _Spelt, word: str, names: frozenset[str]) -> bool:
    """Is ``word`` the wanted one, or a form of it that is no name? (Who wants apples does not want Apple.)"""
    return word in wanted.words or (word not in names and any(inflects(spelling, word) for spelling in wanted.words))
