"""The interface of the archive: protocols small enough for a search cluster to implement.

Rows are the numbers that the archive gives to articles, sentences, entities and quotes. The sentences of a revised
article get new ones, so an outdated row refers to nothing rather than to something else. No data of chats is kept here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.archive.codes import Bytes, CodeBatch
from bot.archive.match import Match
from bot.archive.selection import Selection
from bot.models import Annotation, Article, ArticleEntity, Context, Excerpt, Headline, Quote, QuotedArticle
from bot.models.articles import StoredArticle
from bot.models.entities import Entities
from bot.models.passages import ArchiveCounts, ArticleFacts, ArticleFilter, Frequencies, SentenceDetails
from bot.models.quotes import QuoteSurroundings, QuoteTerms


class ArchiveReader(Protocol):
    """A snapshot of the archive. Every method raises StoreError if the archive cannot be read."""

    # -- terms --

    def frequencies(self, wanted: Iterable[str]) -> Frequencies:
        """The frequencies of terms over all sentences and all articles."""

    def terms_beginning(self, letter: str, *, shortest: int, longest: int) -> dict[str, int]:
        """Terms of that length that begin with ``letter``, with the number of sentences that contain them."""

    # -- recall --

    def matching_sentences(self, match: Match, limit: int) -> set[int]:
        """The newest ``limit`` sentences that match."""

    def matching_articles(self, match: Match, limit: int) -> set[int]:
        """The newest ``limit`` articles that match in title and body taken together."""

    def ranked_sentences(self, match: Match, wanted: Collection[str], limit: int) -> list[int] | None:
        """The best ``limit`` of all matching sentences, best first by BM25 for the terms ``wanted``.

        None if this archive does not rank; use ``matching_sentences`` and ``joined_terms`` instead.
        """

    def best_articles(self, match: Match, *, ranked: int, limit: int, within: ArticleFilter | None = None) -> list[int]:
        """The best ``limit`` among the ``ranked`` newest articles that match, best first."""

    def newest_articles(self, wanted: ArticleFilter, *, limit: int, offset: int = 0) -> tuple[list[int], int]:
        """A page of the articles that pass the filter, newest first, and their number. An empty filter selects none."""

    def kept_articles(self, wanted: ArticleFilter, rows: Sequence[int]) -> list[int]:
        """Those of ``rows`` that pass the filter, without repeats and in the given order."""

    def nearest_sentences(self, encoder: str, vector: NDArray[np.float32], limit: int) -> list[int] | None:
        """About ``limit`` sentences whose vectors by ``encoder`` are nearest to ``vector``, in any order.

        None if this archive does not compare vectors; use ``passage_codes`` instead.
        """

    def passage_codes(self, encoder: str, after: int, limit: int) -> CodeBatch:
        """Signs of the vectors by ``encoder`` written after number ``after``, of at most ``limit`` articles."""

    def passage_vectors(self, sentence_rows: Sequence[int]) -> tuple[NDArray[np.int64], Bytes]:
        """Rows and vectors of those sentences that have a vector, in order of their rows."""

    # -- sentences and articles --

    def articles_of(self, sentence_rows: Sequence[int]) -> dict[int, int]:
        """The article of each sentence, in the given order. Unknown sentences are left out."""

    def article_facts(self, rows: Iterable[int], sentence_rows: Iterable[int] = ()) -> list[ArticleFacts]:
        """Articles as terms, with their first sentences and any of ``sentence_rows``. Unknown articles are left out."""

    def sentence_details(self, rows: Collection[int]) -> dict[int, SentenceDetails]:
        """Full details of sentences, including mentions and the entities quoted."""

    def joined_terms(self, rows: Collection[int]) -> tuple[list[int], str]:
        """Existing sentences, newest first, and their terms as one text: a line per sentence, spaces around terms."""

    def previous_texts(self, rows: Collection[int]) -> dict[int, str]:
        """The text of the sentence before each sentence. The first sentence of an article has none."""

    def excerpts(self, rows: Sequence[int]) -> list[Excerpt]:
        """Sentences with their headlines, without scores. Those of revised or deleted articles are left out."""

    def headlines(self, rows: Iterable[int]) -> dict[int, Headline]:
        """Headlines by article. Deleted articles are left out."""

    def article(self, row: int) -> Article | None:
        """An article with its text, or None."""

    def context(self, sentence_row: int) -> Context | None:
        """A sentence within its paragraph, or None if its article has been revised since."""

    def named_in(self, article_row: int, limit: int) -> list[ArticleEntity]:
        """The people an article names most often, then the organisations."""

    def is_outlet(self, name: str) -> bool:
        """Whether some outlet's name contains ``name``, compared case-insensitively."""

    def largest_outlets(self, limit: int) -> list[str]:
        """The outlets with the most articles, largest first."""

    # -- names and quotes --

    def entities_named(self, keys: Collection[str]) -> dict[str, Entities]:
        """The entities known by each folded name. Unknown names are left out."""

    def entity_names(self, rows: Collection[int]) -> dict[int, str]:
        """The name of each entity. Unknown ones are left out."""

    def selected_quotes(self, selection: Selection) -> list[int]:
        """Rows of the selected quotes, newest article first, in text order within an article."""

    def quotes_of_speaker(self, selection: Selection, *, limit: int, offset: int = 0) -> tuple[list[Quote], int]:
        """A page of quotes of the selection's speaker, newest first, and their number. A ``limit`` of 0 only counts."""

    def quotes_holding(self, selection: Selection, match: Match, *, newest: int) -> list[QuoteTerms]:
        """The selected quotes whose words match, then the ``newest`` of all, each newest first.

        Some may occur twice.
        """

    def matching_quotes(
        self, selection: Selection, match: Match, *, limit: int, where: Literal["words", "sentence"] = "words"
    ) -> list[QuoteTerms]:
        """The newest ``limit`` selected quotes that match in their own words or in the sentences where they begin."""

    def surroundings(
        self, sentence_rows: Collection[int], wider: Literal["paragraph", "lead"]
    ) -> dict[int, QuoteSurroundings]:
        """The terms around sentences. ``wider`` selects the paragraph or the first sentence of the article."""

    def articles_by_terms(
        self, wanted: Collection[str], *, limit: int, where: Literal["sentences", "quotes"]
    ) -> list[int]:
        """The articles of the best ``limit`` sentences or quotes that contain a term, best first, without repeats."""

    def quoted_articles(self, rows: Sequence[int]) -> list[QuotedArticle]:
        """Articles with their text and their quotes as offsets, in the given order. Deleted ones are left out."""

    def entity_forms(self, rows: Collection[int]) -> dict[int, list[str]]:
        """The names of each entity. Unknown ones are left out."""

    def quotes(self, rows: Sequence[int], speaker_row: int | None = None) -> list[Quote]:
        """Quotes, in the given order. Words said on behalf of ``speaker_row`` are attributed to that speaker."""

    def is_mentioned(self, entity_row: int, since: datetime | None, until: datetime | None) -> bool:
        """Whether somebody else was quoted, in an article of these days, in a sentence that mentions an entity."""

    def counts(self) -> ArchiveCounts:
        """How much there is of each."""


class ReadableArchive(Protocol):
    """The reading side of an archive, for rooms that only read. Thread-safe."""

    def reading(self) -> AbstractContextManager[ArchiveReader]:
        """A context in which all reads see the same snapshot. Raises StoreError."""


class Archive(Protocol):
    """Articles with their annotations. Thread-safe; every method raises StoreError."""

    def reading(self) -> AbstractContextManager[ArchiveReader]:
        """A context in which all reads see the same snapshot."""

    def add(self, article: StoredArticle, annotation: Annotation) -> tuple[int, list[int]]:
        """Store an article, replacing any with its public id; return its row and the rows of its sentences."""

    def remove(self, public_ids: Collection[str]) -> int:
        """Delete articles with their annotations; return how many existed."""
