"""What the reranker reads: question, sentence, title and previous sentence as numbers of WordPiece pieces.

    [CLS] question [SEP] sentence [SEP] title . previous sentence [SEP]
       0     0       0       1      1     0   0        0          0     types

Training (training/rerank) and answering share this form. Importing it is cheap: numpy arrives with the first batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

QUESTION, SENTENCE, TITLE, CONTEXT = 26, 54, 12, 24  #: pieces at most; context is title and previous sentence
WHOLE = 80  #: pieces that title and previous sentence may fill up to
LONGEST = QUESTION + SENTENCE + 4  #: of any input; beside a long question and sentence, context is an empty part


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of the pieces that hold an input together."""

    start: int  #: [CLS]
    end: int  #: [SEP]
    stop: int  #: "." between title and previous sentence


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """One input; ``types`` as drawn above."""

    pieces: list[int]
    types: list[int]


def pack(
    marks: Marks, question: Sequence[int], sentence: Sequence[int], title: Sequence[int], previous: Sequence[int]
) -> EncodedPair:
    """Joins and cuts; an empty title and previous sentence leave the third part out."""
    first = [marks.start, *question[:QUESTION], marks.end]
    second = [*sentence[:SENTENCE], marks.end]
    third: list[int] = []
    if title or previous:
        room = min(CONTEXT, max(0, WHOLE - len(first) - len(second) - 1))
        third = [*[*title[:TITLE], *([marks.stop] if title else []), *previous][:room], marks.end]
    return EncodedPair(first + second + third, [0] * len(first) + [1] * len(second) + [0] * len(third))


def as_arrays(rows: Sequence[EncodedPair]) -> dict[str, npt.NDArray[np.int64]]:
    """The model's inputs, rows filled up to the longest."""
    import numpy as np

    shape = (len(rows), max(len(row.pieces) for row in rows))
    pieces, mask, types = (np.zeros(shape, np.int64) for _ in range(3))
    for number, row in enumerate(rows):
        length = len(row.pieces)
        pieces[number, :length], mask[number, :length], types[number, :length] = row.pieces, 1, row.types
    return {"input_ids": pieces, "attention_mask": mask, "token_type_ids": types}
