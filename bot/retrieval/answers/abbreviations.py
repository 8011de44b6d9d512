"""Find the long form of an abbreviation, which "The World Polio Fund (WPF)" gives letter by letter."""

from __future__ import annotations

import re

from bot.retrieval.answers.clause_spans import Span

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_WORDS_A_LETTER = 2  # "Bank of the United States" has words between those that give a letter


def long_form(short: str, text: str) -> Span | None:
    """The span of the long form of ``short``: the words before it in brackets, or in brackets after it."""
    for found in re.finditer(rf"\(\s*{re.escape(short)}\s*\)", text):
        if span := _spelling(short, text, found.start()):
            return span
    behind = re.search(rf"\b{re.escape(short)}\s*\(([^)]+)\)", text)
    return behind.span(1) if behind else None


def _spelling(short: str, text: str, end: int) -> Span | None:
    """The shortest run of words that ends at ``end`` and whose initials give ``short`` in order."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    words = list(_WORD.finditer(text, 0, end))
    for count in range(len(letters), _WORDS_A_LETTER * len(letters) + 1):
        run = words[-count:]
        if len(run) == count and _gives(letters, [word.group()[0].casefold() for word in run]):
            return run[0].start(), run[-1].end()
    return None


def _gives(letters: list[str], first: list[str]) -> bool:
    """Whether initials give all ``letters`` in order, beginning with the first word's."""
    rest = iter(first)
    return first[0] == letters[0] and all(letter in rest for letter in letters)
