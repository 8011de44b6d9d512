"""A connection to one snapshot of the database, as the reading side of the archive (bot/archive/port.py)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.archive.codes import Bytes, CodeBatch
from bot.archive.match import Match
from bot.archive.selection import Selection
from bot.archive.term_memory import TermMemory
from bot.models import Article, ArticleEntity, Context, Excerpt, Headline, Quote, QuotedArticle
from bot.models.entities import Entities
from bot.models.passages import ArchiveCounts, ArticleFacts, ArticleFilter, Frequencies, SentenceDetails
from bot.models.quotes import QuoteSurroundings, QuoteTerms
from bot.store.reading import (
    article_contents,
    article_filter,
    entities,
    fts,
    outlets,
    passage_vectors,
    passages,
    quotations,
    terms,
    wordings,
)


class Snapshot(sqlite3.Connection):
    """Implementation of bot.archive.port.ArchiveReader, yielded by ``Database.reading()``."""

    _terms: TermMemory

    def begin(self) -> None:
        """Begin a read transaction: a new snapshot, of which nothing is known yet."""
        self._terms = TermMemory(lambda wanted: terms.read_frequencies(self, wanted))
        self.execute("BEGIN")

    def frequencies(self, wanted: Iterable[str]) -> Frequencies:
        """Frequencies of terms."""
        return self._terms.frequencies(wanted)

    def terms_beginning(self, letter: str, *, shortest: int, longest: int) -> dict[str, int]:
        """Terms that begin with a letter, with their frequencies."""
        return terms.terms_beginning(self, letter, shortest=shortest, longest=longest)

    def matching_sentences(self, match: Match, limit: int) -> set[int]:
        """The newest sentences that match."""
        return fts.newest_matches(self, "sentence_index", match, limit)

    def matching_articles(self, match: Match, limit: int) -> set[int]:
        """The newest articles that match."""
        return fts.newest_matches(self, "article_index", match, limit)

    def ranked_sentences(self, match: Match, wanted: Collection[str], limit: int) -> None:
        """None: FTS5 would count all rows of all terms before ranking one, so it is used for recall only."""

    def best_articles(self, match: Match, *, ranked: int, limit: int, within: ArticleFilter | None = None) -> list[int]:
        """The best of the newest articles that match."""
        return fts.best_articles(self, match, ranked=ranked, limit=limit, within=within)

    def newest_articles(self, wanted: ArticleFilter, *, limit: int, offset: int = 0) -> tuple[list[int], int]:
        """A page of articles, newest first, and their total number."""
        return article_filter.newest_articles(self, wanted, limit=limit, offset=offset)

    def kept_articles(self, wanted: ArticleFilter, rows: Sequence[int]) -> list[int]:
        """The articles that pass the filter."""
        return article_filter.kept_articles(self, wanted, rows)

    def nearest_sentences(self, encoder: str, vector: NDArray[np.float32], limit: int) -> None:
        """None: SQLite cannot search by vectors, so callers keep the codes in memory."""

    def passage_codes(self, encoder: str, after: int, limit: int) -> CodeBatch:
        """Signs of the vectors written since ``after``."""
        return passage_vectors.read_codes(self, encoder, after, limit)

    def passage_vectors(self, sentence_rows: Sequence[int]) -> tuple[NDArray[np.int64], Bytes]:
        """Vectors of sentences."""
        return passage_vectors.read_vectors(self, sentence_rows)

    def articles_of(self, sentence_rows: Sequence[int]) -> dict[int, int]:
        """The article of each sentence."""
        return passages.articles_of(self, sentence_rows)

    def article_facts(self, rows: Iterable[int], sentence_rows: Iterable[int] = ()) -> list[ArticleFacts]:
        """Articles as terms."""
        return passages.read_articles(self, rows, sentence_rows)

    def sentence_details(self, rows: Collection[int]) -> dict[int, SentenceDetails]:
        """Sentences in full."""
        return passages.read_sentences(self, rows)

    def joined_terms(self, rows: Collection[int]) -> tuple[list[int], str]:
        """Sentences as one text of terms."""
        return passages.joined_terms(self, rows)

    def previous_texts(self, rows: Collection[int]) -> dict[int, str]:
        """The text before each sentence."""
        return passages.previous_texts(self, rows)

    def excerpts(self, rows: Sequence[int]) -> list[Excerpt]:
        """Sentences with their headlines."""
        return passages.read_again(self, rows)

    def headlines(self, rows: Iterable[int]) -> dict[int, Headline]:
        """Headlines by article row."""
        return passages.read_headlines(self, rows)

    def article(self, row: int) -> Article | None:
        """An article with its text."""
        return article_contents.read_article(self, row)

    def context(self, sentence_row: int) -> Context | None:
        """A sentence within its paragraph."""
        return article_contents.read_context(self, sentence_row)

    def named_in(self, article_row: int, limit: int) -> list[ArticleEntity]:
        """The entities that an article names most often."""
        return article_contents.read_named(self, article_row, limit)

    def is_outlet(self, name: str) -> bool:
        """Whether some outlet's name contains ``name``."""
        return outlets.is_outlet(self, name)

    def largest_outlets(self, limit: int) -> list[str]:
        """The outlets with the most articles."""
        return outlets.largest_outlets(self, limit)

    def entities_named(self, keys: Collection[str]) -> dict[str, Entities]:
        """Entities by folded name."""
        return entities.entities_named(self, keys)

    def entity_names(self, rows: Collection[int]) -> dict[int, str]:
        """Names by entity row."""
        return entities.entity_names(self, rows)

    def selected_quotes(self, selection: Selection) -> list[int]:
        """Rows of quotes, newest first."""
        return quotations.selected_rows(self, selection)

    def quotes_of_speaker(self, selection: Selection, *, limit: int, offset: int = 0) -> tuple[list[Quote], int]:
        """A page of a speaker's quotes, newest first. Raises ValueError if the selection names no speaker."""
        if selection.speaker_row is None:
            raise ValueError("the selection names no speaker")
        return quotations.newest_of_speaker(self, selection, selection.speaker_row, limit, offset)

    def quotes_holding(self, selection: Selection, match: Match, *, newest: int) -> list[QuoteTerms]:
        """Quotes whose words match, then the newest."""
        return quotations.quotes_holding(self, selection, match, newest=newest)

    def matching_quotes(
        self, selection: Selection, match: Match, *, limit: int, where: Literal["words", "sentence"] = "words"
    ) -> list[QuoteTerms]:
        """The newest quotes that match."""
        index: Literal["quote_index", "sentence_index"] = "quote_index" if where == "words" else "sentence_index"
        return quotations.newest_matching(self, selection, index, match, limit=limit)

    def surroundings(
        self, sentence_rows: Collection[int], wider: Literal["paragraph", "lead"]
    ) -> dict[int, QuoteSurroundings]:
        """Terms around sentences."""
        return quotations.surroundings(self, sentence_rows, wider)

    def articles_by_terms(
        self, wanted: Collection[str], *, limit: int, where: Literal["sentences", "quotes"]
    ) -> list[int]:
        """Articles of the best sentences or quotes that contain a term, best first."""
        return wordings.articles_by_terms(self, wanted, limit, where)

    def quoted_articles(self, rows: Sequence[int]) -> list[QuotedArticle]:
        """Articles with their quotes as offsets, in the given order."""
        return wordings.quoted_articles(self, rows)

    def entity_forms(self, rows: Collection[int]) -> dict[int, list[str]]:
        """The names of each entity."""
        return wordings.entity_forms(self, rows)

    def quotes(self, rows: Sequence[int], speaker_row: int | None = None) -> list[Quote]:
        """Quotes, in the given order."""
        return quotations.read_quotes(self, rows, speaker_row)

    def is_mentioned(self, entity_row: int, since: datetime | None, until: datetime | None) -> bool:
        """Whether others said something about an entity."""
        return quotations.is_mentioned(self, entity_row, since, until)

    def counts(self) -> ArchiveCounts:
        """How much there is of each."""
        columns = ", ".join(f"(SELECT count(*) FROM {table})" for table in ArchiveCounts._fields)  # noqa: S608 - constants
        return ArchiveCounts(*self.execute(f"SELECT {columns}").fetchone())
