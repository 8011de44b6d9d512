"""Adding articles: prepare in batches, write each in one transaction.

    NewArticle -> id, digest -> known? -> prepare -> [article, sentences, entities, quotes, index, vectors, deliveries]

The part in brackets is one transaction: killed at any moment, it leaves an article stored completely or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.errors import SourceError
from bot.following.article.article_view import view
from bot.following.sending.retry_policy import is_old
from bot.ingestion.file_names import DIGITS, name_among
from bot.ingestion.preparation import Annotator, Encoder, Preparation, Prepared, Text, faults_as_errors
from bot.models import Added, AddStatus, NewArticle
from bot.sources.web.address import twin_addresses
from bot.store.archive.archive import SqliteArchive
from bot.store.archive.articles import Articles, StoredArticle
from bot.store.archive.known_article import KnownArticle
from bot.store.file.database import Database, Writer
from bot.store.following.outbox import owe
from bot.store.interests.interest_index import InterestIndex
from bot.store.reading.passage_vectors import write_vectors
from bot.store.stories.candidates import MeaningIndex
from bot.store.stories.stories import Assigned, assign, meaning_of, story_text
from bot.stories.second_look import ComparesOpenings
from bot.text.analyzer import terms

BATCH = 16  # articles annotated together: enough to fill spaCy's batches, few enough to stop quickly
#: Characters of their texts. A longer article is a batch of its own: what is read before it is stored before it.
BATCH_CHARS = 60_000


@dataclass(frozen=True, slots=True)
class AddingBatch:
    """A batch of articles in order.

    ``known`` is the outcome for those already stored, None for those to be prepared.
    """

    articles: Sequence[NewArticle]
    known: Sequence[Added | None]

    @property
    def texts(self) -> list[Text]:
        """Title and text of the articles to be prepared."""
        return [(one.title, one.text) for one, known in zip(self.articles, self.known, strict=True) if known is None]


class AnswersQuestions(Protocol):
    """What adding needs of the judge of saved questions."""

    @property
    def available(self) -> bool:
        """Whether the judge can be used."""

    def answered(
        self, questions: Mapping[int, str], title: str, sentences: Sequence[str], stems: Sequence[Sequence[str]]
    ) -> dict[int, int]:
        """The position of the answering sentence of each question that is answered. ``stems``: of each sentence."""


class PreparesBatches(Protocol):
    """Something that prepares batches: ``Adding`` itself, or other processes."""

    def prepare(self, batches: Iterable[AddingBatch]) -> Iterator[tuple[AddingBatch, Iterator[Prepared | SourceError]]]:
        """Each batch with its prepared texts, in order; an error for one that cannot be. Raises PipelineError."""


class Adding:
    """Adds articles to a database."""

    def __init__(
        self,
        database: Database,
        language: Annotator,
        clock: Callable[[], datetime],
        encoder: Encoder | None = None,
        judge: AnswersQuestions | None = None,
        reader: ComparesOpenings | None = None,
    ) -> None:
        """Set up adding.

        Without an ``encoder``, sentences are stored without vectors, which ``bot.encoding`` computes later. Without a
        ``judge``, saved questions are not matched; without a ``reader``, stories are told apart without it.
        """
        self._reader = reader
        self._judge = judge
        self._database = database
        self._clock = clock
        self._encoder = encoder
        self._preparation = Preparation(language, encoder)
        self._articles = Articles(database)
        self._archive = SqliteArchive(database)
        self._interests = InterestIndex()
        self._meanings = MeaningIndex()

    def add_many(self, articles: Iterable[NewArticle], preparing: PreparesBatches | None = None) -> Iterator[Added]:
        """Add articles in batches; yields one outcome per article, in order, each after its commit.

        ``preparing``: what prepares the batches; None is this process. Raises SourceError for an article without text
        or one that takes too long, which is the one after the last outcome; StoreError, PipelineError. Articles yielded
        before an error stay stored.
        """
        batches = self._batches(iter(articles))
        for batch, prepared in (preparing or self).prepare(batches):
            for article, known in zip(batch.articles, batch.known, strict=True):
                yield known or self._write(article, next(prepared))

    def prepare(self, batches: Iterable[AddingBatch]) -> Iterator[tuple[AddingBatch, Iterator[Prepared | SourceError]]]:
        """See ``PreparesBatches``."""
        for batch in batches:
            yield batch, self._preparation.prepare(batch.texts)

    def _batches(self, articles: Iterator[NewArticle]) -> Iterator[AddingBatch]:
        for batch in _batched(articles):
            yield AddingBatch(batch, [self._known(article) for article in batch])

    def _known(self, article: NewArticle) -> Added | None:
        """The outcome for an article already stored under its id or address with the same content, else None."""
        if not article.text.strip():
            raise SourceError("The article has no text.")
        urls = twin_addresses(article.url)
        found = self._articles.find_same(digest=digest_of(article), public_id=article.id, urls=urls)
        if found is None or found.is_corrected_by(url=article.url, published=article.published):
            return None
        return Added(status=AddStatus.UNCHANGED, id=found.public_id, row=found.row)

    def _write(self, article: NewArticle, prepared: Prepared | SourceError) -> Added:
        if isinstance(prepared, SourceError):
            raise prepared
        if not prepared.annotation.sentences:
            raise SourceError("The article has no text.")
        with faults_as_errors():
            stored = self._stored(article, prepared)
            answered = {} if is_silent(article, stored) else self._answered(stored, prepared)
            with self._database.writing() as writer:
                return self._write_in(writer, article, stored, prepared, answered)

    def _answered(self, stored: StoredArticle, prepared: Prepared) -> dict[int, int]:
        """The saved questions that the article answers, with the position of the answering sentence.

        Judged before the transaction begins, so that no other writer has to wait.
        """
        if self._judge is None:
            return {}
        with self._database.reading() as reader:
            asked = self._interests.asked_questions(reader, (*prepared.stems, terms(stored.title)))
        if not asked or not self._judge.available:
            return {}
        sentences = [stored.text[span.start : span.end] for span in prepared.annotation.sentences]
        return self._judge.answered(asked, stored.title, sentences, prepared.stems)

    def _write_in(
        self,
        writer: Writer,
        article: NewArticle,
        stored: StoredArticle,
        prepared: Prepared,
        answered: Mapping[int, int],
    ) -> Added:
        if article.named_by_file:
            stored = replace(stored, public_id=self._name(writer, stored))
        urls = () if article.shared_url else twin_addresses(stored.url)
        found = self._articles.find(writer, public_id=stored.public_id, urls=urls, digest=stored.digest)
        if found and found.digest == stored.digest and not _is_correction(found, stored, urls):
            return Added(status=AddStatus.UNCHANGED, id=found.public_id, row=found.row)
        status = AddStatus.REVISED if found else AddStatus.ADDED
        row, rows = self._archive.write(
            writer, stored, prepared.annotation, prepared.stems, replaced=found.row if found else None
        )
        if prepared.vectors is not None and self._encoder is not None:
            write_vectors(writer, row, rows, prepared.vectors, self._encoder.name)
        story = self._assign(writer, row, stored, prepared)
        silent = found or is_silent(article, stored)
        return Added(
            status=status,
            id=found.public_id if found else stored.public_id,
            row=row,
            sentences=len(rows),
            deliveries=0 if silent else self._owe(writer, row, stored, prepared, story, answered),
        )

    def _name(self, writer: Writer, stored: StoredArticle) -> str:
        return name_among(self._articles.of_name(writer, stored.public_id, DIGITS), stored)

    def _assign(self, writer: Writer, row: int, stored: StoredArticle, prepared: Prepared) -> Assigned:
        """Assign the article to a story."""
        vectors, encoder = prepared.vectors, self._encoder
        text = story_text(
            title=stored.title,
            text=stored.text,
            annotation=prepared.annotation,
            stems=prepared.stems,
            told=stored.published or stored.added,
            dated=stored.published is not None,
            outlet=stored.source,
            meaning=None if vectors is None or encoder is None else meaning_of(vectors, encoder.name),
        )
        return assign(writer, row, text, self._meanings, self._reader)

    def _owe(
        self,
        writer: Writer,
        row: int,
        stored: StoredArticle,
        prepared: Prepared,
        story: Assigned,
        answered: Mapping[int, int],
    ) -> int:
        """Create deliveries for followers; return how many. Revised and old articles create none."""
        article = view(
            title=stored.title,
            source=stored.source,
            text=stored.text,
            annotation=prepared.annotation,
            stems=prepared.stems,
        )
        return owe(writer, self._interests, row, article, self._clock(), story, answered)

    def _stored(self, article: NewArticle, prepared: Prepared) -> StoredArticle:
        digest = digest_of(article)
        return StoredArticle(
            public_id=article.id or f"a-{digest[:16]}",
            title=prepared.title,
            source=article.source.strip(),
            url=article.url,
            published=article.published,
            added=self._clock(),
            lead=prepared.lead,
            text=article.text,
            digest=digest,
            blurb=article.blurb,
        )


def _batched(articles: Iterable[NewArticle]) -> Iterator[list[NewArticle]]:
    """At most ``BATCH`` articles together, and no more than ``BATCH_CHARS`` of text unless it is one article's."""
    batch: list[NewArticle] = []
    size = 0
    for article in articles:
        if batch and size + len(article.text) > BATCH_CHARS:
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
        if len(batch) == BATCH or size > BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def is_silent(article: NewArticle, stored: StoredArticle) -> bool:
    """Whether an article is not news: a back-fill, a first fetch, or published days ago."""
    return not article.news or is_old(stored.published, stored.added)


def _is_correction(found: KnownArticle, stored: StoredArticle, urls: Sequence[str]) -> bool:
    """Whether an article of the same content brings another date or an address.

    Under the same id or address any such change counts. Under another one only a later date does, so that adding both
    articles again has the same result.
    """
    if found.public_id != stored.public_id and found.url not in urls:
        return found.is_earlier_than(stored.published)
    return found.is_corrected_by(url=stored.url, published=stored.published)


def digest_of(article: NewArticle) -> str:
    """SHA-256 of what a reader sees, in hexadecimal; tells an unchanged article from a revised one.

    A blurb that is replaced by the whole article counts as revised.
    """
    seen = (article.title.strip(), article.source.strip(), article.text, *(("blurb",) if article.blurb else ()))
    return hashlib.sha256("\0".join(seen).encode("utf-8", "surrogatepass")).hexdigest()
