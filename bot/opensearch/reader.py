"""The reading side of the archive (bot/archive/port.py), implemented by the cluster.

    recall            queries -> rows                          (sentences, articles, quotes)
    everything else   rows -> whole articles, fetched once per block -> bot/opensearch/wholes.py
    names, headlines  SQLite, where rows are assigned and names resolved

A block sees the cluster as it is at each request. Writes become visible there within a second or two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.archive import ArchiveReader, Match, Selection
from bot.archive.codes import Bytes, CodeBatch
from bot.archive.term_memory import TermMemory
from bot.models import Article, ArticleEntity, Context, Excerpt, Headline, Quote, QuotedArticle
from bot.models.entities import Entities
from bot.models.passages import ArchiveCounts, ArticleFacts, ArticleFilter, Frequencies, SentenceDetails
from bot.models.quotes import QuoteSurroundings, QuoteTerms
from bot.opensearch import recalling, wholes
from bot.opensearch.articles_read import ReadArticles
from bot.opensearch.cluster import Cluster
from bot.opensearch.quotes_read import QuoteIndexReader
from bot.opensearch.statistics import read_frequencies
from bot.opensearch.wholes import SentenceView
from bot.store.reading.paragraph_context import paragraph_context

BETWEEN = " \n "  #: sentences in ``joined_terms``; every term has a space on both sides


class OpenSearchReader:
    """The OpenSearch implementation of bot.archive.port.ArchiveReader, yielded by ``OpenSearchArchive.reading()``."""

    def __init__(self, cluster: Cluster, local: ArchiveReader, *, vectors: bool) -> None:
        """``local``: the SQLite archive; ``vectors``: whether the cluster searches sentences by vectors."""
        self._cluster = cluster
        self._local = local
        self._vectors = vectors
        self._articles = ReadArticles(cluster)
        self._quotes = QuoteIndexReader(cluster)
        self._terms = TermMemory(lambda wanted: read_frequencies(cluster, wanted))

    # -- terms --

    def frequencies(self, wanted: Iterable[str]) -> Frequencies:
        """Frequencies of terms."""
        return self._terms.frequencies(wanted)

    def terms_beginning(self, letter: str, *, shortest: int, longest: int) -> dict[str, int]:
        """Terms that begin with a letter, from SQLite, which counts them as articles are added."""
        return self._local.terms_beginning(letter, shortest=shortest, longest=longest)

    # -- recall --

    def matching_sentences(self, match: Match, limit: int) -> set[int]:
        """The newest sentences that match."""
        found = recalling.newest_sentences(self._cluster, match, limit)
        self._articles.learn(found)
        return set(found)

    def ranked_sentences(self, match: Match, wanted: Collection[str], limit: int) -> list[int]:
        """The best sentences that match."""
        found = recalling.best_sentences(self._cluster, match, wanted, limit)
        self._articles.learn(found)
        return list(found)

    def matching_articles(self, match: Match, limit: int) -> set[int]:
        """The newest articles that match."""
        return recalling.newest_matching_articles(self._cluster, match, limit)

    def best_articles(self, match: Match, *, ranked: int, limit: int, within: ArticleFilter | None = None) -> list[int]:
        """The best of all articles that match. ``ranked`` is ignored; it is for archives that cannot rank all."""
        return recalling.best_articles(self._cluster, match, limit, within)

    def newest_articles(self, wanted: ArticleFilter, *, limit: int, offset: int = 0) -> tuple[list[int], int]:
        """A page of articles, newest first, and their total number."""
        return recalling.newest_articles(self._cluster, wanted, limit, offset)

    def kept_articles(self, wanted: ArticleFilter, rows: Sequence[int]) -> list[int]:
        """The articles that pass the filter."""
        return recalling.kept_articles(self._cluster, wanted, rows)

    def nearest_sentences(self, encoder: str, vector: NDArray[np.float32], limit: int) -> list[int]:
        """Sentences near a vector; none if the cluster cannot search by vectors."""
        if not self._vectors:
            return []
        found = recalling.nearest_sentences(self._cluster, vector, limit)
        self._articles.learn(found)
        return list(found)

    def passage_codes(self, encoder: str, after: int, limit: int) -> CodeBatch:
        """An empty batch: the cluster compares vectors itself, as there are too many to keep in memory."""
        return CodeBatch(0, np.zeros(0, np.int64), np.zeros((0, 0), np.uint8))

    def passage_vectors(self, sentence_rows: Sequence[int]) -> tuple[NDArray[np.int64], Bytes]:
        """Vectors of sentences."""
        return recalling.vectors(self._cluster, sentence_rows)

    # -- sentences and articles --

    def articles_of(self, sentence_rows: Sequence[int]) -> dict[int, int]:
        """The article of each sentence."""
        return self._articles.articles_of(sentence_rows)

    def article_facts(self, rows: Iterable[int], sentence_rows: Iterable[int] = ()) -> list[ArticleFacts]:
        """Articles as terms."""
        named = frozenset(sentence_rows)
        found = self._articles.read(rows)
        return [wholes.article_facts(found[row], named) for row in sorted(found)]

    def sentence_details(self, rows: Collection[int]) -> dict[int, SentenceDetails]:
        """Sentences in full."""
        views = self._articles.views(rows)
        names = self._names_of(views.values())
        return {row: wholes.sentence_details(view, names) for row, view in views.items()}

    def joined_terms(self, rows: Collection[int]) -> tuple[list[int], str]:
        """Sentences as one text of terms."""
        views = self._articles.views(rows)
        newest_first = sorted(views, reverse=True)
        return newest_first, BETWEEN.join(views[row].sentence.stems for row in newest_first)

    def previous_texts(self, rows: Collection[int]) -> dict[int, str]:
        """The text before each sentence."""
        return {row: view.before for row, view in self._articles.views(rows).items() if view.place}

    def excerpts(self, rows: Sequence[int]) -> list[Excerpt]:
        """Sentences with their headlines."""
        return [
            Excerpt(headline=wholes.headline(view.article), sentence_row=row, text=view.text, score=0.0)
            for row, view in sorted(self._articles.views(rows).items())
        ]

    def headlines(self, rows: Iterable[int]) -> dict[int, Headline]:
        """Headlines by article, from SQLite, which keeps those of all articles."""
        return self._local.headlines(rows)

    def article(self, row: int) -> Article | None:
        """An article with its text."""
        found = self._articles.read([row]).get(row)
        return Article(headline=wholes.headline(found), text=found.text, revision=found.revision) if found else None

    def context(self, sentence_row: int) -> Context | None:
        """A sentence within its paragraph."""
        view = self._articles.views([sentence_row]).get(sentence_row)
        if view is None:
            return None
        return paragraph_context(
            wholes.headline(view.article), view.article.text, view.sentence.start, view.sentence.end
        )

    def named_in(self, article_row: int, limit: int) -> list[ArticleEntity]:
        """The entities that an article names most often."""
        found = self._articles.read([article_row]).get(article_row)
        counts = wholes.named(found) if found else []
        names = self.entity_names([entity for entity, _, _ in counts])
        told = [
            ArticleEntity(row=row, name=names[row], label=label, mentions=n) for row, label, n in counts if row in names
        ]
        return told[:limit]

    def is_outlet(self, name: str) -> bool:
        """Whether some outlet's name contains ``name``."""
        return self._local.is_outlet(name)

    def largest_outlets(self, limit: int) -> list[str]:
        """The outlets with the most articles."""
        return self._local.largest_outlets(limit)

    # -- names and quotes --

    def entities_named(self, keys: Collection[str]) -> dict[str, Entities]:
        """Entities by folded name, from SQLite, which resolves names as articles are added."""
        return self._local.entities_named(keys)

    def entity_names(self, rows: Collection[int]) -> dict[int, str]:
        """Names by entity row."""
        return self._local.entity_names(rows)

    def selected_quotes(self, selection: Selection) -> list[int]:
        """Rows of quotes, newest first."""
        return self._quotes.rows(selection)

    def quotes_of_speaker(self, selection: Selection, *, limit: int, offset: int = 0) -> tuple[list[Quote], int]:
        """A page of a speaker's quotes, newest first. Raises ValueError if the selection names no speaker."""
        if selection.speaker_row is None:
            raise ValueError("the selection names no speaker")
        rows, total = self._quotes.page(selection, limit, offset)
        return self.quotes(rows, selection.speaker_row), total

    def quotes_holding(self, selection: Selection, match: Match, *, newest: int) -> list[QuoteTerms]:
        """Quotes whose words match, then the newest."""
        return self._quotes.holding(selection, match, newest)

    def matching_quotes(
        self, selection: Selection, match: Match, *, limit: int, where: Literal["words", "sentence"] = "words"
    ) -> list[QuoteTerms]:
        """The newest quotes that match."""
        return self._quotes.newest_matching(selection, match, limit, where)

    def surroundings(
        self, sentence_rows: Collection[int], wider: Literal["paragraph", "lead"]
    ) -> dict[int, QuoteSurroundings]:
        """Terms around sentences."""
        return {row: wholes.surroundings(view, wider) for row, view in self._articles.views(sentence_rows).items()}

    def articles_by_terms(
        self, wanted: Collection[str], *, limit: int, where: Literal["sentences", "quotes"]
    ) -> list[int]:
        """The articles of the best sentences or quotes that contain a term, best first."""
        return recalling.articles_by_terms(self._cluster, wanted, limit, where)

    def quoted_articles(self, rows: Sequence[int]) -> list[QuotedArticle]:
        """Articles with their quotes as offsets, in the given order."""
        found = self._articles.read(rows)
        quotes = [quote for article in found.values() for quote in article.quotes]
        entities = {row for quote in quotes for row in (quote.entity, quote.spoken_for) if row is not None}
        names, forms = self.entity_names(entities), self.entity_forms(entities)
        return [wholes.quoted_article(found[row], names, forms) for row in rows if row in found]

    def entity_forms(self, rows: Collection[int]) -> dict[int, list[str]]:
        """The names of each entity."""
        return self._local.entity_forms(rows)

    def quotes(self, rows: Sequence[int], speaker_row: int | None = None) -> list[Quote]:
        """Quotes, in the given order."""
        found = self._articles.read(self._quotes.articles_of(rows).values())
        told = {quote.row: (article, quote) for article in found.values() for quote in article.quotes}
        entities = {quote.entity for _, quote in told.values()} | {speaker_row}
        names = self.entity_names([row for row in entities if row is not None])
        return [wholes.quote(*told[row], names, speaker_row) for row in rows if row in told]

    def is_mentioned(self, entity_row: int, since: datetime | None, until: datetime | None) -> bool:
        """Whether others said something in a sentence that mentions an entity."""
        return self._quotes.is_mentioned(entity_row, since, until)

    def counts(self) -> ArchiveCounts:
        """How much there is of each."""
        articles, sentences, quotes = (self._cluster.count(kind) for kind in ("articles", "sentences", "quotes"))
        return ArchiveCounts(articles, sentences, self._local.counts().entities, quotes)

    def _names_of(self, views: Iterable[SentenceView]) -> Mapping[int, str]:
        rows = {one.entity for view in views for one in view.mentions if one.entity is not None}
        return self.entity_names(rows)
