"""Speed and memory of annotation, compared with the bare spaCy pipeline that it uses.

    python -m benchmarks.annotating [--articles FILE.jsonl | FOLDER] [--rounds 5] [--words 15000] [--memory]

Bare is ``nlp.pipe`` of the same shipped news pipeline, as spaCy loads it, over the same paragraphs. Both do the same
articles in turns, and the ratio of words a second of processor time is the median over the rounds: on a shared machine
one round tells little. ``--memory`` annotates one long article in a process of its own and prints its peak.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

import spacy

import bot.language.model.span_tagger  # noqa: F401  registers the last part of the pipeline
from bot.language import Language
from bot.language.annotator import NEWS
from bot.sources.reading import collect
from bot.sources.records import FoundArticle

Article = tuple[str, str]

#: Length in words of the article whose memory use is measured.
LONG = 200_000
_KIB = 1024


def main(arguments: list[str] | None = None) -> None:
    """Parse the command line, run, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.annotating", description=__doc__)
    parser.add_argument("--articles", type=Path, default=Path("seeds"), help="folder, or JSON Lines file")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--words", type=int, default=15_000, help="stop after so many words; fewer articles are repeated"
    )
    parser.add_argument("--memory", action="store_true", help=f"also the peak memory of an article of {LONG:,} words")
    parser.add_argument("--peak-of", type=int, metavar="WORDS", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    articles = read(options.articles)
    if options.peak_of is not None:
        sys.stdout.write(f"{peak(articles, options.peak_of):.0f}\n")
        return
    sys.stdout.write(compared(taken(articles, options.words), options.rounds))
    if options.memory:
        small, large = (in_own_process(options.articles, words) for words in (1_000, LONG))
        sys.stdout.write(f"peak memory: {small} MB with 1,000 words, {large} MB with one article of {LONG:,} words\n")


def read(path: Path) -> list[Article]:
    """The (title, text) of every readable article. Raises SourceError if the path cannot be read."""
    return [(one.article.title, one.article.text) for one in collect([path]) if isinstance(one, FoundArticle)]


def taken(articles: Sequence[Article], words: int) -> list[Article]:
    """Articles in order, repeated if necessary, until they have ``words`` words in total."""
    chosen: list[Article] = []
    for article in cycle(articles):
        if words <= 0:
            return chosen
        chosen.append(article)
        words -= max(1, len(article[1].split()))
    raise SystemExit("There are no articles.")


def compared(articles: Sequence[Article], rounds: int) -> str:
    """One line per measure: words per second of both, and the median ratio with its minimum and maximum."""
    language, nlp = Language(), spacy.load(NEWS)
    texts = [part for article in articles for part in article]  # titles are annotated too
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    words = sum(len(text.split()) for text in texts)

    def ours() -> int:
        return sum(1 for _ in language.annotate(articles))

    def bare() -> int:
        return sum(1 for _ in nlp.pipe(paragraphs))

    ours()
    bare()
    seconds = [(taking(bare), taking(ours)) for _ in range(rounds)]
    ratios = sorted(alone / whole for alone, whole in seconds)
    alone, whole = (words / statistics.median(column) for column in zip(*seconds, strict=True))
    return (
        f"{len(articles)} articles, {words:,} words, {rounds} rounds in turns, words a second of processor time:\n"
        f"nlp.pipe {alone:,.0f}   annotate {whole:,.0f}\n"
        f"ratio: median {statistics.median(ratios):.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f}\n"
    )


def taking(work: Callable[[], int]) -> float:
    """Run ``work``; returns seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(articles: Sequence[Article], words: int) -> float:
    """Peak memory of this process in megabytes after annotating one article of ``words`` words."""
    lines = (line for _, text in taken(articles, words) for line in text.split("\n"))
    joined = "\n".join(lines).split(" ")
    text = " ".join(islice(joined, words))
    sum(1 for _ in Language().annotate([("", text)]))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB


def in_own_process(path: Path, words: int) -> int:
    """Measure :func:`peak` in a fresh process, because a process does not return memory."""
    command = [sys.executable, "-m", "benchmarks.annotating", "--articles", str(path), "--peak-of", str(words)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
