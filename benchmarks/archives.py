"""The same questions to an archive in SQLite and in OpenSearch: agreement, correctness, and times.

    python -m benchmarks.archives DB QUESTIONS.jsonl --cluster opensearch://host:9200/prefix [--rerank-ms 3000]

DB is a database that ``newsbot add`` has made; it is copied, and the copy is carried over to the cluster first. A line
of QUESTIONS is ``{"q", "gold_sentences": [...], "also_ok"?: [{"sentence"}], "asked_on"?}``, without gold sentences
where the archive has no answer. Each question goes to both, one after the other, so that both meet the same load.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.development import same_sentence
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, Reply, open_newsroom

NOON = 12


@dataclass
class Outcomes:
    """The results of one archive for the questions."""

    first: list[str] = field(default_factory=list)  #: the first excerpt of each, "" = declined without any
    declined: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)  #: of those that have an answer
    seconds: list[float] = field(default_factory=list)

    def times(self) -> str:
        """Percentiles in milliseconds."""
        middle, late = np.percentile(np.array(self.seconds) * 1000, [50, 95])
        return f"p50 {middle:,.0f} ms, p95 {late:,.0f} ms"


def ask(newsroom: Newsroom, record: dict[str, Any], outcomes: Outcomes) -> None:
    """Ask one question and record its outcome."""
    asked = datetime.fromisoformat(record.get("asked_on") or "2026-11-29").replace(hour=NOON, tzinfo=UTC)
    started = time.perf_counter()
    reply = newsroom.reply(newsroom.route(record["q"], asked=asked), asked=asked)
    outcomes.seconds.append(time.perf_counter() - started)
    first = _first(reply)
    outcomes.first.append(first)
    outcomes.declined.append(not reply.answered)
    gold = record.get("gold_sentences") or []
    if gold:
        fitting = [*gold, *(one["sentence"] for one in record.get("also_ok") or [])]
        outcomes.right.append(any(same_sentence(first, one) for one in fitting))


def _first(reply: Reply) -> str:
    if reply.answer and reply.answer.excerpts:
        return reply.answer.excerpts[0].text
    if reply.quotes and reply.quotes.said.quotes:
        return reply.quotes.said.quotes[0].content
    return reply.words


def carry_over(newsroom: Newsroom) -> float:
    """Transfer everything to the cluster and make it searchable; returns seconds."""
    assert newsroom.cluster is not None
    started = time.perf_counter()
    while newsroom.cluster.sync():
        pass
    cluster = newsroom.cluster.background
    cluster.refresh(f"{cluster.address.prefix}-*")
    return time.perf_counter() - started


def compared(records: list[dict[str, Any]], near: Newsroom, far: Newsroom) -> tuple[Outcomes, Outcomes]:
    """Ask both archives every question."""
    found = Outcomes(), Outcomes()
    for newsroom in (near, far):
        ask(newsroom, records[0], Outcomes())  # models load
    for record in records:
        for newsroom, outcomes in zip((near, far), found, strict=True):
            ask(newsroom, record, outcomes)
    return found


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--cluster", required=True)
    parser.add_argument("--rerank-ms", type=int, default=3000)
    options = parser.parse_args()
    records = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / name for name in ("near.db", "far.db")]
        for copy in copies:
            shutil.copy(options.database, copy)
        tuning = Tuning(rerank_ms=options.rerank_ms)
        with (
            closing(open_newsroom(copies[0], tuning)) as near,
            closing(open_newsroom(copies[1], Tuning(rerank_ms=options.rerank_ms, archive=options.cluster))) as far,
        ):
            print(f"carried over in {carry_over(far):,.1f} s")
            _report(*compared(records, near, far))


def _report(sqlite: Outcomes, cluster: Outcomes) -> None:
    agreed = np.mean([one == other for one, other in zip(sqlite.first, cluster.first, strict=True)])
    decided = np.mean([one == other for one, other in zip(sqlite.declined, cluster.declined, strict=True)])
    print(
        f"{len(sqlite.first)} questions: the same first excerpt for {agreed:.3f}, the same decision for {decided:.3f}"
    )
    for name, outcomes in (("SQLite", sqlite), ("OpenSearch", cluster)):
        hits = sum(outcomes.right)
        print(f"{name}: hit@1 {hits} of {len(outcomes.right)} ({hits / len(outcomes.right):.3f}), {outcomes.times()}")


if __name__ == "__main__":
    main()
