"""Broad topics: an article on football that never says "football". Pure.

An article is about a topic if a telling word of the topic stands in its headline, another one in its lead and a third
one anywhere. Nothing is learnt and no meaning compared: topics followed by the similarity of vectors brought as many
wrong articles as right ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce
from operator import or_

from bot.following.article.article_view import ArticleView
from bot.following.article.sentence_bits import TITLE, TITLE_BIT, bits_of
from bot.following.filters.filters import Phrase, Sense
from bot.lexicon.loader import table
from bot.text.analyzer import term_of, terms, words
from bot.text.compounds import closed
from bot.text.name_matching import is_capitalised

_LEAD = bits_of(range(TITLE, 4))  # the title and four sentences
_IN_LEAD, _IN_ALL = 2, 3  # different telling words, the headline included


def topic_of(clause: Sequence[Phrase]) -> Phrase | None:
    """The topic that the phrases of an alternative name, unless they say what they mean; None if there is none.

    Words that must stand side by side are no topic.
    """
    if any(phrase.sense is not Sense.UNSAID or _is_wording(phrase) for phrase in clause):
        return None
    found = _names().get(_key(" ".join(phrase.text for phrase in clause)))
    return Phrase(found, True, Sense.TOPIC) if found else None


def _is_wording(phrase: Phrase) -> bool:
    return " " in phrase.text and not phrase.name and not closed(phrase.text)


@cache
def telling(topic: str) -> tuple[Phrase, ...]:
    """The telling words of a topic; those with a capital are names."""
    return tuple(Phrase(word, is_capitalised(word)) for word in _topics()[topic]["words"])


def about(topic: str, article: ArticleView, places: Callable[[Phrase], int]) -> int:
    """The sentences that show that an article is about a topic, as bits; 0 if it is not.

    ``places``: the sentences that contain a phrase.
    """
    headline, printed = _headline(article)
    if printed.isdisjoint(_terms_telling(topic)):  # by far the most
        return 0
    found = {phrase: where for phrase in telling(topic) if (where := places(phrase))}
    lead = {phrase: where & _LEAD for phrase, where in found.items() if where & _LEAD}
    if _different(lead) < _IN_LEAD or _different(found) < _IN_ALL:
        return 0
    shown = reduce(or_, lead.values())
    return shown if shown & headline else 0


def _headline(article: ArticleView) -> tuple[int, frozenset[str]]:
    """The title, and the first sentence if it is the title once more, which may have been cut short; their terms."""
    repeated = bool(article.sentences) and _letters(article.sentences[0]).startswith(_letters(article.title))
    if not (repeated and article.title):
        return TITLE_BIT, frozenset(article.title_stems)
    return bits_of((TITLE, 0)), frozenset((*article.title_stems, *article.stems[0]))


@cache
def _terms_telling(topic: str) -> frozenset[str]:
    return frozenset(term for phrase in telling(topic) for term in _terms_of(phrase))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _different(found: Iterable[Phrase]) -> int:
    """How many of the words differ: "gun" and "gun law" are one, as are "immigrant" and "immigration"."""
    held = set(map(_terms_of, found))
    return sum(not any(one < other for other in held) for one in held)


@cache
def _terms_of(phrase: Phrase) -> frozenset[str]:
    return frozenset(terms(phrase.text)) or frozenset({phrase.text})


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("s") for word in words(text) if term_of(word))


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {_key(name): topic for topic, one in _topics().items() for name in one["names"]}


@cache
def _topics() -> dict[str, dict[str, list[str]]]:
    """By its first name."""
    return {one["names"][0]: one for one in table("topics").values()}
