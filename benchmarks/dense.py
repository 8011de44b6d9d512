"""The cost of dense recall: the scan over sign codes, compared with exact search, on synthetic vectors in memory.

    python -m benchmarks.dense [--sizes 100000 1000000]

Prints a Markdown table: processor time of one question (median and 95th percentile) and the memory that each way keeps.
Reading the 400 nearest vectors out of SQLite comes on top (a millisecond). What the scan misses can be told of real
vectors only: see docs/measurements.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bot.archive.code_table import CodeTable
from bot.archive.codes import CodeBatch, signs
from bot.retrieval.first_stage.dense import COMPARED, NEAREST, closest

WIDTH = 384
QUESTIONS = 30
BATCH = 50_000  # vectors generated at a time
TELLING = 40  # directions with more variance than the rest, as in real vectors
Floats = NDArray[np.float32]


def made_up(count: int, chance: np.random.Generator) -> Floats:
    """Unit vectors distributed like real ones, with more variance along some directions."""
    spread = np.where(np.arange(WIDTH) < TELLING, 3.0, 1.0).astype(np.float32)
    found = chance.standard_normal((count, WIDTH), dtype=np.float32) * spread
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def filled(size: int, chance: np.random.Generator, *, exact: bool) -> tuple[CodeTable, Floats]:
    """The table of codes and, with ``exact``, the vectors themselves."""
    table, kept = CodeTable.empty(), []
    for start in range(0, size, BATCH):
        vectors = made_up(min(BATCH, size - start), chance)
        rows = np.arange(start, start + len(vectors), dtype=np.int64)
        table = table.appended(CodeBatch(start + 1, rows, signs(vectors)))
        kept += [vectors] if exact else []
    return table, np.concatenate(kept) if exact else np.zeros((0, WIDTH), np.float32)


def _nearest(vectors: Floats, question: Floats) -> object:
    return np.argpartition(vectors @ question, -NEAREST)


def timed(search: Callable[[Floats], object], questions: Floats) -> str:
    """Median and 95th percentile of processor time in milliseconds."""
    search(questions[0])
    spent = []
    for question in questions:
        start = time.process_time()
        search(question)
        spent.append(1000 * (time.process_time() - start))
    return f"{np.quantile(spent, 0.5):.1f} / {np.quantile(spent, 0.95):.1f}"


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 3_000_000])
    parser.add_argument("--exact-up-to", type=int, default=1_000_000, help="sentences; more floats do not fit")
    options = parser.parse_args()
    chance = np.random.default_rng(1)
    questions = made_up(QUESTIONS, chance)
    print("| sentences | signs, ms p50 / p95 | MB | all vectors, ms p50 / p95 | MB |\n|---|---|---|---|---|")
    for size in options.sizes:
        table, vectors = filled(size, chance, exact=size <= options.exact_up_to)
        scan = timed(partial(closest, table, limit=COMPARED), questions)
        exact = "-"
        if len(vectors):
            exact = timed(partial(_nearest, vectors), questions)
        memory = (table.columns.nbytes + table.rows.nbytes) / 1e6
        print(f"| {size:,} | {scan} | {memory:.0f} | {exact} | {vectors.nbytes / 1e6:.0f} |", flush=True)


if __name__ == "__main__":
    main()
