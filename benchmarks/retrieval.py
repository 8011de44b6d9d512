"""Recall and ranking against exhaustive rank-bm25 and FTS5's own order, in one run on one machine.

    python -m benchmarks.retrieval [--articles FILE.jsonl | FOLDER] [--sentences 100000] [--questions 100]

The archive is made of the given articles (default: seeds/) by benchmarks/rewriting.py and kept in benchmarks/data/.
Three engines give the ten best sentences: exhaustive rank-bm25 over all sentences in memory; FTS5, all terms joined by
OR, in its own order; ours, pair-gated recall by FTS5 and rank-bm25 over what was recalled with the whole corpus'
statistics. "Whole answer" is everything a question goes through: names, spelling, article evidence, all pieces of
evidence, excerpts. Times are milliseconds: medians of processor time, 95th percentiles of wall-clock time. On a
shared machine trust the ratios.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from rank_bm25 import BM25Okapi
from rich.console import Console
from rich.table import Table

from benchmarks.rewriting import Source, analysed, rewritten, slope
from bot.retrieval.answering import Answering
from bot.retrieval.bm25 import K1, B, CorpusBM25, inverse_frequency
from bot.retrieval.index import Index, read_frequencies
from bot.retrieval.recall import quoted, recall_sentences
from bot.sources import FoundArticle, collect
from bot.store.database import Database

DATA = Path(__file__).parent / "data"
TOP = 10
WHOLE = "ours: whole answer"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
COMMON = (20, 300)  # ranks of the words of short queries

Engine = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True)
class Queries:
    """Terms of questions and of one- and two-word queries of common words."""

    questions: list[list[str]]
    short: list[list[str]]


def read_sources(path: Path) -> list[Source]:
    """The articles of a JSON Lines file or folder as terms."""
    found = [each.article for each in collect([path]) if isinstance(each, FoundArticle)]
    sources = [analysed(article.title, article.text) for article in found]
    return [source for source in sources if source.sentences]


def build(path: Path, articles: Sequence[Source]) -> float:
    """Write the articles with their index; seconds taken."""
    start = time.perf_counter()
    with Database.open(path) as database:
        for number, article in enumerate(articles):
            with database.writing() as writer:
                _write(writer.conn, number, article)
                rows = writer.execute(
                    "SELECT id FROM sentences WHERE article_id = ? ORDER BY position", (number + 1,)
                ).fetchall()
                lines = article.sentences
                Index().add(writer, number + 1, " ".join(article.title), [row[0] for row in rows], lines)
    return time.perf_counter() - start


def _write(connection: Connection, number: int, article: Source) -> None:
    lines = [" ".join(line) for line in article.sentences]
    stamp = NOW.isoformat()
    connection.execute(
        """INSERT INTO articles (id, public_id, title, source, url, published, added, sort_time, lead, text, digest,
           revision) VALUES (?, ?, ?, 'benchmark', '', NULL, ?, ?, ?, ?, ?, 1)""",
        (number + 1, f"b{number}", " ".join(article.title), stamp, stamp, lines[0], "\n".join(lines), str(number)),
    )
    connection.executemany(
        """INSERT INTO sentences (article_id, position, paragraph, start, "end", text, stems)
           VALUES (?, ?, ?, 0, ?, ?, ?)""",
        [(number + 1, place, place, len(line), line, line) for place, line in enumerate(lines)],
    )


def queries(articles: Sequence[Source], count: int, seed: int = 7) -> Queries:
    """Questions: four to seven terms of a sentence. Short: one or two terms among the common ones."""
    chance = random.Random(seed)
    long_enough = [line for article in articles for line in article.sentences if len(set(line)) >= 8]
    questions = [chance.sample(sorted(set(chance.choice(long_enough))), chance.randint(4, 7)) for _ in range(count)]
    counts: dict[str, int] = {}
    for article in articles:
        for line in article.sentences:
            for term in line:
                counts[term] = counts.get(term, 0) + 1
    common = sorted(counts, key=lambda term: -counts[term])[slice(*COMMON)]
    return Queries(questions, [chance.sample(common, chance.randint(1, 2)) for _ in range(count)])


def exhaustive(connection: Connection) -> Engine:
    """rank-bm25 over all sentences, with the same formula as ours, so that orders can be compared."""
    rows = connection.execute("SELECT id, stems FROM sentences ORDER BY id").fetchall()
    ids = np.array([row[0] for row in rows])
    ranker = BM25Okapi([row[1].split() for row in rows], k1=K1, b=B)
    holding: dict[str, int] = {}
    for document in ranker.doc_freqs:
        for term in document:
            holding[term] = holding.get(term, 0) + 1
    ranker.idf = {term: inverse_frequency(len(rows), number) for term, number in holding.items()}

    def search(query: Sequence[str]) -> list[int]:
        scores = ranker.get_scores(list(dict.fromkeys(query)))
        return [int(ids[place]) for place in np.argsort(-scores, kind="stable")[:TOP] if scores[place] > 0]

    return search


def full_text(connection: Connection) -> Engine:
    """FTS5's own ranking of all sentences that hold any of the terms."""

    def search(query: Sequence[str]) -> list[int]:
        expression = " OR ".join(map(quoted, query))
        found = connection.execute(
            "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ? ORDER BY rank LIMIT ?", (expression, TOP)
        )
        return [row[0] for row in found]

    return search


def ours(connection: Connection) -> Engine:
    """Recall and rank-bm25 as answering uses them, without the other evidence."""

    def search(query: Sequence[str]) -> list[int]:
        statistics = read_frequencies(connection, query).sentences
        rows = recall_sentences(connection, query, statistics)
        found = connection.execute(
            "SELECT id, stems FROM sentences WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(rows),)
        ).fetchall()
        if not found:
            return []
        scores = CorpusBM25(query, [row[1].split() for row in found], statistics).scores()
        order = sorted(range(len(found)), key=lambda place: (-scores[place], found[place][0]))
        return [found[place][0] for place in order[:TOP]]

    return search


@dataclass(frozen=True)
class Run:
    """What one engine made of some queries."""

    results: list[list[int]]
    median: float  #: milliseconds of processor time
    slow: float  #: 95th percentile, milliseconds of wall-clock time


def measured(engine: Engine, asked: Sequence[Sequence[str]]) -> Run:
    """Ask all; a few unmeasured ones come first."""
    for query in asked[:5]:
        engine(query)
    results, busy, waited = [], [], []
    for query in asked:
        start = time.process_time(), time.perf_counter()
        results.append(engine(query))
        busy.append(time.process_time() - start[0])
        waited.append(time.perf_counter() - start[1])
    return Run(results, float(np.median(busy)) * 1000, float(np.percentile(waited, 95)) * 1000)


def agreement(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> float:
    """The share of the other's top ten that one has, over the queries that have any."""
    shares = [len(set(here) & set(there)) / len(there) for here, there in zip(one, other, strict=True) if there]
    return sum(shares) / max(1, len(shares))


def resident() -> float:
    """Megabytes of this process in memory, without pages of mapped files (Linux)."""
    gc.collect()
    _, pages, shared, *_ = Path("/proc/self/statm").read_text("ascii").split()
    return (int(pages) - int(shared)) * 4096 / 1e6


def compare(database: Database, asked: Queries, console: Console) -> None:
    """Run all engines and print the table."""
    table = Table("engine", *("question p50", "p95", "short p50", "p95"), "faster", "agreement", "memory MB")
    with database.reading() as connection:
        before = resident()
        reference = exhaustive(connection)
        memory = {"exhaustive rank-bm25": resident() - before}
        answering = Answering(database)

        def whole(query: Sequence[str]) -> list[int]:
            return [found.sentence_row for found in answering.ask(" ".join(query), asked=NOW).excerpts]

        engines = {"exhaustive rank-bm25": reference, "FTS5 ORDER BY rank": full_text(connection)}
        engines |= {"ours: recall, rank-bm25": ours(connection), WHOLE: whole}
        runs: dict[str, Run] = {}
        for name, engine in engines.items():
            before = resident()
            runs[name], short = measured(engine, asked.questions), measured(engine, asked.short)
            memory.setdefault(name, resident() - before)
            run, right = runs[name], runs["exhaustive rank-bm25"]
            agreed = "" if name == WHOLE else f"{agreement(run.results, right.results):.2f}"
            times = [f"{figure:.1f}" for figure in (run.median, run.slow, short.median, short.slow)]
            table.add_row(name, *times, f"{right.median / run.median:.0f} x", agreed, f"{memory[name]:.0f}")
    console.print(table)


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, default=Path("seeds"))
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=100)
    arguments = parser.parse_args()
    console = Console(width=110)
    sources = read_sources(arguments.articles)
    articles = list(rewritten(sources, arguments.sentences))
    console.print(
        f"{len(sources)} articles rewritten into {len(articles):,}; Zipf's slope {slope(sources):.2f} and "
        f"{slope(articles):.2f}"
    )
    path = DATA / f"{arguments.articles.stem}-{arguments.sentences}.db"
    if not path.exists():
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        seconds = build(partial, articles)
        partial.rename(path)
        console.print(f"indexed {arguments.sentences / seconds:,.0f} sentences a second, one transaction an article")
    with closing(Database.open(path)) as database:
        console.print(f"{path.stat().st_size / 1e6:.0f} MB on disk, text included")
        compare(database, queries(articles, arguments.questions), console)


if __name__ == "__main__":
    main()
