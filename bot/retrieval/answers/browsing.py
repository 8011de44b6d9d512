"""Answer questions of only operators or a date, "from:Reuters after:yesterday", with leads of the newest articles."""

from __future__ import annotations

from bot.archive import ArchiveReader
from bot.models.questions import Question
from bot.retrieval.answers.topic_search import find_articles
from bot.retrieval.ranking.features import NO_EVIDENCE
from bot.retrieval.ranking.passages import read_candidates
from bot.retrieval.ranking.ranker import Ranked

LEADS = 10


def asks_for_newest(question: Question) -> bool:
    """Whether a question says only where to look, not what for."""
    return not question.terms and not question.background and (question.narrows or question.window is not None)


def newest(archive: ArchiveReader, question: Question) -> list[Ranked]:
    """The first sentences of the newest articles that pass its operators and date, newest first."""
    rows, _ = find_articles(archive, question, LEADS, 0)
    articles = {article.row: article for article in archive.article_facts(rows, ())}
    leads = [(articles[row], articles[row].lines[0]) for row in rows if row in articles and articles[row].lines]
    return [Ranked(candidate, NO_EVIDENCE, 0.0) for candidate in read_candidates(archive, leads)]
