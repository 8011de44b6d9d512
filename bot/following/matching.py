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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.following.article_view import TITLE, ArticleView, SpokenWords, printed
from bot.following.filters import Filter, Phrase
from bot.following.name_forms import forms_of
from bot.following.names_compared import is_called
from bot.following.names_in_article import name_spans
from bot.lexicon.namesakes import is_word_too
from bot.lexicon.places import is_people
from bot.text.analyzer import term_of, words
from bot.text.inflection import inflects
from bot.text.name_matching import name_words
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
    if wanted.question or (wanted.story and wanted.story not in article.stories):
        return None
    spoken = {quote.sentence for quote in quotes_of(wanted.says, article)} if wanted.says else set()
    if wanted.says and not spoken:
        return None
    if not wanted.anyof:
        return Match(min(spoken, default=0))
    for at, clause in enumerate(wanted.anyof):
        near, places = _near(clause, article, spoken)
        if near and not (wanted.unless and any(_places(phrase, article) for phrase in wanted.unless[at])):
            return Match(_best(near, places, article), clause)
    return None


def quotes_of(says: Phrase, article: ArticleView) -> list[SpokenWords]:
    """Where whoever ``says`` names is quoted."""
    forms = forms_of(says).names
    return [
        quote
        for quote in article.quotes
        if any(is_called(form, name_words(quote.speaker), quote.label) for form in forms)
    ]


def _near(clause: Sequence[Phrase], article: ArticleView, spoken: set[int]) -> tuple[set[int], list[set[int]]]:
    """The sentences that hold, together with the next one and the title, each phrase, and where each phrase stands.

    ``spoken``: where the words stand near which the phrases must be; empty = anywhere.

    Judged by eye for 21 pairs ("election campaign", "oil prices") on 299 articles: words anywhere in the article were
    right in about .72 of the cases, these in .88, one sentence alone in .93 but missing a tenth of what was right.
    """
    places: list[set[int]] = []
    for phrase in clause:
        found = _places(phrase, article)
        if not found:
            return set(), []
        places.append(found)
    if spoken:
        places.append(spoken)
    if len(places) == 1:
        return places[0], places
    return {at for at in set().union(*places) if all(place & {TITLE, at, at + 1} for place in places)}, places


def _best(near: set[int], places: Sequence[set[int]], article: ArticleView) -> int:
    if len(places) == 1 and (first := min(near)) not in (TITLE, 0):
        return first
    held = Counter(at for at in chain.from_iterable(places) if at != TITLE and (at in near or at - 1 in near))
    return min(held, key=lambda at: (article.sentences[at] == article.title, -held[at], at), default=0)


def _places(phrase: Phrase, article: ArticleView) -> set[int]:
    """The sentences (or TITLE) that hold the phrase; many filters of one article ask for the same."""
    found = article.places.get(phrase)
    if found is None:
        if phrase.name:
            found = {span.sentence for span in name_spans(phrase, article)}
        else:
            found = {sentence for sentence, _ in _word_places(phrase.text, article)}
        article.places[phrase] = found
    return found


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word that is looked for: in either spelling, by its stems."""

    words: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=1 << 14)
def spelt(text: str) -> tuple[Spelt, ...]:
    """The words of a phrase that have a term."""
    return tuple(_spelt(word) for word in words(text) if term_of(word))


def _spelt(word: str) -> Spelt:
    found = spellings(word)
    return Spelt(found, frozenset(map(term_of, found)) - {""})


def _word_places(text: str, article: ArticleView) -> Iterator[tuple[int, int]]:
    """Where the wanted words stand side by side, inflected at most: sentence, and position among its stems."""
    wanted = spelt(text)
    for stem in wanted[0].stems if wanted else ():
        for sentence, at in article.by_stem.get(stem, ()):
            stems = article.stems_of(sentence)[at : at + len(wanted)]
            if len(stems) == len(wanted) and all(map(_has_stem, wanted, stems)):
                its = printed(article.text_of(sentence))[at : at + len(wanted)]
                if all(_is_form(one, word, article) for one, word in zip(wanted, its, strict=False)) and not (
                    len(its) == 1 and is_word_too(text) and (its[0] in article.never_a_word or is_people(its[0]))
                ):
                    yield sentence, at


def _has_stem(wanted: Spelt, stem: str) -> bool:
    return stem in wanted.stems


def _is_form(wanted: Spelt, word: str, article: ArticleView) -> bool:
    """Is ``word`` the wanted one, or a form of it that is no name? (Who wants apples does not want Apple.)"""
    if word in wanted.words:
        return True
    return word not in article.only_names and any(inflects(spelling, word) for spelling in wanted.words)
