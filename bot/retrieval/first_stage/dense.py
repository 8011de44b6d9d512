"""Dense recall: the sentences whose vectors are nearest to the question's, whatever their words.

    question -> vector -> signs -> Hamming distance to every sentence (in memory) -> the nearest few hundred
             -> their vectors of eight bits from SQLite -> cosines -> the nearest few

New codes are read before each question. Deleted sentences are noticed by their
missing vectors and skipped; if there are many, everything is reloaded. An archive that compares vectors itself is
queried instead, and nothing is kept here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.archive import ArchiveReader
from bot.archive.code_table import CodeTable
from bot.archive.codes import signs
from bot.language.model.sentence_encoder import SentenceEncoder, Vector

NEAREST = 20  #: sentences retrieved by vector similarity
COMPARED = 400  #: nearest sentences by sign codes, whose vectors are then compared
COMPARED_FAR = 3 * NEAREST  #: the same if the archive compares vectors itself and each one is read over the network
_STALE = 0.2  # share of deleted sentences among those compared from which all codes are reloaded
_ARTICLES_A_READ = 2_000


class Neighbour(NamedTuple):
    """A sentence near a question."""

    row: int
    cosine: float


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
    return list(map(Neighbour, known[order].tolist(), cosines[order].tolist()))


def closest(codes: CodeTable, vector: Vector, limit: int) -> NDArray[np.int64]:
    """Rows of the ``limit`` sentences with the smallest Hamming distance to the vector's signs."""
    if codes.size <= limit:
        return codes.rows[: codes.size]
    distances = codes.distances(signs(vector[np.newaxis])[0])
    return codes.rows[: codes.size][np.argpartition(distances, limit)[:limit]]
