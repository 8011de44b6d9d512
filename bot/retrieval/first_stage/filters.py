"""Recall among the articles that a question's operators or dates select."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.archive import ArchiveReader
from bot.models.passages import ArticleFilter, Statistics
from bot.models.questions import Question
from bot.retrieval.first_stage.recall import gate

MOST_RANKED = 1_500  #: newest articles that are ranked for one question
LATE = 4  #: days after an event during which it is still reported


def recall_of_days(
    archive: ArchiveReader, question: Question, wanted: Sequence[str], statistics: Statistics, *, limit: int
) -> list[int]:
    """Recall among articles of the days that ``question`` names and ``LATE`` more, in which they are still reported."""
    window = question.window
    if window is None:
        return []
    until = window.until + timedelta(days=LATE) if window.until and window.since else window.until
    within = ArticleFilter(spans=((window.since, until),))
    return archive.best_articles(gate(wanted, statistics), ranked=MOST_RANKED, limit=limit, within=within)


def recall_narrowed(
    archive: ArchiveReader, question: Question, wanted: Sequence[str], statistics: Statistics, *, limit: int
) -> list[int]:
    """Rows of at most ``limit`` articles that pass the operators, best first.

    If none passes, quoted phrases are dropped.
    """
    within, match = question.filter, gate(wanted, statistics)
    rows = archive.best_articles(match, ranked=MOST_RANKED, limit=limit, within=within)
    if rows or not within.phrases:
        return rows
    return archive.best_articles(match, ranked=MOST_RANKED, limit=limit, within=replace(within, phrases=()))
