"""Where a followed word is used figuratively: "a storm of protest" is no storm. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.following.article.article_view import ArticleView
from bot.following.article.sentence_bits import bits_of
from bot.following.article.written_words import WrittenWord
from bot.lexicon.figurative import FigurativeUse, Options, figurative_uses
from bot.lexicon.loader import word_list, word_set
from bot.text.analyzer import term_of
from bot.text.name_matching import is_small

_ARTICLES = word_set("a an this another")
_SUBSTANCES = frozenset(word_list("figurative", "substances"))


def literal(stem: str, word: str, found: int, article: ArticleView) -> int:
    """Of the sentences in ``found``, as bits, those in which ``word``, of that stem, is not only used figuratively."""
    known = _figures().get(stem)
    if known is None:
        return found
    uses, mass = known
    meant, figurative = set[int](), set[int]()
    for at in article.by_word.get(word, ()):
        is_figure = any(_is_used(use, at, article.words) for use in uses) or (mass and _is_mass(at, article.words))
        told = figurative if is_figure else meant
        told.add(article.words[at].sentence)
    return found & ~bits_of(figurative - meant)


def _is_used(use: FigurativeUse, at: int, words: Sequence[WrittenWord]) -> bool:
    first = at - len(use.before)
    return first >= 0 and _stands(use.before, first, at, words) and _stands(use.after, at + 1, at, words)


def _is_mass(at: int, words: Sequence[WrittenWord]) -> bool:
    """Whether a disaster stands for a great number: "a tsunami of failures", "a veritable storm of insults"."""
    of, what = words[at + 1 : at + 2], words[at + 2 : at + 3]
    if not (of and what and of[0].word == "of" and what[0].sentence == words[at].sentence and is_small(what[0].word)):
        return False
    before = [one.word.casefold() for one in words[max(0, at - 2) : at] if one.sentence == words[at].sentence]
    return not _ARTICLES.isdisjoint(before) and what[0].word not in _SUBSTANCES


def _stands(options: Options, start: int, at: int, words: Sequence[WrittenWord]) -> bool:
    """Whether words that ``options`` allow stand from ``start`` on, in the sentence of the word at ``at``."""
    run = words[start : start + len(options)]
    return len(run) == len(options) and all(
        one.sentence == words[at].sentence and one.word.casefold() in allowed
        for one, allowed in zip(run, options, strict=True)
    )


@cache
def _figures() -> dict[str, tuple[tuple[FigurativeUse, ...], bool]]:
    """By stem: the figurative uses of a word, and whether it is a disaster."""
    disasters = frozenset(map(term_of, word_list("figurative", "disasters")))
    uses = {term_of(word): uses for word, uses in figurative_uses().items()}
    return {stem: (uses.get(stem, ()), stem in disasters) for stem in disasters | uses.keys()}
