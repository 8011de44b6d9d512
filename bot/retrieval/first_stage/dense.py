"""Dense recall: the sentences whose vectors are nearest to the question's, whatever their words.

    question -> vector -> signs -> Hamming distance to every sentence (in memory) -> the nearest few hundred
             -> their vectors of eight bits from SQLite -> cosines -> the nearest few

The scan keeps signs as columns of 64 bits: one XOR and one population count per column, over all sentences at once
(some 10 ms of one core for a million). New codes are read before each question. Deleted sentences are noticed by their
missing vectors and skipped; if there are many, everything is reloaded. An archive that compares vectors itself is
queried instead, and nothing is kept here.
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

NEAREST = 20  #: sentences retrieved by vector similarity
COMPARED = 400  #: nearest sentences by sign codes, whose vectors are then compared
COMPARED_FAR = 3 * NEAREST  #: the same if the archive compares vectors itself and each one is read over the network
_STALE = 0.2  # share of deleted sentences among those compared from which all codes are reloaded
_ARTICLES_A_READ = 2_000
_BLOCK = 1 << 16  # sentences scanned at a time, so that counts stay in the processor's cache
_WORD = 8  # bytes per column


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A sentence near a question."""

    row: int
    cosine: float


@dataclass(slots=True)
class CodeTable:
    """Columns with spare capacity. Readers only look at the first ``size`` sentences, which never change."""

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


@dataclass(slots=True)
class DenseIndex:
    """The signs of all sentences' vectors in memory, 56 bytes per sentence. Thread-safe."""

    encoder: SentenceEncoder
    _codes: CodeTable = field(default_factory=CodeTable.empty)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def query(self, text: str) -> DenseQuery | None:
        """``text`` as a query; None if there is no encoder or no text."""
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
    """A question as a vector, with the index it is compared to."""

    index: DenseIndex
    vector: Vector
    _known: dict[int, float] = field(default_factory=dict)  # cosines so far: each vector is read once per question

    def nearest(self, archive: ArchiveReader, limit: int = NEAREST) -> list[Neighbour]:
        """The ``limit`` sentences nearest to the question, nearest first."""
        found = self.index.nearest(archive, self.vector)
        self._known.update((neighbour.row, neighbour.cosine) for neighbour in found)
        return found[:limit]

    def cosines(self, archive: ArchiveReader, rows: Sequence[int]) -> list[float]:
        """The cosine of each sentence in ``rows``. Those without a vector get the mean, or 0 if none has one."""
        if missing := [row for row in rows if row not in self._known]:
            self._known.update((found.row, found.cosine) for found in neighbours(archive, missing, self.vector))
        told = [cosine for row in rows if (cosine := self._known.get(row, 0.0))]  # exactly 0: no vector
        usual = sum(told) / max(1, len(told))
        return [self._known.get(row) or usual for row in rows]


def neighbours(archive: ArchiveReader, rows: Sequence[int], vector: Vector) -> list[Neighbour]:
    """Those of ``rows`` that have a vector, sorted by descending cosine with ``vector`` (a unit vector)."""
    known, vectors = archive.passage_vectors(rows)
    if not len(known):
        return []
    exact = vectors.astype(np.float32)
    cosines = (exact @ vector) / np.maximum(np.linalg.norm(exact, axis=1), 1e-9)
    order = np.argsort(-cosines, kind="stable")
    return [Neighbour(int(known[place]), float(cosines[place])) for place in order]


def closest(codes: CodeTable, vector: Vector, limit: int) -> NDArray[np.int64]:
    """Rows of the ``limit`` sentences with the smallest Hamming distance to the vector's signs."""
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
