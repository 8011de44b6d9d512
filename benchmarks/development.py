"""Development questions with the candidate sentences that newsbot ranks for them, and which of those are right.

A database is one that ``newsbot add`` has made; questions are JSON Lines ``{"q", "article_id", "gold_sentences": [...],
"also_ok"?: [{"article_id", "sentence"}], "asked_on"?}``, with no gold sentence where the archive has no answer.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models.questions import Question
from bot.retrieval.first_stage.dense import DenseIndex
from bot.retrieval.ranking import features, ranker
from bot.retrieval.ranking.passages import Candidate
from bot.store.file.database import Database
from bot.understanding.question import understand

Array = NDArray[np.float64]

_TOKEN = re.compile(r"[a-z0-9$£€%]+")


@dataclass(frozen=True)
class Listed:
    """A question with its candidates."""

    question: Question
    candidates: list[Candidate]
    evidence: list[features.Evidence]
    pieces: Array  #: a row a candidate, a column a piece of evidence
    right: NDArray[np.bool_]
    answerable: bool
    group: str  #: questions about one article have one: they are learned or tested together

    def ranked(self, weights: Array, *, without_article: bool = False) -> list[ranker.Ranked]:
        """The candidates, best first; ``without_article`` leaves out the articles of right sentences."""
        gone = {c.article.row for c, right in zip(self.candidates, self.right, strict=True) if right}
        found = [
            ranker.Ranked(c, e, float(score))
            for c, e, score in zip(self.candidates, self.evidence, self.pieces @ weights, strict=True)
            if not (without_article and c.article.row in gone)
        ]
        return sorted(found, key=lambda ranked: -ranked.score)

    def place(self, weights: Array) -> int:
        """The rank of its first right sentence, from 0; 999 if there is none among the candidates."""
        right = np.flatnonzero(self.right[np.argsort(-(self.pieces @ weights), kind="stable")])
        return int(right[0]) if len(right) else 999


def read_lists(database: Path, questions: Path, encoder: SentenceEncoder | None = None) -> list[Listed]:
    """The candidates of every question with their features, and which sentences are right.

    ``encoder``: None for the shipped one. Sentences without vectors in the database are found only by their words.
    """
    lists, index = [], DenseIndex(encoder or SentenceEncoder())
    with Database.open(database) as store, store.reading() as connection:
        public = {row[0]: row[1] for row in connection.execute("SELECT id, public_id FROM articles")}
        for number, line in enumerate(questions.read_text("utf-8").splitlines()):
            asked = json.loads(line)
            question = understand(connection, asked["q"], _day(asked.get("asked_on")))
            weighed = ranker.weighed(connection, question, dense=index.query(question.text))
            gold = [(asked.get("article_id"), text) for text in asked["gold_sentences"]]
            gold += [(also["article_id"], also["sentence"]) for also in asked.get("also_ok", [])]
            group = f"{database} {asked.get('article_id') or number}"
            lists.append(
                _listed(question, weighed, [_is_right(c, gold, public) for c, _ in weighed], bool(gold), group)
            )
    return lists


def _listed(
    question: Question,
    weighed: Sequence[tuple[Candidate, features.Evidence]],
    right: Sequence[bool],
    answerable: bool,
    group: str,
) -> Listed:
    rows = [[float(getattr(found, piece)) for piece in features.PIECES] for _, found in weighed]
    pieces = np.array(rows).reshape(len(rows), len(features.PIECES))
    candidates, found = [c for c, _ in weighed], [e for _, e in weighed]
    return Listed(question, candidates, found, pieces, np.array(right, bool), answerable, group)


def _is_right(candidate: Candidate, gold: Sequence[tuple[str, str]], public: dict[int, str]) -> bool:
    article = public[candidate.article.row]
    return any(article == wanted and same_sentence(candidate.text, text) for wanted, text in gold)


def same_sentence(one: str, other: str) -> bool:
    """Whether they share eight in ten words, or one contains the other and is hardly longer: splitters differ."""
    here, there = _tokens(one), _tokens(other)
    common = sum((Counter(here) & Counter(there)).values())
    if not common:
        return False
    if 2 * common / (len(here) + len(there)) >= 0.8:
        return True
    shorter, longer = sorted((" ".join(here), " ".join(there)), key=len)
    return f" {shorter} " in f" {longer} " and len(shorter.split()) >= 5 and len(longer.split()) <= 60


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'s", ""))


def _day(text: str | None) -> datetime:
    return datetime.fromisoformat(text or "2026-11-22").replace(tzinfo=UTC)
