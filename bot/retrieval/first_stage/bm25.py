"""rank-bm25 over a few recalled candidates, with statistics of the whole corpus.

Statistics of the candidates alone would ruin the order: each candidate contains the query's terms, so their inverse
document frequency would be near zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from bot.models.passages import Statistics

K1 = 1.2
#: Sentences in news differ little in length, and short ones say little: .35 ranks better than the usual .75.
B = 0.35


def inverse_frequency(units: int, holding: int) -> float:
    """Lucene's ``ln(1 + (N - n + .5) / (n + .5))``: never negative, even for a term in most units of a small corpus."""
    return math.log(1 + (units - holding + 0.5) / (holding + 0.5))


class CorpusBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 ships no types
    """BM25 of ``candidates`` for ``query``.

    Only the query's terms are counted, and only candidates that contain one are scored, which saves most of the work.
    """

    def __init__(
        self, query: Iterable[str], candidates: Sequence[Sequence[str]], statistics: Statistics, b: float = B
    ) -> None:
        self.query = list(dict.fromkeys(query))
        self.statistics = statistics
        super().__init__(candidates, k1=K1, b=b)

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        """Called by rank-bm25. Its own version counts every term and divides by the number of candidates."""
        wanted = frozenset(self.query)
        self.candidates = len(corpus)
        self.holding = [place for place, terms in enumerate(corpus) if not wanted.isdisjoint(terms)]
        self.corpus_size = len(self.holding)
        self.avgdl = self.statistics.average_length or 1.0
        self.doc_len = [len(corpus[place]) for place in self.holding]
        self.doc_freqs = [
            {term: corpus[place].count(term) for term in wanted.intersection(corpus[place])} for place in self.holding
        ]
        return {}

    def _calc_idf(self, nd: dict[str, int]) -> None:
        """Called by rank-bm25 with the result of ``_initialize``, which is not used."""
        units, frequencies = self.statistics.units, self.statistics.frequencies
        self.idf = {term: inverse_frequency(units, frequencies.get(term, 0)) for term in self.query}

    def scores(self) -> list[float]:
        """One score per candidate, 0 for those without a query term."""
        scores = np.zeros(self.candidates)
        scores[self.holding] = self.get_scores(self.query)
        found: list[float] = scores.tolist()
        return found


def best_possible(query: Iterable[str], statistics: Statistics) -> float:
    """The limit of the score for endlessly repeated query terms, used to scale scores of a question."""
    idf = (inverse_frequency(statistics.units, statistics.frequencies.get(term, 0)) for term in set(query))
    return (K1 + 1) * sum(idf)
