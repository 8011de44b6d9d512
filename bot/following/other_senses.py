"""Where a followed word is used figuratively: "a storm of protest" is no storm. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.following.article_view import ArticleView
from bot.following.sentence_bits import bits_of
from bot.following.written_words import WrittenWord
from bot.lexicon.figurative import FigurativeUse, Options, figurative_uses
from bot.text.analyzer import term_of


def literal(stem: str, word: str, found: int, article: ArticleView) -> int:
    """Of the sentences in ``found``, as bits, those in which ``word``, of that stem, is not only used figuratively."""
    uses = _by_stem().get(stem)
    if not uses:
        return found
    meant, figurative = set[int](), set[int]()
    for at in article.by_word.get(word, ()):
        told = figurative if any(_is_used(use, at, article.words) for use in uses) else meant
        told.add(article.words[at].sentence)
    return found & ~bits_of(figurative - meant)


def _is_used(use: FigurativeUse, at: int, words: Sequence[WrittenWord]) -> bool:
    first = at - len(use.before)
    return first >= 0 and _stands(use.before, first, at, words) and _stands(use.after, at + 1, at, words)


def _stands(options: Options, start: int, at: int, words: Sequence[WrittenWord]) -> bool:
    """Whether words that ``options`` allow stand from ``start`` on, in the sentence of the word at ``at``."""
    run = words[start : start + len(options)]
    return len(run) == len(options) and all(
        one.sentence == words[at].sentence and one.word.casefold() in allowed
        for one, allowed in zip(run, options, strict=True)
    )


@cache
def _by_stem() -> dict[str, tuple[FigurativeUse, ...]]:
    return {term_of(word): uses for word, uses in figurative_uses().items()}
