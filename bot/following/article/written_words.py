"""The words of an article as printed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.following.article.sentence_bits import TITLE
from bot.text.name_matching import is_small, words_in

_TITLE_CASE_FROM = 4  # letters; shorter words stay lower-case in a title that capitalises the others


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word of the article as printed."""

    word: str
    start: int  #: offset in the article's text or, in the title, in the title
    end: int
    sentence: int
    initial: bool  #: its capital means nothing: first in a sentence, or in a title with capitals throughout


def title_words(title: str) -> Iterator[WrittenWord]:
    """The words of a title."""
    words = list(words_in(title))
    all_capitals = not any(is_small(word) for word, _, _ in words if len(word) >= _TITLE_CASE_FROM)
    for at, (word, start, end) in enumerate(words):
        yield WrittenWord(word, start, end, TITLE, at == 0 or all_capitals)


def body_words(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[WrittenWord]:
    """The words of a text whose sentences have these spans."""
    for sentence, span in enumerate(spans):
        yield from words_of_sentence(text, sentence, span)


def words_of_sentence(text: str, sentence: int, span: tuple[int, int]) -> Iterator[WrittenWord]:
    """The words of one sentence of a text."""
    begin, stop = span
    for at, (word, start, end) in enumerate(words_in(text[begin:stop])):
        yield WrittenWord(word, begin + start, begin + end, sentence, at == 0)
