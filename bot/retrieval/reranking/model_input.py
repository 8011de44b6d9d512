"""The reranker's input: question, sentence, title and previous sentence as WordPiece token ids.

    [CLS] question [SEP] sentence [SEP] title . previous sentence [SEP]
       0     0       0       1      1     0   0        0          0     types

Training (training/rerank) and answering share this format. Importing it is cheap: numpy is imported with the first
batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

QUESTION, SENTENCE, TITLE, CONTEXT = 26, 54, 12, 24  #: tokens at most; context is title and previous sentence
WHOLE = 80  #: total tokens up to which title and previous sentence may fill an input
LONGEST_INPUT = QUESTION + SENTENCE + 4  #: of any input; with a long question and sentence, context is an empty part


@dataclass(frozen=True, slots=True)
class Marks:
    """Ids of the special tokens."""

    start: int  #: [CLS]
    end: int  #: [SEP]
    stop: int  #: "." between title and previous sentence


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """One input; ``types`` as in the module's docstring."""

    pieces: list[int]
    types: list[int]


def pack(
    marks: Marks, question: Sequence[int], sentence: Sequence[int], title: Sequence[int], previous: Sequence[int]
) -> EncodedPair:
    """Concatenate and truncate. Without title and previous sentence, the third part is left out."""
    first = [marks.start, *question[:QUESTION], marks.end]
    second = [*sentence[:SENTENCE], marks.end]
    third: list[int] = []
    if title or previous:
        room = min(CONTEXT, max(0, WHOLE - len(first) - len(second) - 1))
        third = [*[*title[:TITLE], *([marks.stop] if title else []), *previous][:room], marks.end]
    return EncodedPair(first + second + third, [0] * len(first) + [1] * len(second) + [0] * len(third))


def as_arrays(rows: Sequence[EncodedPair]) -> dict[str, npt.NDArray[np.int64]]:
    """The model's inputs, padded to the longest row."""
    import numpy as np

    shape = (len(rows), max(len(row.pieces) for row in rows))
    pieces, mask, types = (np.zeros(shape, np.int64) for _ in range(3))
    for number, row in enumerate(rows):
        length = len(row.pieces)
        pieces[number, :length], mask[number, :length], types[number, :length] = row.pieces, 1, row.types
    return {"input_ids": pieces, "attention_mask": mask, "token_type_ids": types}
