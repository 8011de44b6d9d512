"""How near articles and sentences are to a topic in meaning, whatever they call it. Cosines of sentence vectors.

An article is as near as its three nearest sentences on average: one alone may be an aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.archive import ArchiveReader
from bot.models.passages import ArticleFilter
from bot.retrieval.first_stage.dense import COMPARED, DenseQuery
from bot.retrieval.ranking.passages import Candidate

_OF_ARTICLE = 3  # nearest sentences of an article that count
_NEARLY = 0.9  # share of the nearest article's cosine from which another one is about the topic too
_NEAR_ENOUGH = 0.35  # ... and the least cosine of such an article
_FAR = 0.5  # share of the nearest sentence's cosine below which a sentence is about something else


def near_articles(archive: ArchiveReader, topic: DenseQuery, within: ArticleFilter) -> dict[int, float]:
    """The articles nearly as near to ``topic`` as the nearest one: how near relative to that, 0 to 1, by row."""
    cosines = _nearest(archive, topic)
    nearest = max(cosines.values(), default=0.0)
    about = [row for row, cosine in cosines.items() if cosine >= max(_NEAR_ENOUGH, _NEARLY * nearest)]
    return {row: cosines[row] / nearest for row in archive.kept_articles(within, about)}


def is_unknown(archive: ArchiveReader, topic: DenseQuery) -> bool:
    """Whether no article is near ``topic``: what a search for its words finds is about something else.

    False if no sentence has a vector yet.
    """
    cosines = _nearest(archive, topic)
    return bool(cosines) and max(cosines.values()) < _NEAR_ENOUGH


def nearness(archive: ArchiveReader, topic: DenseQuery, sentences: Sequence[Candidate]) -> dict[int, float]:
    """How near each sentence is, and its article, relative to the nearest of them: 0 to 1, by row; 0 if it is far."""
    rows = [one.line.row for one in sentences]
    cosine = dict(zip(rows, (max(0.0, one) for one in topic.cosines(archive, rows)), strict=True))
    of_article = _by_article(((one.article.row, cosine[one.line.row]) for one in sentences), 0.0)
    nearest, nearest_article = max(cosine.values(), default=0.0), max(of_article.values(), default=0.0)
    if not nearest:  # nothing has a vector yet
        return dict.fromkeys(rows, 1.0)
    return {
        one.line.row: cosine[one.line.row] * of_article[one.article.row] / (nearest * nearest_article)
        if cosine[one.line.row] >= _FAR * nearest
        else 0.0
        for one in sentences
    }


def _nearest(archive: ArchiveReader, topic: DenseQuery) -> Mapping[int, float]:
    """The cosine of each article among the nearest, by row."""
    found = topic.nearest(archive, COMPARED)
    article_of = archive.articles_of([one.row for one in found])
    farthest = min((one.cosine for one in found), default=0.0)
    return _by_article(((article_of[one.row], one.cosine) for one in found if one.row in article_of), farthest)


def _by_article(cosines: Iterable[tuple[int, float]], least: float) -> Mapping[int, float]:
    """The mean of each article's best cosines, where those that it lacks count ``least``."""
    found = defaultdict[int, list[float]](list)
    for row, cosine in cosines:
        found[row].append(cosine)
    best = {row: sorted(told, reverse=True)[:_OF_ARTICLE] for row, told in found.items()}
    return {row: (sum(told) + least * (_OF_ARTICLE - len(told))) / _OF_ARTICLE for row, told in best.items()}
