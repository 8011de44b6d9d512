"""The words and terms of a stored article, found without dividing more of its text than is needed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.following.article.article_view import joined, printed
from bot.following.article.sentence_bits import TITLE, TITLE_BIT
from bot.following.article.written_words import WrittenWord, title_words, words_of_sentence
from bot.text.compounds import stems_written_apart
from bot.text.name_matching import is_small

#: Signs of print that would make a text look as if it had letters beyond ASCII.
_SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "-", "\u00a0": " ", "•": "-"})


@dataclass(frozen=True)
class SearchedText:
    """An article's text as ArticleView searches it."""

    title: str
    plain: str  #: without addresses of the web
    spans: tuple[tuple[int, int], ...]  #: of the sentences
    sentences: tuple[str, ...]  #: of ``plain``
    elsewhere: frozenset[int]  #: sentences that only lead to other articles, which are not searched
    stems: tuple[str, ...]  #: terms of title and sentences, separated by blanks


class DividedText:
    """The words of those sentences in which a word that was asked for may stand."""

    def __init__(self, text: SearchedText) -> None:
        self.words: list[WrittenWord] = []  #: those of a sentence in a row, the sentences in any order
        self._text = text
        self._found: dict[str, list[int]] = {}

    def positions(self, word: str) -> list[int]:
        """The positions in ``words`` of a lower-cased word, in the order of the text."""
        first, sign, rest = word.partition("'")
        dotted = ".".join((*first, "")) + sign + rest  # "u.s." is the word "us"
        left = self._left
        if word in self._whole or dotted in self._whole:
            for at in [at for at, text in left.items() if word in text or dotted in text]:
                self.divide(at)
        found = self._found.get(word, [])
        return sorted(found, key=lambda at: (self.words[at].sentence, at)) if found[1:] else found

    def divide(self, sentence: int) -> None:
        """Divide a sentence or the title into words, unless it has been."""
        if self._left.pop(sentence, ""):
            self._read(sentence)

    @cached_property
    def _left(self) -> dict[int, str]:
        """The sentences that are not divided, in lower case. Any word may stand in one with letters beyond ASCII."""
        texts = {TITLE: self._text.title} | dict(enumerate(self._text.sentences))
        plain = {at: _in_ascii(text).lower() for at, text in texts.items() if at not in self._text.elsewhere}
        for at in [at for at, text in plain.items() if not text.isascii()]:
            del plain[at]
            self._read(at)
        return plain

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self._left.values())

    def _read(self, at: int) -> None:
        text = self._text
        words = title_words(text.title) if at == TITLE else words_of_sentence(text.plain, at, text.spans[at])
        for word in words:
            self._found.setdefault(word.word.casefold(), []).append(len(self.words))
            self.words.append(word)


class SmallWords:
    """The words that occur somewhere without a capital."""

    def __init__(self, text: SearchedText, divided: DividedText) -> None:
        self._text, self._divided = text, divided

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not is_small(word):
            return False
        words = self._divided.words
        return self._stands(word) or any(words[at].word == word for at in self._divided.positions(word))

    def _stands(self, word: str) -> bool:
        """Whether a word certainly occurs, which needs no division into words; almost all that occur do."""
        find = _finder(word)
        every = enumerate(self._text.sentences)
        return any(word in text and find(text) is not None and at not in self._text.elsewhere for at, text in every)


@lru_cache(maxsize=1 << 10)
def _finder(word: str) -> Callable[[str], re.Match[str] | None]:
    """Finds a word where no letter, digit, apostrophe or "&" is next to it, so that it is a word by itself."""
    return re.compile(rf"(?<![\w'’&]){word}(?![\w'’&])" if word.isascii() and word.isalpha() else r"(?!)").search


def _in_ascii(text: str) -> str:
    return text if text.isascii() else text.translate(_SIGNS)


def forms_with(stem: str, text: SearchedText) -> dict[str, int]:
    """The sentences with a stem, as bits (see sentence_bits.py), by the folded form printed there."""
    found: dict[str, int] = {}
    for at, pairs in _pairs(stem, text):
        for other, word in pairs:
            if other == stem:
                found[word] = found.get(word, 0) | TITLE_BIT << at
    return found


def _pairs(stem: str, text: SearchedText) -> Iterator[tuple[int, Iterable[tuple[str, str]]]]:
    """Terms with their words, of the sentences where the stem may be among them."""
    apart = stem in stems_written_apart()
    for at, (sentence, stems) in enumerate(zip((text.title, *text.sentences), text.stems, strict=True)):
        if stem in stems and stem in (each := stems.split()):
            yield at, printed(sentence, each)
        if stems and (apart or "-" in sentence):
            yield at, joined(sentence, hyphenated=not apart)
