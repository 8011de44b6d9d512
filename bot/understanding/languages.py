"""Is a text in another language than English? Told from its letters and its function words. Pure.

One foreign word is a name ("Charles de Gaulle", "Die Zeit"): two function words of one language are needed, or a
question word that the text begins with, and more of them than of English ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bot.lexicon.loader import word_set

ENOUGH = 2  #: function words of a language by which it is told; a question word that stands first counts for both
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = "english"
_LATIN = "LATIN"


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """Of one language."""

    all: frozenset[str]
    questions: frozenset[str]

    def count(self, words: Sequence[str]) -> int:
        """How much of ``words`` is of this language."""
        first = len(words) > 2 and words[0] in self.questions
        return len(self.all & set(words)) + first


def is_foreign(text: str) -> bool:
    """Whether ``text`` is in another language than English, as far as its words tell; not for a bare name."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    if _is_in_other_letters(words):
        return True
    english, others = _function_words()
    most = max(other.count(words) for other in others)
    return most >= ENOUGH and most > english.count(words)


def _is_in_other_letters(words: Sequence[str]) -> bool:
    """Whether most letters are of another script, in more than one word or a long one (Chinese has no blanks)."""
    letters = [letter for word in words for letter in word]
    other = sum(not unicodedata.name(letter, _LATIN).startswith(_LATIN) for letter in letters)
    return other * 2 > len(letters) and (len(words) > 1 or other >= 5)


@lru_cache(maxsize=1)
def _function_words() -> tuple[FunctionWords, tuple[FunctionWords, ...]]:
    """Of English, and of the other languages without those that English has too."""
    lines = (files("bot.lexicon") / "languages" / "function_words.txt").read_text("utf-8").splitlines()
    listed = dict(line.split(":", 1) for line in lines if line and not line.startswith("#"))
    english, *others = (_listed(words) for words in (listed.pop(_ENGLISH), *listed.values()))
    return english, tuple(FunctionWords(one.all - english.all, one.questions - english.all) for one in others)


def _listed(words: str) -> FunctionWords:
    questions, _, rest = words.partition("|")
    return FunctionWords(word_set(questions) | word_set(rest), word_set(questions))
