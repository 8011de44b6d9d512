"""Names that a title tells apart: Prince Harry is neither Harry Kane nor Andrew Prince. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.following.article.article_view import ArticleView
from bot.following.article.word_runs import Span
from bot.following.article.written_words import WrittenWord
from bot.lexicon.loader import word_list
from bot.text.name_matching import is_capitalised, name_words, words_in

BEFORE_GIVEN_NAMES = word_list("names", "before_given_names")
_NUMERAL = re.compile(r"[IVX]+")


def title_of(text: str) -> str:
    """The title in front of a followed given name, in lower case: "Prince Harry", "King Felipe VI"; "" if none."""
    bare = without_number(name_words(text))
    before = [word.casefold() for word, _, _ in words_in(text)][: -len(name_words(text)) or None]
    return before[-1] if len(bare) == 1 and before and before[-1] in BEFORE_GIVEN_NAMES else ""


def without_number(words: Sequence[str]) -> tuple[str, ...]:
    """A name without the number of a ruler: "Felipe VI"."""
    return tuple(words[:-1] if len(words) > 1 and _NUMERAL.fullmatch(words[-1]) else words)


def titled(spans: Sequence[Span], title: str, article: ArticleView) -> list[Span]:
    """Of the spans of a given name, those where the article means the bearer of the title.

    The title stands in front ("Prince Harry", "Princes William and Harry"), or the name stands alone in an article that
    has the title elsewhere ("The Pope ... Francis said").
    """
    held = [(span, at) for span in spans if (at := _at(span, article)) is not None]
    spoken = any(not is_capitalised(one.word) or _is_the(at, article) for at, one in _written(title, article))
    spoken = spoken or any(_follows(title, at, article) for _, at in held)
    return [span for span, at in held if _follows(title, at, article) or (spoken and _stands_alone(at, article))]


def is_title_of(word: WrittenWord, article: ArticleView) -> bool:
    """Whether a word is the title of a name behind it: the Queen in "Queen Letizia" is no band."""
    if word.word.casefold() not in BEFORE_GIVEN_NAMES:
        return False
    at = next(at for at in article.by_word[word.word.casefold()] if article.words[at] is word)
    return _goes_on(at, article)


def _at(span: Span, article: ArticleView) -> int | None:
    """The position in the article's words of the given name in a span, past its title; None if no word is there."""
    at = next((at for at in article.words_of(span.sentence) if article.words[at].start >= span.start), None)
    return None if at is None else at + (article.words[at].word.casefold() in BEFORE_GIVEN_NAMES)


def _written(word: str, article: ArticleView) -> Iterator[tuple[int, WrittenWord]]:
    return ((at, article.words[at]) for at in article.by_word.get(word, ()))


def _is_the(at: int, article: ArticleView) -> bool:
    before = article.words[at - 1] if at else None
    return before is not None and before.sentence == article.words[at].sentence and before.word.casefold() == "the"


def _follows(title: str, at: int, article: ArticleView) -> bool:
    """Whether the title stands in front of the name at ``at``, also once for several names."""
    sentence = article.words[at].sentence
    before = [one.word for one in article.words[max(0, at - 4) : at] if one.sentence == sentence][::-1]
    if before and before[0].casefold() == title:
        return not _goes_on(at, article)
    names = next((n for n, word in enumerate(before) if not is_capitalised(word) and word != "and"), len(before))
    plural = {f"{title}s", f"{title}es"}
    return any(word.casefold() in plural for word in before[: names + 1])


def _goes_on(at: int, article: ArticleView) -> bool:
    """Whether a surname follows: "King Charles Bell"."""
    here, *after = article.words[at : at + 2]
    return bool(after) and after[0].sentence == here.sentence and _is_joined(here, after[0])


def _is_joined(here: WrittenWord, after: WrittenWord) -> bool:
    return after.start == here.end + 1 and after.word.istitle() and here.sentence >= 0


def _stands_alone(at: int, article: ArticleView) -> bool:
    here = article.words[at]
    before = article.words[at - 1] if at else None
    led = before and before.sentence == here.sentence and before.end + 1 == here.start and not before.initial
    return not _goes_on(at, article) and not (led and before and is_capitalised(before.word))
