"""Groups of our own: questions about a newsroom's articles, with the wrong sentences that our ranking puts first.

    newsroom + questions -> shortlist -> right sentences, then the best-placed wrong ones -> a group
                                      -> the same without the article that answers -> a group without a right one

Hard wrong sentences are what the reranker meets at run time; sets about encyclopedias have none like them.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.development import Listed, read_lists
from bot.retrieval.ranking.features import PIECES
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import weights
from bot.retrieval.reranking.stage import contenders_of
from bot.store.database import Database

MOST_RIGHT = 2
MOST_WRONG = 12
ROBBED = 0.15  # share of the answerable questions that come a second time without the article that answers
SEED = 5
BUSY_TIMEOUT = 5.0

#: A line of groups.py.
Line = dict[str, Any]


def own_groups(database: Path, questions: Path) -> Iterator[Line]:
    """Groups of ``questions`` (as of benchmarks/development.py) over the newsroom ``database``, in their order.

    Questions whose right sentence is not on the shortlist are left out: nothing can be learned of their order.
    """
    rank = np.array([weights()["rank"][piece] for piece in PIECES])
    chance = random.Random(SEED)
    lists = read_lists(database, questions)
    answers = [json.loads(line).get("answer") or "" for line in questions.read_text("utf-8").splitlines()]
    with Database(database, busy_timeout=BUSY_TIMEOUT) as store, store.reading() as connection:
        for found, answer in zip(lists, answers, strict=True):
            robbed = found.answerable and chance.random() < ROBBED
            if found.right.any() or not found.answerable:
                yield from _line(connection, found, _first(found, rank), answer)
            if robbed:
                yield from _line(connection, found, _first(found, rank, robbed=True), "")


def _first(found: Listed, rank: np.ndarray[Any, Any], *, robbed: bool = False) -> list[tuple[Candidate, bool]]:
    """Right sentences, then wrong ones as they are ranked."""
    right = {candidate.line.row for candidate, is_right in zip(found.candidates, found.right, strict=True) if is_right}
    ranked = [(one.candidate, one.candidate.line.row in right) for one in found.ranked(rank, without_article=robbed)]
    answers = [pair for pair in ranked if pair[1]][:MOST_RIGHT]
    return answers + [pair for pair in ranked if not pair[1]][:MOST_WRONG]


def _line(
    connection: sqlite3.Connection, found: Listed, pairs: Sequence[tuple[Candidate, bool]], answer: str
) -> Iterator[Line]:
    if not pairs:
        return
    contenders = contenders_of([candidate for candidate, _ in pairs])
    rows = [
        [shown.sentence, int(is_right), shown.title, shown.previous, answer if is_right else ""]
        for shown, (_, is_right) in zip(contenders, pairs, strict=True)
    ]
    yield {"src": "own", "q": found.question.text, "c": rows}


def write_groups(database: Path, questions: Path, output: Path) -> int:
    """Write them as JSON Lines; how many."""
    lines = [json.dumps(line, ensure_ascii=False) for line in own_groups(database, questions)]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(lines)
