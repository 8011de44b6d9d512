"""Encode words for the span model: WordPiece ids, and for each token the shape of its word.

The vocabulary is lower-case; capitals, digits and the direction of quotation marks are encoded as ``types``. Training
(training/spans) and annotating share this format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_TOKENS = 254  #: tokens of one input, without [CLS] and [SEP]
_LONGEST_WORD = 60  #: characters; longer strings are not words
_MOST_PIECES = 12  #: tokens of one word; the first ones suffice
_DOUBLE, _SINGLE = frozenset(("“", "”", "„", "«", "»", "``", "''")), frozenset(("‘", "’", "‚", "`"))
_OPENING, _CLOSING = frozenset(("“", "„", "«", "‘", "‚", "``")), frozenset(("”", "»", "’", "''"))
_EITHER = frozenset(('"', "'"))
_STOPS = frozenset((".", "!", "?"))
_BRACKETS = frozenset("([{—–-")


class Shape(IntEnum):
    """The shape of a word."""

    SMALL = 0
    TITLE = 1
    CAPITALS = 2
    LETTER = 3  #: one capital letter
    MIXED = 4
    FIGURE = 5
    OPENING = 6  #: quotation mark
    CLOSING = 7
    SIGN = 8
    EDGE = 9  #: [CLS] and [SEP]


@dataclass(frozen=True, slots=True)
class EncodedWords:
    """One input of the model: token ids, their types, and the position of each word's first token."""

    pieces: list[int]
    types: list[int]
    words: list[int]  #: positions in ``pieces``, one for each word


class WordPieces:
    """Looks words up in a WordPiece vocabulary, each distinct one once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Raises ValueError for a tokenizer without the special tokens that every input needs."""
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}
        numbers = [tokenizer.token_to_id(piece) for piece in ("[CLS]", "[SEP]", "[UNK]")]
        if None in numbers:
            raise ValueError("the tokenizer is no WordPiece vocabulary")
        self._start, self._end, self._unknown = (number for number in numbers if number is not None)

    def rows(self, words: Sequence[str], spaces: Sequence[bool]) -> list[EncodedWords]:
        """``words`` as rows of at most ``MOST_TOKENS`` tokens, in order. ``spaces``: whether a space follows each word.

        A text that does not fit into one row is split at the last sentence end that does.
        """
        numbers = [self._numbers(word) for word in words]
        types = shapes(words, spaces)
        rows: list[EncodedWords] = []
        start = 0
        while start < len(words) or not rows:
            end = _cut(words, numbers, start)
            rows.append(self._row(numbers[start:end], types[start:end]))
            start = end
        return rows

    def _row(self, numbers: Sequence[list[int]], types: Sequence[int]) -> EncodedWords:
        row = EncodedWords([self._start], [int(Shape.EDGE)], [])
        for pieces, shape in zip(numbers, types, strict=True):
            row.words.append(len(row.pieces))
            row.pieces.extend(pieces)
            row.types.extend([shape] * len(pieces))
        row.pieces.append(self._end)
        row.types.append(Shape.EDGE)
        return row

    def _numbers(self, word: str) -> list[int]:
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            plain = '"' if word in _DOUBLE else "'" if word in _SINGLE else word[:_LONGEST_WORD]
            clean = plain.replace("’", "'").encode("utf-8", "replace").decode("utf-8")
            found = self._tokenizer.encode(clean, add_special_tokens=False).ids[:_MOST_PIECES] or [self._unknown]
            self._known[word] = found
        return found


def _cut(words: Sequence[str], numbers: Sequence[list[int]], start: int) -> int:
    """The end of the row that starts at a word: after a full stop, unless all fits or half the row would be empty."""
    room, end, stop = MOST_TOKENS, start, 0
    while end < len(words) and len(numbers[end]) <= room:
        room -= len(numbers[end])
        end += 1
        if words[end - 1] in _STOPS and room < MOST_TOKENS // 2:
            stop = end
    return stop if stop and end < len(words) else end


def shapes(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    """The :class:`Shape` of each word. A straight mark opens after a space or bracket, and closes otherwise."""
    found: list[int] = []
    apart = True
    for number, word in enumerate(words):
        if word in _EITHER:
            last = number + 1 == len(words)
            opens = apart and not last and not spaces[number]
            found.append(Shape.OPENING if opens else Shape.CLOSING)
        else:
            found.append(_shape(word))
        apart = spaces[number] or word in _BRACKETS
    return found


def _shape(word: str) -> int:
    if word in _OPENING or word in _CLOSING:
        return Shape.OPENING if word in _OPENING else Shape.CLOSING
    if word.islower():
        return Shape.FIGURE if word[0].isdigit() else Shape.SMALL
    if not any(character.isalnum() for character in word):
        return Shape.SIGN
    if any(character.isdigit() for character in word):
        return Shape.FIGURE
    if word.isupper():
        return Shape.LETTER if len(word.rstrip(".")) == 1 else Shape.CAPITALS
    return Shape.TITLE if word[0].isupper() and word[1:].islower() else Shape.MIXED
