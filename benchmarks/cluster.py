"""Failures of a three-node OpenSearch cluster on this machine: nothing may be lost or duplicated.

    python -m benchmarks.cluster ARCHIVE.db [--questions 60] [--steps bulk times kill rebuild] [--heap 1g] [--data DIR]

ARCHIVE.db is one that benchmarks.retrieval keeps; a copy of it is carried over. The steps, in the order that is wanted:

    bulk      everything is carried over; one node is killed (``kill -9``) on the way and started again
    times     the same questions to SQLite and to the cluster in turns, their 50th and 95th percentiles; in a process of
              its own, so that nothing of the bulk is in its memory
    kill      questions while another node is killed, until the cluster is whole again
    rebuild   new indices, whose aliases are swapped, with questions meanwhile
    -         steps from standard input, one a line: each when a shared machine is quiet

Java and Maven are needed. On a shared machine trust the ratios.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.retrieval import queries
from bot.archive import ReadableArchive
from bot.errors import ArchiveUnavailable
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, open_newsroom
from bot.newsroom.cluster_manager import ClusterManager
from bot.retrieval.first_stage.recall import recall_articles, recall_sentences
from tests.support.opensearch import NodeProcess, running_nodes

NODES = 3
TOLD = 5_000  #: articles between two lines about the bulk
Told = TypeVar("Told")
PAUSE = 0.5  # seconds between two attempts while the cluster elects a new manager


class ClusterRun:
    """A newsroom on the cluster, with the expected counts."""

    def __init__(self, newsroom: Newsroom, path: Path) -> None:
        assert newsroom.cluster is not None
        self.newsroom, self.manager = newsroom, newsroom.cluster
        with closing(sqlite3.connect(path)) as connection:
            self.wanted = tuple(
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("articles", "sentences", "quotes")
            )

    def counts(self) -> tuple[int, ...]:
        """The numbers of articles, sentences and quotes in the cluster."""
        cluster = self.manager.background
        cluster.refresh(f"{cluster.address.prefix}-*")
        with self.newsroom._archive.reading() as reader:
            counts = reader.counts()
        return counts.articles, counts.sentences, counts.quotes

    def check(self, what: str) -> None:
        """Report once whether everything is there."""
        found = _patient(self.counts)
        told = "nothing lost, nothing twice" if found == self.wanted else f"WRONG: {found} of {self.wanted}"
        print(f"{what}: {told}", flush=True)


def carry(manager: ClusterManager) -> int:
    """Transfer one batch, however long the cluster takes; returns the number of articles."""
    return _patient(manager.sync)


def _patient(ask: Callable[[], Told]) -> Told:
    while True:
        try:
            return ask()
        except ArchiveUnavailable:
            time.sleep(PAUSE)


def _wait_until_green(manager: ClusterManager) -> None:
    """Wait until all copies of all shards are allocated."""
    while _patient(manager.status).health != "green":
        time.sleep(PAUSE)


def bulk(run: ClusterRun, node: NodeProcess, asked: Sequence[Sequence[str]] = ()) -> None:
    """Transfer everything; the node is killed after a third of it and restarted after two thirds."""
    started, done, articles = time.perf_counter(), 0, run.wanted[0]
    killed = back = False
    while some := carry(run.manager):
        done += some
        if done // TOLD > (done - some) // TOLD:
            print(f"{done:,} articles in {time.perf_counter() - started:,.0f} s", flush=True)
        if not killed and done > articles / 3:
            node.kill()
            killed = True
            print(f"kill -9 of a node after {done:,} articles", flush=True)
        elif killed and not back and done > 2 * articles / 3:
            node.start()
            back = True
    seconds = time.perf_counter() - started
    documents = sum(run.wanted)
    print(
        f"bulk: {run.wanted[1] / seconds:,.0f} sentences/s, {documents / seconds:,.0f} documents/s in {seconds:,.0f} s"
    )
    run.check("after the bulk")


def recalled(archive: ReadableArchive, terms: Sequence[str]) -> tuple[list[int], list[int]]:
    """The first stage of a question: statistics, sentences, articles, and the articles' terms."""
    with archive.reading() as reader:
        known = reader.frequencies(terms)
        sentences = recall_sentences(reader, terms, known.sentences)
        articles = recall_articles(reader, terms, known.articles)
        reader.article_facts([*articles, *reader.articles_of(sentences).values()], sentences)
    return sentences, articles


def timed(archives: Sequence[ReadableArchive], asked: Sequence[Sequence[str]]) -> list[list[float]]:
    """Milliseconds of each question, one list per archive."""
    times: list[list[float]] = [[] for _ in archives]
    for number, terms in enumerate(asked):
        for archive, told in zip(archives, times, strict=True):
            started = time.perf_counter()
            _patient(partial(recalled, archive, terms))
            if number >= 5:  # the first ones fill caches
                told.append((time.perf_counter() - started) * 1000)
    return times


@contextmanager
def asking(run: ClusterRun, asked: Sequence[Sequence[str]]) -> Iterator[dict[str, int]]:
    """Ask questions during the block; count those answered by the cluster, by SQLite and by neither."""
    told = {"by the cluster": 0, "by SQLite, with a caveat": 0, "by nobody": 0}
    stop = threading.Event()

    def ask() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            for _ in range(2):
                try:
                    well = run.manager.archive.is_well()
                    recalled(run.manager.archive, asked[number % len(asked)])
                except ArchiveUnavailable:
                    continue  # retried, as in bot/newsroom/steady.py
                told["by the cluster" if well else "by SQLite, with a caveat"] += 1
                break
            else:
                told["by nobody"] += 1

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield told
    finally:
        stop.set()
        thread.join()


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--steps", nargs="+", choices=[*_STEPS, "-"], default=list(_STEPS))
    parser.add_argument("--heap", default="1g", help="of each node")
    parser.add_argument("--data", type=Path, help="folder for the nodes' data and the copy")
    options = parser.parse_args()
    asked = queries(options.archive, options.questions).questions
    with (
        tempfile.TemporaryDirectory(dir=options.data) as folder,
        running_nodes(Path(folder), NODES, (f"-Xms{options.heap}", f"-Xmx{options.heap}")) as nodes,
    ):
        copy = Path(folder) / "news.db"
        shutil.copy(options.archive, copy)
        hosts = ",".join(f"127.0.0.1:{node.http}" for node in nodes)
        address = f"opensearch://{hosts}/bench"
        print(f"{NODES} nodes of {options.heap} at {address}, a copy at {copy}", flush=True)
        with closing(_opened(copy, address)) as newsroom:
            run = ClusterRun(newsroom, options.archive)
            print(f"{run.wanted[1]:,} sentences of {run.wanted[0]:,} articles", flush=True)
            for number, step in enumerate(_steps(options.steps)):
                _STEPS[step](run, nodes[number % NODES], asked)
                _wait_until_green(run.manager)
                print(f"{step} is done, the cluster is green", flush=True)


def _steps(wanted: Sequence[str]) -> Iterator[str]:
    for step in wanted:
        yield from (line.strip() for line in sys.stdin) if step == "-" else [step]


def _opened(path: Path, address: str) -> Newsroom:
    tuning = Tuning(archive=address, archive_replicas="1")
    return open_newsroom(path, tuning, clock=lambda: datetime.now(UTC))


def _timing(run: ClusterRun, node: NodeProcess, asked: Sequence[Sequence[str]]) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        near, far = process.submit(time_both, run.newsroom._database.path, str(run.manager.address), asked).result()
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    for name, times in (("SQLite", near), ("cluster", far)):
        print(
            f"first stage, {name}: p50 {np.percentile(times, 50):,.0f} ms, p95 {np.percentile(times, 95):,.0f} ms"
            f" (load {load})",
            flush=True,
        )


def time_both(path: Path, address: str, asked: Sequence[Sequence[str]]) -> list[list[float]]:
    """Milliseconds of each question to SQLite and to the cluster."""
    with closing(_opened(path, address)) as newsroom:
        assert newsroom.cluster is not None
        return timed([newsroom._database, newsroom.cluster.archive], asked)


def _killing(run: ClusterRun, node: NodeProcess, asked: Sequence[Sequence[str]]) -> None:
    with asking(run, asked) as told:
        time.sleep(5)
        node.kill()
        time.sleep(20)
        node.start()
        node.wait(NODES)
    print("questions while a node is killed and comes back: " + ", ".join(f"{n} {how}" for how, n in told.items()))
    run.check("after the questions")


def _rebuilding(run: ClusterRun, node: NodeProcess, asked: Sequence[Sequence[str]]) -> None:
    started = time.perf_counter()
    with asking(run, asked) as told:
        _patient(lambda: run.manager.rebuild(lambda copied: None))
    print(
        f"rebuilding in {time.perf_counter() - started:,.0f} s, questions meanwhile: "
        + ", ".join(f"{n} {how}" for how, n in told.items())
    )
    run.check("after the rebuilding")


_STEPS = {"bulk": bulk, "times": _timing, "kill": _killing, "rebuild": _rebuilding}


if __name__ == "__main__":
    main()
