"""Whole articles from the cluster, each fetched once per block."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.archive.whole import WholeArticle
from bot.opensearch.cluster import DEEPEST, Cluster
from bot.opensearch.documents import whole
from bot.opensearch.queries import rows as of_rows
from bot.opensearch.recalling import PLACES, places
from bot.opensearch.wholes import SentenceView, sentence_views

_AT_ONCE = 500  # articles per request


class ReadArticles:
    """A cache of articles, for one block of one thread."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._known: dict[int, WholeArticle | None] = {}
        self._views: dict[int, SentenceView] = {}
        self._article_of: dict[int, int] = {}

    def learn(self, article_of: Mapping[int, int]) -> None:
        """Record the articles of sentences that a search has returned."""
        self._article_of.update(article_of)

    def articles_of(self, sentence_rows: Sequence[int]) -> dict[int, int]:
        """The article of each sentence, in the given order. Unknown sentences are left out."""
        missing = [row for row in dict.fromkeys(sentence_rows) if row not in self._article_of]
        for start in range(0, len(missing), DEEPEST):
            some = missing[start : start + DEEPEST]
            body = {**PLACES, "query": of_rows(some), "size": len(some)}
            self.learn(places(self._cluster.search("sentences", body)))
        return {row: self._article_of[row] for row in sentence_rows if row in self._article_of}

    def read(self, rows: Iterable[int]) -> dict[int, WholeArticle]:
        """The articles with those rows, without vectors. Unknown ones are left out."""
        wanted = list(dict.fromkeys(rows))
        missing = [row for row in wanted if row not in self._known]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            body = {"query": of_rows(some), "size": len(some), "_source": ["contents"], "track_total_hits": False}
            self._known.update(dict.fromkeys(some))
            for hit in self._cluster.search("articles", body)["hits"]["hits"]:
                article = whole(hit["_source"])
                self._known[article.row] = article
                self._views.update(sentence_views(article))
        return {row: known for row in wanted if (known := self._known[row]) is not None}

    def views(self, sentence_rows: Collection[int]) -> dict[int, SentenceView]:
        """Sentences within their articles, by row. Deleted ones are left out."""
        missing = [row for row in sentence_rows if row not in self._views]
        self.read(self.articles_of(missing).values())
        return {row: self._views[row] for row in sentence_rows if row in self._views}
