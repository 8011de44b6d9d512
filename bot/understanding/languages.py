"""Detect texts in another language than English by their script and function words. Pure.

A single foreign word may be part of a name ("Charles de Gaulle", "Die Zeit"). Two function words of one language are
needed, or a leading question word, and more of them than of English ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bot.lexicon.loader import word_set

ENOUGH = 2  #: function words that identify a language; a question word in first position counts twice
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = "english"
_LATIN = "LATIN"


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The function words of one language."""

    all: frozenset[str]
    questions: frozenset[str]

    def count(self, words: Sequence[str]) -> int:
        """The number of function words, with one more for a leading question word."""
        first = len(words) > 2 and words[0] in self.questions
        return len(self.all & set(words)) + first


def is_foreign(text: str) -> bool:
    """Whether ``text`` is in another language than English, as far as its words show; False for a bare name."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    if _is_in_other_letters(words):
        return True
    english, others = _function_words()
    most = max(other.count(words) for other in others)
    return most >= ENOUGH and most > english.count(words)


def _is_in_other_letters(words: Sequence[str]) -> bool:
    """Whether most letters are of another script, in several words or a long one (Chinese has no blanks)."""
    letters = [letter for word in words for letter in word]
    other = sum(not unicodedata.name(letter, _LATIN).startswith(_LATIN) for letter in letters)
    return other * 2 > len(letters) and (len(words) > 1 or other >= 5)


@lru_cache(maxsize=1)
def _function_words() -> tuple[FunctionWords, tuple[FunctionWords, ...]]:
    """The function words of English, and those of other languages that English does not have."""
    lines = (files("bot.lexicon") / "languages" / "function_words.txt").read_text("utf-8").splitlines()
    listed = dict(line.split(":", 1) for line in lines if line and not line.startswith("#"))
    english, *others = (_from_list(words) for words in (listed.pop(_ENGLISH), *listed.values()))
    return english, tuple(FunctionWords(one.all - english.all, one.questions - english.all) for one in others)


def _from_list(words: str) -> FunctionWords:
    questions, _, rest = words.partition("|")
    return FunctionWords(word_set(questions) | word_set(rest), word_set(questions))
