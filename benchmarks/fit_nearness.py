"""Fit the weights that decide whether an article is about a followed topic that it does not name, and evaluate them.

    python -m benchmarks.fit_nearness BACKGROUND_DB DB FOLLOWS.jsonl [DB FOLLOWS.jsonl ...] [--write]

A line of FOLLOWS: {"filter", "article_id", "matches"}. Only pairs count whose words alone do not match. The articles of
BACKGROUND_DB are taken not to be about any of the topics; a share of them is among the examples, and says how often a
topic brings what is not meant. Each file is left out in turn.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.fit_topics import logistic
from bot.errors import FollowError
from bot.following.article_meaning import ArticleMeaning
from bot.following.filters import Filter
from bot.following.matching import matches
from bot.following.near_topics import NearTopic
from bot.following.nearness import NearEvidence, weighed
from bot.newsroom import Newsroom, open_newsroom
from bot.store.file.database import Database
from bot.store.following.article_views import ArticleViews

WEIGHTS = Path("bot/following/nearness.json")
SEEN, BACKGROUND = 70, 2.0  # articles of the background beside each topic, and their weight beside all labelled pairs
RATES = (0.05, 0.1, 0.2, 0.4)  # of the background's articles in 70 that a topic brings
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """The pairs of one file: whether words alone match, whether they must, and the evidence where they do not."""

    matched: NDArray[np.bool_]
    wanted: NDArray[np.bool_]
    evidence: list[Array]  #: one row per topic; none where nothing can be judged
    beside: Array  #: of each topic with articles of the background


def read(database: Path, follows: Path, background: Sequence[ArticleMeaning]) -> Judged:
    """The pairs of a file as evidence."""
    dice, lines = random.Random(1), [json.loads(line) for line in follows.read_text("utf-8").splitlines()]
    matched, wanted, evidence, beside = [], [], [], []
    with closing(open_newsroom(database)) as newsroom, Database.open(database) as opened:
        views = ArticleViews(opened)
        for line in lines:
            row, asked = newsroom.matching.row_of(line["article_id"]), _filter(newsroom, line["filter"])
            if row is None or asked is None:
                continue
            article = views.of(row)[1]
            by_words = matches(replace(asked, near=()), article) is not None
            found = () if by_words else tuple(one for one in asked.near if _is_open(one, asked, views, row))
            matched.append(by_words)
            wanted.append(bool(line["matches"]))
            evidence.append(_rows(found, [article.meaning] if article.meaning else []))
            beside.append(_rows(tuple(one for one in asked.near if not one.held), dice.sample(background, SEEN)))
    return Judged(np.array(matched), np.array(wanted), evidence, np.concatenate(beside))


def _filter(newsroom: Newsroom, words: str) -> Filter | None:
    try:
        return newsroom.matching.read(words).filter
    except FollowError:
        return None


def _is_open(topic: NearTopic, asked: Filter, views: ArticleViews, row: int) -> bool:
    """Whether the names that belong to a topic are in the article, and nothing that is left out."""
    article = views.of(row)[1]
    if article.meaning is None or all(stem in article.meaning.stems for stem, _ in topic.words):
        return False
    left = tuple((one,) for one in (*topic.unless, *asked.exclude))
    held = not topic.held or matches(Filter(anyof=(topic.held,)), article) is not None
    return held and not (left and matches(Filter(anyof=left), article))


def _rows(topics: Sequence[NearTopic], articles: Sequence[ArticleMeaning]) -> Array:
    found = [
        weighed(topic.words, one, one.sentences @ topic.vector)
        for topic in topics
        for one in articles
        if not all(stem in one.stems for stem, _ in topic.words)
    ]
    return np.array(found, float).reshape(-1, len(NearEvidence._fields))


def fitted(files: Sequence[Judged]) -> Array:
    """The weights, the bias last."""
    pairs = [(rows, label) for one in files for rows, label in zip(one.evidence, one.wanted, strict=True) if len(rows)]
    labelled = np.concatenate([rows for rows, _ in pairs])
    right = np.concatenate([np.full(len(rows), label, float) for rows, label in pairs])
    beside = np.concatenate([one.beside for one in files])
    weight = np.r_[np.ones(len(labelled)), np.full(len(beside), BACKGROUND * len(labelled) / len(beside))]
    return logistic(np.concatenate([labelled, beside]), np.r_[right, np.zeros(len(beside))], weight)


def report(names: Sequence[str], files: Sequence[Judged], limit: float) -> None:
    """Print precision and recall of each file with the weights fitted on the others, at this and several limits."""
    left = [fitted([other for other in files if other is not one]) for one in files]
    beside = np.sort(np.concatenate([one.beside @ w[:-1] + w[-1] for one, w in zip(files, left, strict=True)]))[::-1]
    rates = [float((beside > limit).mean()) * SEEN, *RATES]
    print("| file | words alone, P and R | " + " | ".join(f"{rate:.2f} in 70" for rate in rates) + " |")
    limits = [limit, *(beside[int(len(beside) * rate / SEEN)] for rate in RATES)]
    print("limits:", *(f"{one:.2f}" for one in limits))
    for name, one, weights in zip(names, files, left, strict=True):
        told = [_figures(one, one.matched), *(_figures(one, _with(one, weights, limit)) for limit in limits)]
        print(f"| {name} | " + " | ".join(told) + " |")


def _with(one: Judged, weights: Array, limit: float) -> NDArray[np.bool_]:
    near = [bool(len(rows)) and (rows @ weights[:-1] + weights[-1]).max() > limit for rows in one.evidence]
    told: NDArray[np.bool_] = one.matched | np.array(near)
    return told


def _figures(one: Judged, came: NDArray[np.bool_]) -> str:
    right = int((came & one.wanted).sum())
    return f"{right / max(1, came.sum()):.3f} {right / max(1, one.wanted.sum()):.3f} ({int(came.sum()) - right} wrong)"


def _background(database: Path) -> Iterator[ArticleMeaning]:
    with Database.open(database) as opened, opened.reading() as reader:
        views = ArticleViews(opened)
        for (row,) in reader.execute("SELECT id FROM articles ORDER BY id").fetchall():
            if meaning := views.of(row)[1].meaning:
                yield meaning


def main() -> None:
    """Run the fit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("background", type=Path)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--limit", type=float, default=0.0, help="logit that is taken for 0")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    articles = list(_background(wanted.background))
    files = [read(*pair, articles) for pair in zip(wanted.pairs[::2], wanted.pairs[1::2], strict=True)]
    report([path.name for path in wanted.pairs[::2]], files, wanted.limit)
    weights = fitted(files)
    weights[-1] -= wanted.limit
    told = dict(zip((*NearEvidence._fields, "bias"), weights.round(4).tolist(), strict=True))
    print(told)
    if wanted.write:
        WEIGHTS.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
