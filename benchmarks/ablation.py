"""The value of each feature and each source of recall: left out, refitted, cross-validated.

    python -m benchmarks.ablation --development DB QUESTIONS ...

Prints a Markdown table of the lexical ranking, without the reranker. Every row is ten-fold cross-validated with all
questions about one article in one fold; AUROC separates answerable from unanswerable questions. One question
changes hit@1 by half a point, so rows within a point of the first are not significantly different.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.development import Listed
from benchmarks.fit_weights import kept_prior, read_development
from benchmarks.fitting import Result, area_under_curve, cross_validated
from bot.retrieval.expansion.wordnet import Senses
from bot.retrieval.ranking import features


def _nothing(*_: object, **__: object) -> list[int]:
    return []


def _as_written(_: object, text: str) -> str:
    return text


def _no_name(*_: object) -> tuple[()]:
    return ()


#: by what is left out: its name in the program, and what replaces it
SOURCES: dict[str, list[tuple[str, Callable[..., Any]]]] = {
    "recall of sentences": [("bot.retrieval.ranking.ranker.recall_sentences", _nothing)],
    "recall of articles, their titles included": [("bot.retrieval.ranking.ranker.recall_articles", _nothing)],
    "repaired spelling": [("bot.understanding.question.repaired", _as_written)],
    "dates understood": [("bot.understanding.question.find_window", lambda *_: None)],
    "names and their aliases": [("bot.understanding.question.find_names", _no_name)],
    "the thesaurus": [("bot.retrieval.ranking.features.related", lambda _: frozenset())],
    "WordNet": [("bot.retrieval.ranking.features.senses", lambda _: Senses())],
}


def rows(pairs: list[list[str]]) -> Iterator[tuple[str, Result]]:
    """The name of what is left out ("" for nothing), and the result."""
    lists, prior = read_development(pairs), kept_prior()
    yield "", cross_validated(lists, prior)[""]
    for piece in features.PIECES:
        columns = np.array([float(other != piece) for other in features.PIECES])
        yield f"`{piece}`", cross_validated(lists, prior, columns)[""]
    for name in SOURCES:
        yield name, cross_validated(without(name, pairs), prior)[""]


def without(source: str, pairs: list[list[str]]) -> list[Listed]:
    """The questions as parsed and recalled without a source."""
    with ExitStack() as stack:
        for target, stand_in in SOURCES[source]:
            stack.enter_context(patch(target, stand_in))
        return read_development(pairs)


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--development", nargs=2, action="append", required=True, metavar=("DB", "QUESTIONS"))
    print("| left out | hit@1 | hit@3 | hit@10 | AUROC |\n|---|---|---|---|---|")
    for name, result in rows(parser.parse_args().development):
        hits = " | ".join(f"{result.hit(k):.3f}" for k in (1, 3, 10))
        area = area_under_curve(result.answerable, result.unanswerable)
        print(f"| {name or 'nothing'} | {hits} | {area:.3f} |", flush=True)


if __name__ == "__main__":
    main()
