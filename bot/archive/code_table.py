"""Sign codes of many vectors in memory, and how far each is from another one.

Signs are kept as columns of 64 bits: one XOR and one population count per column, over all vectors at once (some 10 ms
of one core for a million vectors of 384 dimensions).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.archive.codes import CodeBatch

_BLOCK = 1 << 16  # vectors scanned at a time, so that counts stay in the processor's cache
_WORD = 8  # bytes per column


@dataclass(slots=True)
class CodeTable:
    """Columns with spare capacity. Readers only look at the first ``size`` vectors, which never change."""

    columns: NDArray[np.uint64]  #: (columns, capacity)
    rows: NDArray[np.int64]
    size: int = 0
    last: int = 0  #: row of passage_codes read last

    @classmethod
    def empty(cls) -> CodeTable:
        """An empty table."""
        return cls(np.zeros((0, 0), np.uint64), np.zeros(0, np.int64))

    def appended(self, batch: CodeBatch) -> CodeTable:
        """The table with ``batch`` appended; shares memory if the capacity suffices."""
        size = self.size + len(batch.sentences)
        grown = self if size <= len(self.rows) and len(self.columns) else self._with_room(size, batch.codes.shape[1])
        grown.columns[:, self.size : size] = batch.codes.view(np.uint64).T
        grown.rows[self.size : size] = batch.sentences
        return CodeTable(grown.columns, grown.rows, size, batch.last)

    def _with_room(self, size: int, width: int) -> CodeTable:
        room = max(1024, size + size // 4)
        columns, rows = np.zeros((width // _WORD, room), np.uint64), np.zeros(room, np.int64)
        if self.size:
            columns[:, : self.size], rows[: self.size] = self.columns[:, : self.size], self.rows[: self.size]
        return CodeTable(columns, rows)

    def distances(self, code: NDArray[np.uint8]) -> NDArray[np.uint16]:
        """The number of signs in which each vector differs from ``code``, in order of the table."""
        wanted = code.view(np.uint64)
        distances = np.empty(self.size, np.uint16)
        for start in range(0, self.size, _BLOCK):
            end = min(start + _BLOCK, self.size)
            part = np.zeros(end - start, np.uint16)
            for column, bits in zip(self.columns, wanted, strict=True):
                part += np.bitwise_count(column[start:end] ^ bits)
            distances[start:end] = part
        return distances
