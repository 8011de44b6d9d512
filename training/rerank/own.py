"""Groups from our own data: questions about a newsroom's articles, with the wrong sentences that mislead us.

    newsroom + questions -> shortlist -> right sentences, the best-placed wrong ones ------------------+-> a group
                         -> the right article, read by the reranker -> its most convincing wrong ones -+
                                      -> the same without the article that answers -> a group without a right one

Hard wrong sentences are what the reranker meets at run time; sets about encyclopedias have none like them. Most that
mislead it stand in the right article: they repeat the question, or tell another number or name of the asked kind.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.development import Listed, read_lists
from bot.archive import ArchiveReader
from bot.retrieval.ranking.features import PIECES
from bot.retrieval.ranking.passages import Candidate, read_candidates
from bot.retrieval.ranking.ranker import weights
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.retrieval.reranking.stage import contenders_of
from bot.store.file.database import Database

MOST_RIGHT = 2
MOST_WRONG = 6  # by rank, in any article
MOST_INSIDE = 7  # of the right article, by reranker score
ROBBED = 0.15  # share of the answerable questions that are repeated without the answering article
SEED = 5
BUSY_TIMEOUT = 5.0

#: A line as in groups.py.
Line = dict[str, Any]


def own_groups(database: Path, questions: Path, reranker: Reranker) -> Iterator[Line]:
    """Groups of ``questions`` (see benchmarks/development.py) for the newsroom ``database``, in order.

    ``reranker``: the model whose mistakes within the right article are collected. Questions without a right sentence
    among the candidates are left out, because nothing can be learned from their order.
    """
    rank = np.array([weights()["rank"][piece] for piece in PIECES])
    chance = random.Random(SEED)
    lists = read_lists(database, questions)
    answers = [json.loads(line).get("answer") or "" for line in questions.read_text("utf-8").splitlines()]
    with Database.open(database, busy_timeout=BUSY_TIMEOUT) as store, store.reading() as archive:
        for found, answer in zip(lists, answers, strict=True):
            robbed = found.answerable and chance.random() < ROBBED
            if found.right.any() or not found.answerable:
                yield from _line(found, _hard(archive, reranker, found, rank, answer), answer)
            if robbed:
                yield from _line(found, _placed(found, rank, "", robbed=True), "")


def _hard(
    archive: ArchiveReader, reranker: Reranker, found: Listed, rank: np.ndarray[Any, Any], answer: str
) -> list[tuple[Candidate, bool]]:
    """Right sentences, wrong ones by rank, and those of the right article that the reranker scores highest."""
    placed = _placed(found, rank, answer)
    known = {candidate.line.row for candidate, _ in placed} | _right_rows(found)
    return placed + [(candidate, False) for candidate in _inside(archive, reranker, found, answer, known)]


def _placed(
    found: Listed, rank: np.ndarray[Any, Any], answer: str, *, robbed: bool = False
) -> list[tuple[Candidate, bool]]:
    """Right sentences, then wrong ones by rank."""
    right = _right_rows(found)
    ranked = [one.candidate for one in found.ranked(rank, without_article=robbed)]
    wrong = [one for one in ranked if one.line.row not in right and not _tells(one, answer)]
    answers = [(one, True) for one in ranked if one.line.row in right][:MOST_RIGHT]
    return answers + [(one, False) for one in wrong[:MOST_WRONG]]


def _inside(archive: ArchiveReader, reranker: Reranker, found: Listed, answer: str, known: set[int]) -> list[Candidate]:
    """Wrong sentences of the right articles that are not ``known`` yet, highest scores first."""
    rows = {c.article.row for c, right in zip(found.candidates, found.right, strict=True) if right}
    lines = [(article, line) for article in archive.article_facts(rows) for line in article.lines]
    candidates = read_candidates(archive, [(article, line) for article, line in lines if line.row not in known])
    wrong = [one for one in candidates if not _tells(one, answer)]
    logits = reranker.score(found.question.text, contenders_of(wrong))
    return [wrong[place] for place in np.argsort(-np.array(logits), kind="stable")[:MOST_INSIDE]]


def _right_rows(found: Listed) -> set[int]:
    return {candidate.line.row for candidate, right in zip(found.candidates, found.right, strict=True) if right}


def _tells(candidate: Candidate, answer: str) -> bool:
    """Whether a sentence contains the answer verbatim: it may be right although it is not listed."""
    return bool(answer) and answer.casefold() in candidate.text.casefold()


def _line(found: Listed, pairs: Sequence[tuple[Candidate, bool]], answer: str) -> Iterator[Line]:
    if not pairs:
        return
    contenders = contenders_of([candidate for candidate, _ in pairs])
    rows = [
        [shown.sentence, int(is_right), shown.title, shown.previous, answer if is_right else ""]
        for shown, (_, is_right) in zip(contenders, pairs, strict=True)
    ]
    yield {"src": "own", "q": found.question.text, "c": rows}


def write_groups(database: Path, questions: Path, output: Path, model: Path | None = None) -> int:
    """Write them as JSON Lines and return their number.

    ``model``: the reranker whose mistakes count, None = shipped.
    """
    found = own_groups(database, questions, Reranker(model))
    lines = [json.dumps(line, ensure_ascii=False) for line in found]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(lines)
