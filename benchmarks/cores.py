"""The speed of ``newsbot add`` on several cores, compared with one core and with the bare spaCy pipeline.

    python -m benchmarks.cores [--articles FILE.jsonl | FOLDER] [--count 300] [--rounds 3] [--cores 2] [--dask]

Each round adds the same articles to fresh databases, on one core and on all, and runs ``nlp.pipe`` over their
paragraphs, each in processes of its own; words a second on the wall clock from the first article that is stored to the
last, so that loading the models counts for nobody. With ``--dask`` the cores are workers of a Dask cluster on this
machine, one and all, instead. On a machine with other work only rounds on which both had the
cores to themselves tell anything: the load is printed beside them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import spacy

import bot.language.model.span_tagger  # noqa: F401  registers the last part of the pipeline
from benchmarks.annotating import Article, read, taken
from bot.language.annotator import NEWS
from bot.models import NewArticle
from bot.newsroom import open_newsroom

WARM = 32  # articles after which every process has loaded its models


def adding(articles: list[Article], cores: int, workers: str = "") -> float:
    """Words per second when adding to a fresh database; ``workers`` is the address of a Dask scheduler."""
    with tempfile.TemporaryDirectory() as folder, closing(open_newsroom(Path(folder) / "news.db")) as newsroom:
        started, words = 0.0, 0
        made = (NewArticle(text=text, title=title, id=f"b{n}") for n, (title, text) in enumerate(articles))
        for number, _ in enumerate(newsroom.add_many(made, processes=cores, workers=workers)):
            if number == WARM * cores:
                started = time.perf_counter()
            elif started:
                words += len(articles[number][1].split())
        return words / (time.perf_counter() - started)


def adding_on_dask(articles: list[Article], cores: int) -> float:
    """The same on ``cores`` workers of a Dask cluster on this machine."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=cores, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        return adding(articles, cores, str(cluster.scheduler_address).replace("tcp://", "dask://"))


def bare(articles: list[Article]) -> float:
    """Words per second of ``nlp.pipe`` on the paragraphs."""
    nlp = spacy.load(NEWS)
    lines = [[line.strip() for line in text.split("\n") if line.strip()] for _, text in articles]
    sum(1 for _ in nlp.pipe(line for text in lines[:WARM] for line in text))
    paragraphs = [line for text in lines[WARM:] for line in text]
    started = time.perf_counter()
    sum(1 for _ in nlp.pipe(paragraphs))
    return sum(len(line.split()) for line in paragraphs) / (time.perf_counter() - started)


def rounds(options: argparse.Namespace) -> Iterator[tuple[float, float, float]]:
    """Words per second on one core, on all cores and of ``nlp.pipe``, one row per round."""
    for number in range(options.rounds):
        how = "dask:" if options.dask else ""
        one, many, pipe = (_apart(options, what) for what in (f"{how}1", f"{how}{options.cores}", "pipe"))
        load = os.getloadavg()[0]
        print(
            f"round {number + 1}: {one:,.0f}, {many:,.0f} and nlp.pipe {pipe:,.0f} words/s, load {load:.1f}", flush=True
        )
        yield one, many, pipe


def _apart(options: argparse.Namespace, what: str) -> float:
    """Measure ``what`` in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.cores", "--articles", str(options.articles)]
    done = subprocess.run(
        [*command, "--count", str(options.count), "--only", what], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, default=Path("seeds"))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--dask", action="store_true", help="workers of a Dask cluster instead of processes")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        articles = _numbered(read(options.articles), options.count)
        print(_measured(options.only, articles))
        return
    one, many, pipe = (statistics.median(column) for column in zip(*rounds(options), strict=True))
    print(f"median: {options.cores} cores {many / one:.2f} times one, {many / pipe:.2f} times nlp.pipe on one")


def _measured(what: str, articles: list[Article]) -> float:
    if what == "pipe":
        return bare(articles)
    how, _, cores = what.rpartition(":")
    return (adding_on_dask if how else adding)(articles, int(cores))


def _numbered(articles: list[Article], count: int) -> list[Article]:
    """``count`` articles; repeated ones have different titles."""
    repeated = taken(articles, sum(len(text.split()) for _, text in articles) * (1 + count // len(articles)))
    return [(f"{title} ({n})", text) for n, (title, text) in enumerate(repeated[:count])]


if __name__ == "__main__":
    main()
