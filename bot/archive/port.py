"""What the archive is asked: two protocols, small enough that a search cluster can stand behind them.

Rows are numbers that the archive gives to articles, sentences, entities and quotes; a revised article's sentences get
new ones, so that an old row is nothing rather than something else. Nothing of any chat is kept here.
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
from bot.models.passages import ArticleFacts, ArticleFilter, Frequencies, SentenceDetails
from bot.models.quotes import QuoteSurroundings, QuoteTerms


class ArchiveReader(Protocol):
    """One state of the archive. Every method raises StoreError where the archive cannot be read."""

    # -- terms --

    def frequencies(self, wanted: Iterable[str]) -> Frequencies:
        """How often terms occur in all sentences and articles."""

    def terms_beginning(self, letter: str, *, shortest: int, longest: int) -> dict[str, int]:
        """Terms that begin with ``letter``, of that many characters -> sentences that hold them."""

    # -- recall --

    def matching_sentences(self, match: Match, limit: int) -> set[int]:
        """The newest ``limit`` sentences that match."""

    def matching_articles(self, match: Match, limit: int) -> set[int]:
        """The newest ``limit`` articles whose title and body together match."""

    def ranked_sentences(self, match: Match, wanted: Collection[str], limit: int) -> list[int] | None:
        """The ``limit`` best sentences that match, best first by BM25 for the terms ``wanted``, over all there are.

        None = this archive ranks nothing by itself: ``matching_sentences`` and ``joined_terms`` are what it has.
        """

    def best_articles(self, match: Match, *, ranked: int, limit: int, within: ArticleFilter | None = None) -> list[int]:
        """Of the ``ranked`` newest articles that match, the ``limit`` best, best first."""

    def newest_articles(self, wanted: ArticleFilter, *, limit: int, offset: int = 0) -> tuple[list[int], int]:
        """A page of the articles that the filter leaves, newest first, and how many there are; none for no filter."""

    def kept_articles(self, wanted: ArticleFilter, rows: Sequence[int]) -> list[int]:
        """Those of ``rows``, each once and in their order, that the filter leaves."""

    def nearest_sentences(self, encoder: str, vector: NDArray[np.float32], limit: int) -> list[int] | None:
        """About ``limit`` sentences whose vectors, made by ``encoder``, are nearest to ``vector``, in any order.

        None = this archive compares nothing by itself: ``passage_codes`` is what it has.
        """

    def passage_codes(self, encoder: str, after: int, limit: int) -> CodeBatch:
        """Signs of the vectors that ``encoder`` made, written after the number ``after``, of ``limit`` articles."""

    def passage_vectors(self, sentence_rows: Sequence[int]) -> tuple[NDArray[np.int64], Bytes]:
        """Those of the sentences that have a vector, in the order of their rows, and the vectors."""

    # -- sentences and articles --

    def articles_of(self, sentence_rows: Sequence[int]) -> dict[int, int]:
        """Sentence -> article, in the given order; unknown sentences are left out."""

    def article_facts(self, rows: Iterable[int], sentence_rows: Iterable[int] = ()) -> list[ArticleFacts]:
        """Articles as terms, their first sentences and ``sentence_rows`` wherever they stand; unknown ones left out."""

    def sentence_details(self, rows: Collection[int]) -> dict[int, SentenceDetails]:
        """Sentences in full, with what they mention and who is quoted in them."""

    def joined_terms(self, rows: Collection[int]) -> tuple[list[int], str]:
        """Sentences that exist, newest first, and their terms as one text, a line a sentence, a blank round each."""

    def previous_texts(self, rows: Collection[int]) -> dict[int, str]:
        """Sentence -> text of the sentence before it; the first of an article is missing."""

    def excerpts(self, rows: Sequence[int]) -> list[Excerpt]:
        """Sentences with their origin, without score; those of revised or removed articles are missing."""

    def headlines(self, rows: Iterable[int]) -> dict[int, Headline]:
        """Headlines by article; those that are gone are missing."""

    def article(self, row: int) -> Article | None:
        """An article with its text."""

    def context(self, sentence_row: int) -> Context | None:
        """A sentence inside its paragraph; None when its article was revised."""

    def named_in(self, article_row: int, limit: int) -> list[ArticleEntity]:
        """The people, then the organisations, that an article names most often."""

    def is_outlet(self, name: str) -> bool:
        """Whether an outlet's name holds ``name``, case-blind."""

    def largest_outlets(self, limit: int) -> list[str]:
        """The outlets with most articles, largest first."""

    # -- names and quotes --

    def entities_named(self, keys: Collection[str]) -> dict[str, Entities]:
        """Folded name -> the entities that go by it; unknown names are missing."""

    def entity_names(self, rows: Collection[int]) -> dict[int, str]:
        """Entity -> its name; unknown ones are missing."""

    def selected_quotes(self, selection: Selection) -> list[int]:
        """Rows of the quotes: the newest article first, its quotes in text order."""

    def quotes_of_speaker(self, selection: Selection, *, limit: int, offset: int = 0) -> tuple[list[Quote], int]:
        """A page of what the selection's speaker said, newest first, and how many there are; 0 counts only."""

    def quotes_holding(self, selection: Selection, match: Match, *, newest: int) -> list[QuoteTerms]:
        """The selected quotes whose words match, then the ``newest`` of all; newest first each, so some stand twice."""

    def matching_quotes(
        self, selection: Selection, match: Match, *, limit: int, where: Literal["words", "sentence"] = "words"
    ) -> list[QuoteTerms]:
        """The newest ``limit`` selected quotes that match: their words, or the sentences in which they begin."""

    def surroundings(
        self, sentence_rows: Collection[int], wider: Literal["paragraph", "lead"]
    ) -> dict[int, QuoteSurroundings]:
        """The terms around sentences; ``wider``: a sentence's paragraph or its article's first sentence."""

    def articles_by_terms(
        self, wanted: Collection[str], *, limit: int, where: Literal["sentences", "quotes"]
    ) -> list[int]:
        """The articles of the ``limit`` best sentences, or quotes, that hold a term of ``wanted``, best first, once."""

    def quoted_articles(self, rows: Sequence[int]) -> list[QuotedArticle]:
        """Articles with their text and the offsets of what they quote, in order; those that are gone are left out."""

    def entity_forms(self, rows: Collection[int]) -> dict[int, list[str]]:
        """Entity -> the names that it goes by; unknown ones are missing."""

    def quotes(self, rows: Sequence[int], speaker_row: int | None = None) -> list[Quote]:
        """The quotes, in order; ``speaker_row``: whose they are shown as, where others spoke for them."""

    def is_mentioned(self, entity_row: int, since: datetime | None, until: datetime | None) -> bool:
        """Whether others, in articles of these days, said something in a sentence that mentions an entity."""

    def counts(self) -> tuple[int, int, int, int]:
        """Articles, sentences, entities and quotes."""


class ReadableArchive(Protocol):
    """Whatever can be asked; the rooms that only read take no more. May be used from any thread."""

    def reading(self) -> AbstractContextManager[ArchiveReader]:
        """One state of the archive for the block. Raises StoreError."""


class Archive(Protocol):
    """Articles with what was found in them. May be used from any thread; every method raises StoreError."""

    def reading(self) -> AbstractContextManager[ArchiveReader]:
        """One state of the archive for the block."""

    def add(self, article: StoredArticle, annotation: Annotation) -> tuple[int, list[int]]:
        """Store an article, in the place of the one with its public id; its row, and those of its sentences."""

    def remove(self, public_ids: Collection[str]) -> int:
        """Forget articles with all that was found in them; how many there were."""
