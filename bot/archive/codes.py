"""Vectors as stored in the archive: eight bits per dimension for comparison, one bit (the sign) for scanning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.int8]

_SCALE = 127.0


@dataclass(frozen=True, slots=True)
class CodeBatch:
    """Codes of some articles, in order of writing."""

    last: int  #: number of the last row; 0 if there is none
    sentences: NDArray[np.int64]  #: sentence rows
    codes: NDArray[np.uint8]  #: (sentences, bytes)


def quantized(vectors: NDArray[np.float32]) -> Bytes:
    """Scale each row so that its largest absolute value becomes 127. Directions are kept, lengths are not."""
    greatest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    small: Bytes = np.rint(vectors * (_SCALE / greatest)).astype(np.int8)
    return small


def signs(vectors: NDArray[np.int8] | NDArray[np.float32]) -> NDArray[np.uint8]:
    """The sign of each number as one bit, set if it is positive; eight bits per byte, one row per vector."""
    return np.packbits(vectors > 0, axis=1)
