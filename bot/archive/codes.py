"""Vectors as the archive keeps them: eight bits a number for comparing, one bit a number (its sign) for scanning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.int8]

_SCALE = 127.0


@dataclass(frozen=True, slots=True)
class CodeBatch:
    """Codes of some articles, in the order of writing."""

    last: int  #: number of the last row; 0 where there is none
    sentences: NDArray[np.int64]  #: sentence rows
    codes: NDArray[np.uint8]  #: (sentences, bytes)


def quantized(vectors: NDArray[np.float32]) -> Bytes:
    """Each row scaled so that its greatest number becomes 127: directions stay, lengths do not."""
    greatest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    small: Bytes = np.rint(vectors * (_SCALE / greatest)).astype(np.int8)
    return small


def signs(vectors: NDArray[np.int8] | NDArray[np.float32]) -> NDArray[np.uint8]:
    """One bit a number, set above 0; eight a byte, a row a vector."""
    return np.packbits(vectors > 0, axis=1)
