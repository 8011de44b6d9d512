"""Recall by meaning: the sentences whose vectors are nearest to the question's, whatever their words.

    question -> vector -> signs -> Hamming distance to every sentence (in memory) -> the nearest few hundred
             -> their vectors of eight bits out of SQLite -> cosines -> the nearest few

The scan keeps the signs as columns of 64 bits: one XOR and one count of bits a column, over all sentences at once
(some 10 ms of one core for a million). What was written since the last question is read first; what was removed is
met as a sentence without a vector and left out, and where that happens often, everything is read anew. An archive that
compares vectors by itself is asked instead, and nothing is kept here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.archive import ArchiveReader
from bot.archive.codes import CodeBatch, signs
from bot.language.model.sentence_encoder import SentenceEncoder, Vector

NEAREST = 20  #: sentences that a question gets by meaning
COMPARED = 400  #: nearest by their signs, compared by their vectors
COMPARED_FAR = 3 * NEAREST  #: the same where the archive compares vectors itself, and each is read over the network
_STALE = 0.2  # share of the compared that are gone from which all codes are read anew
_ARTICLES_A_READ = 2_000
_BLOCK = 1 << 16  # sentences scanned at a time: what is counted stays in the processor's cache
_WORD = 8  # bytes of a column


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A sentence near a question."""

    row: int
    cosine: float


@dataclass(slots=True)
class CodeTable:
    """Columns with room to grow: readers look at the first ``size`` sentences only, which never change."""

    columns: NDArray[np.uint64]  #: (columns, room)
    rows: NDArray[np.int64]
    size: int = 0
    last: int = 0  #: row of passage_codes read last

    @classmethod
    def empty(cls) -> CodeTable:
        """Nothing read yet."""
        return cls(np.zeros((0, 0), np.uint64), np.zeros(0, np.int64))

    def appended(self, batch: CodeBatch) -> CodeTable:
        """With ``batch`` behind; shares memory where there is room."""
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


@dataclass(slots=True)
class DenseIndex:
    """The signs of all sentences' vectors, kept in memory: 56 bytes a sentence. May be used from any thread."""

    encoder: SentenceEncoder
    _codes: CodeTable = field(default_factory=CodeTable.empty)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def query(self, text: str) -> DenseQuery | None:
        """``text`` ready to be compared; None where there is no encoder or no text."""
        if not text.strip() or not self.encoder.available:
            return None
        return DenseQuery(self, self.encoder.question(text))

    def nearest(self, archive: ArchiveReader, vector: Vector, limit: int = COMPARED) -> list[Neighbour]:
        """The ``limit`` sentences nearest to ``vector`` by cosine, nearest first."""
        told = archive.nearest_sentences(self.encoder.name, vector, min(limit, COMPARED_FAR))
        if told is not None:
            return neighbours(archive, told, vector)[:limit]
        codes = self._refreshed(archive)
        if not codes.size:
            return []
        close = closest(codes, vector, COMPARED)
        found = neighbours(archive, close.tolist(), vector)
        if len(found) < (1 - _STALE) * len(close):
            self._forget()
        return found[:limit]

    def _refreshed(self, archive: ArchiveReader) -> CodeTable:
        with self._lock:
            while True:
                batch = archive.passage_codes(self.encoder.name, self._codes.last, _ARTICLES_A_READ)
                if not batch.last:
                    return self._codes
                self._codes = self._codes.appended(batch)

    def _forget(self) -> None:
        with self._lock:
            self._codes = CodeTable.empty()


@dataclass(frozen=True, slots=True)
class DenseQuery:
    """A question as a vector, with the index that it is compared to."""

    index: DenseIndex
    vector: Vector
    _known: dict[int, float] = field(default_factory=dict)  # cosines told so far: one question reads each vector once

    def nearest(self, archive: ArchiveReader, limit: int = NEAREST) -> list[Neighbour]:
        """The ``limit`` sentences nearest to the question, nearest first."""
        found = self.index.nearest(archive, self.vector)
        self._known.update((neighbour.row, neighbour.cosine) for neighbour in found)
        return found[:limit]

    def cosines(self, archive: ArchiveReader, rows: Sequence[int]) -> list[float]:
        """The cosine of each sentence in ``rows``; one without a vector counts as their mean, all as 0 without any."""
        if missing := [row for row in rows if row not in self._known]:
            self._known.update((found.row, found.cosine) for found in neighbours(archive, missing, self.vector))
        told = [cosine for row in rows if (cosine := self._known.get(row, 0.0))]  # exactly 0: it has none of its own
        usual = sum(told) / max(1, len(told))
        return [self._known.get(row) or usual for row in rows]


def neighbours(archive: ArchiveReader, rows: Sequence[int], vector: Vector) -> list[Neighbour]:
    """Those of ``rows`` that have a vector, by its cosine with ``vector`` (of length 1), greatest first."""
    known, vectors = archive.passage_vectors(rows)
    if not len(known):
        return []
    exact = vectors.astype(np.float32)
    cosines = (exact @ vector) / np.maximum(np.linalg.norm(exact, axis=1), 1e-9)
    order = np.argsort(-cosines, kind="stable")
    return [Neighbour(int(known[place]), float(cosines[place])) for place in order]


def closest(codes: CodeTable, vector: Vector, limit: int) -> NDArray[np.int64]:
    """Rows of the ``limit`` sentences whose signs differ least from the vector's, the newer of equals first."""
    wanted = signs(vector[np.newaxis])[0].view(np.uint64)
    distances = np.empty(codes.size, np.uint16)
    for start in range(0, codes.size, _BLOCK):
        end = min(start + _BLOCK, codes.size)
        part = np.zeros(end - start, np.uint16)
        for column, bits in zip(codes.columns, wanted, strict=True):
            part += np.bitwise_count(column[start:end] ^ bits)
        distances[start:end] = part
    if codes.size <= limit:
        return codes.rows[: codes.size]
    return codes.rows[: codes.size][np.argpartition(distances, limit)[:limit]]
