"""Decode the reranker's start and end scores of tokens into an answer span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LONGEST_ANSWER = 28  #: tokens; a longer span is most of a sentence


@dataclass(frozen=True, slots=True)
class Marked:
    """The likeliest answer span in a sentence."""

    start: int  #: offset in the sentence
    end: int
    chance: float  #: the model's probability of exactly this span, from 0 to 1


def marked(
    text: str, offsets: Sequence[tuple[int, int]], starts: npt.NDArray[np.float32], ends: npt.NDArray[np.float32]
) -> Marked | None:
    """The best pair of a start and a later or equal end, extended to whole words; None if there are no tokens.

    ``offsets``: of each token in ``text``; ``starts``, ``ends``: one score per token.
    """
    import numpy as np

    if not offsets:
        return None
    pairs = starts[:, None] + ends[None, :]
    allowed = _allowed(len(offsets))
    pairs = np.where(allowed, pairs, -np.inf)
    first, last = divmod(int(pairs.argmax()), len(offsets))
    chance = float(np.exp(pairs[first, last] - np.logaddexp.reduce(pairs[allowed])))
    start, end = offsets[first][0], offsets[last][1]
    return Marked(*_whole_words(text, start, end), chance)


@lru_cache(maxsize=128)
def _allowed(tokens: int) -> npt.NDArray[np.bool_]:
    """Which pairs of a start and an end are spans of at most ``LONGEST_ANSWER`` tokens."""
    import numpy as np

    pairs = np.ones((tokens, tokens), np.bool_)
    return np.triu(pairs) & ~np.triu(pairs, LONGEST_ANSWER)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
