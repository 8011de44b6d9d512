"""What judging costs: latency of ``Reranker.score`` and answers a second, beside sentence-transformers if installed.

    python -m benchmarks.rerank [--candidates 20] [--rounds 10] [--seeds seeds]

Questions and sentences are those of the seeds. The peer reranks by cosine of MiniLM embeddings: question and
candidates are embedded for each question, as the reranker reads them for each question. CPU time is of the process.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.retrieval.rerank import Contender, Reranker

PEER = "sentence-transformers/all-MiniLM-L6-v2"
WARM_UP = 2  # rounds that are not counted: the first loads the model

#: Judges the candidates of one question.
Judge = Callable[[str, Sequence[Contender]], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of each question."""

    wall: list[float]
    cpu: list[float]


def read_work(seeds: Path, candidates: int) -> list[tuple[str, list[Contender]]]:
    """The seeds' questions, each with sentences of one article after the other."""
    sentences = list(_sentences(seeds))
    lines = (seeds / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines]
    return [
        (question, [sentences[(7 * number + step) % len(sentences)] for step in range(candidates)])
        for number, question in enumerate(questions)
    ]


def _sentences(seeds: Path) -> Iterator[Contender]:
    for path in sorted(seeds.glob("*.txt")):
        title, previous = path.stem.replace("-", " "), ""
        for paragraph in path.read_text("utf-8").splitlines():
            for sentence in filter(None, paragraph.split(". ")):
                yield Contender(sentence, title, previous)
                previous = sentence


def measure(judge: Judge, work: Sequence[tuple[str, list[Contender]]], rounds: int, name: str) -> Timing:
    """Times ``judge`` on ``rounds`` questions after a warm-up."""
    timing = Timing([], [])
    for number in track(range(WARM_UP + rounds), description=name, transient=True):
        question, candidates = work[number % len(work)]
        wall, cpu = time.perf_counter(), time.process_time()
        judge(question, candidates)
        if number >= WARM_UP:
            timing.wall.append((time.perf_counter() - wall) * 1000)
            timing.cpu.append((time.process_time() - cpu) * 1000)
    return timing


def peer() -> Judge | None:
    """sentence-transformers on one thread, or None where it is not installed."""
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ImportError:
        return None
    torch.set_num_threads(1)
    model = SentenceTransformer(PEER, device="cpu")

    def judge(question: str, candidates: Sequence[Contender]) -> object:
        embedded = model.encode([question, *(c.sentence for c in candidates)], normalize_embeddings=True)
        return embedded[1:] @ embedded[0]

    return judge


def row(name: str, timing: Timing) -> list[str]:
    """Name, wall p50 and p95, CPU p50, questions a second."""
    ranked = sorted(timing.wall)
    late = ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]
    numbers = (statistics.median(ranked), late, statistics.median(timing.cpu))
    return [name, *(f"{number:.0f}" for number in numbers), f"{1000 * len(ranked) / sum(ranked):.2f}"]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--candidates", type=int, default=20, help="sentences a question")
    parser.add_argument("--rounds", type=int, default=10, help="questions timed")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    options = parser.parse_args()
    work = read_work(options.seeds, options.candidates)
    judges: dict[str, Judge | None] = {f"reranker, threads: {count}": Reranker(threads=count).score for count in (1, 2)}
    judges["sentence-transformers MiniLM cosine, threads: 1"] = peer()
    columns = ("", "wall p50 ms", "wall p95 ms", "CPU p50 ms", "questions/s")
    table = Table(*columns, title=f"{options.candidates} candidates a question")
    for name, judge in judges.items():
        table.add_row(*(row(name, measure(judge, work, options.rounds, name)) if judge else [name, "not installed"]))
    Console().print(table)


if __name__ == "__main__":
    main()
