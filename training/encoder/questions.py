"""Questions generated from a sentence, so that the student also sees the vocabulary of news after a question's prefix.

They need not make sense: only the teacher's similarities are learned.
"""

from __future__ import annotations

import random
import re

from bot.text.analyzer import terms

BEGINNINGS = (
    *("who", "who", "what", "what", "when", "when did", "why", "why did", "where", "where did", "how many"),
    *("how much", "how", "which", "what did", "who is", "what is", "did", "what happened to"),
)
LEAST_WORDS = 4
WHOLE = 200  # characters of a sentence that is used unchanged

_WORD = re.compile(r"[\w'’$%.,-]+")


def made_up(sentence: str, title: str, chance: random.Random) -> str | None:
    """A question about ``sentence``; None if it has too few words. ``chance`` selects one of four kinds."""
    words = [word for found in _WORD.findall(sentence) if (word := found.strip(".,"))]
    if len(words) < LEAST_WORDS:
        return None
    kind = chance.random()
    if kind < 0.45:
        return f"{chance.choice(BEGINNINGS)} {_piece(words, 11, chance)}?"
    if kind < 0.7:
        return _key_words(words, chance)
    if kind < 0.85:
        about = [word for word in re.findall(r"\w+", title) if terms(word)][:3]
        return f"{chance.choice(BEGINNINGS)} {' '.join((_piece(words, 8, chance), *about))}?"
    return sentence[:WHOLE]


def _piece(words: list[str], longest: int, chance: random.Random) -> str:
    length = chance.randint(3, min(longest, len(words)))
    start = chance.randint(0, len(words) - length)
    return " ".join(words[start : start + length])


def _key_words(words: list[str], chance: random.Random) -> str | None:
    telling = [word for word in words if terms(word)]
    if len(telling) < 3:
        return None
    places = sorted(chance.sample(range(len(telling)), chance.randint(2, min(5, len(telling)))))
    keys = " ".join(telling[place] for place in places)
    return keys if chance.random() < 0.5 else f"{chance.choice(BEGINNINGS)} {keys}?"
