"""Recall and ranking at several sizes against rank-bm25, bm25s, tantivy and FTS5's own order, in one run.

    python -m benchmarks.retrieval [--articles FILE.jsonl | FOLDER] [--sentences 100000 300000 1000000]
                                   [--questions 100] [--data FOLDER] [--only NAME ...]

The archives are made of the given articles (default: seeds/) by benchmarks/corpus.py and kept in ``--data``. Each
engine runs in a process of its own, with the same questions (four to seven terms of some sentence) and short queries
(one or two of the common words), and gives its ten best sentences. Times are milliseconds of processor time and of the
wall clock; "agrees" is the share of exhaustive rank-bm25's ten best that the engine has as well; memory is what the
process keeps for itself, without mapped pages of files. On a shared machine trust the ratios.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.corpus import DATA, Archive, archives, read_sources
from benchmarks.peers import engines, reading

REFERENCE = "rank-bm25, exhaustive"
COMMON = (20, 300)  # frequency ranks of the words of short queries
UNMEASURED = 5  # initial queries that are not counted, for caches and compilers
FEWER = {REFERENCE: 10_000_000}  # maximum sentences times queries for this engine


@dataclass(frozen=True)
class Queries:
    """Terms of questions, and one- and two-word queries of common words."""

    questions: list[list[str]]
    short: list[list[str]]


@dataclass(frozen=True)
class Times:
    """Milliseconds: 50th, 95th and 99th percentiles of processor time and wall clock."""

    busy: list[float]
    waited: list[float]


@dataclass(frozen=True)
class Run:
    """The results of one engine for the queries."""

    questions: Times
    short: Times
    found: list[list[list[int]]]  #: of the questions and of the short queries
    memory: float  #: megabytes
    build: float | None
    disk: float | None


def queries(path: Path, count: int, seed: int = 7) -> Queries:
    """Queries from the archive itself; the same for the same seed."""
    chance = random.Random(seed)
    with reading(path) as connection:
        (last,) = connection.execute("SELECT max(id) FROM sentences").fetchone()
        commonest = "SELECT term FROM terms ORDER BY sentences DESC LIMIT ? OFFSET ?"
        common = [row[0] for row in connection.execute(commonest, (COMMON[1] - COMMON[0], COMMON[0]))]
        questions: list[list[str]] = []
        while len(questions) < count:
            found = connection.execute(
                "SELECT stems FROM sentences WHERE id = ?", (chance.randint(1, last),)
            ).fetchone()
            different = sorted(set(found[0].split())) if found else []
            if len(different) >= 8:
                questions.append(chance.sample(different, chance.randint(4, 7)))
    return Queries(questions, [chance.sample(common, chance.randint(1, 2)) for _ in range(count)])


def measure(name: str, path: Path, asked: Queries) -> Run:
    """Open an engine and run all queries. Raises ImportError if its package is missing."""
    before = resident()
    engine = engines()[name](path)
    times, found = [], []
    for some in (asked.questions, asked.short):
        for query in some[:UNMEASURED]:
            engine.search(query)
        results, busy, waited = [], [], []
        for query in some:
            start = time.process_time(), time.perf_counter()
            results.append(engine.search(query))
            busy.append(time.process_time() - start[0])
            waited.append(time.perf_counter() - start[1])
        times.append(Times(_percentiles(busy), _percentiles(waited)))
        found.append(results)
    return Run(times[0], times[1], found, resident() - before, engine.build, engine.disk)


def _percentiles(seconds: Sequence[float]) -> list[float]:
    return [float(each) * 1000 for each in np.percentile(seconds, (50, 95, 99))]


def resident() -> float:
    """Resident memory of this process in megabytes, without pages of mapped files (Linux)."""
    gc.collect()
    _, pages, shared, *_ = Path("/proc/self/statm").read_text("ascii").split()
    return (int(pages) - int(shared)) * 4096 / 1e6


def compare(archive: Archive, count: int, names: Sequence[str], console: Console) -> dict[str, Run]:
    """All engines on one archive, each in a fresh process."""
    asked, runs = queries(archive.path, count), {}
    for name in names:
        few = min(count, max(10, FEWER.get(name, archive.sentences * count) // archive.sentences))
        some = Queries(asked.questions[:few], asked.short[:few])
        with console.status(f"{archive.sentences:,} sentences: {name}"), _process() as process:
            try:
                runs[name] = process.submit(measure, name, archive.path, some).result()
            except ImportError as missing:
                console.print(f"{name} is left out: {missing} (pip install -e '.[bench]')")
    return runs


def _process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def agreement(found: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> float:
    """The share of the correct top tens that was found, over the queries that both ran."""
    shares = [len(set(here) & set(there)) / len(there) for here, there in zip(found, right, strict=False) if there]
    return sum(shares) / max(1, len(shares))


def table(archive: Archive, runs: dict[str, Run]) -> Table:
    """The figures for one size, one row per engine."""
    made = Table(title=f"{archive.sentences:,} sentences", title_justify="left")
    for column in ("engine", "questions: CPU p50/95/99", "clock p50/95/99", "short: CPU p50/95/99", "clock p50/95/99"):
        made.add_column(column, justify="left" if column == "engine" else "right")
    for column in ("slower than newsbot", "agrees", "short", "memory MB", "disk MB", "build s"):
        made.add_column(column, justify="right")
    for row in rows(runs):
        made.add_row(*row)
    return made


def rows(runs: dict[str, Run]) -> Iterator[list[str]]:
    """The cells of ``table``."""
    right, ours = runs.get(REFERENCE), runs.get("newsbot: recall, BM25")
    for name, run in runs.items():
        times = (run.questions.busy, run.questions.waited, run.short.busy, run.short.waited)
        factor = run.questions.busy[0] / ours.questions.busy[0] if ours else 0.0
        whole = name.endswith("whole answer")
        agrees = ["" if right is None or whole else f"{agreement(run.found[i], right.found[i]):.2f}" for i in (0, 1)]
        sizes = [f"{run.memory:.0f}", *("" if each is None else f"{each:.0f}" for each in (run.disk, run.build))]
        yield [name, *(" / ".join(f"{ms:.1f}" for ms in each) for each in times), f"{factor:.1f} x", *agrees, *sizes]


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, default=Path("seeds"))
    parser.add_argument("--sentences", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--only", nargs="+", choices=engines(), default=list(engines()), metavar="ENGINE")
    arguments = parser.parse_args()
    console = Console(width=190)
    sources = read_sources(arguments.articles, arguments.data)
    for archive in archives(sources, arguments.articles.stem, sorted(arguments.sentences), arguments.data):
        console.print(
            f"{archive.path.name}: {archive.megabytes:.0f} MB with texts, names and quotes; Zipf's slope "
            f"{archive.slope:.2f} of the given articles' {archive.given_slope:.2f}"
            + (f"; {archive.rate:,.0f} sentences a second of processor time" if archive.rate else "")
        )
        runs = compare(archive, arguments.questions, arguments.only, console)
        console.print(table(archive, runs))
        figures = {name: {**asdict(run), "found": []} for name, run in runs.items()}
        archive.path.with_suffix(".json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
