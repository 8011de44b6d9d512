"""Adding articles: annotate in batches, write each in one transaction.

    NewArticle -> id, digest -> known? -> annotate, encode -> [article, sentences, entities, quotes, index, vectors,
                                                           deliveries]

What stands in the brackets is one transaction: killed at any moment, an article is there wholly or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.errors import SourceError
from bot.following.article_view import view
from bot.following.retry_policy import is_old
from bot.models import Added, AddStatus, Annotation, NewArticle
from bot.sources.web.address import twin_addresses
from bot.store.archive import SqliteArchive
from bot.store.articles import Articles, StoredArticle
from bot.store.database import Database, Writer
from bot.store.known_article import KnownArticle
from bot.store.outbox import owe
from bot.store.passage_vectors import write_vectors
from bot.store.stories import assign, story_text
from bot.text.analyzer import terms

BATCH = 16  # articles annotated together: enough to fill spaCy's batches, few enough to stop quickly
LONGEST_TITLE = 120  # characters of a title made from the lead


class Annotator(Protocol):
    """What adding needs of the language layer."""

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        """One annotation for each (title, text), in order."""


class Encoder(Protocol):
    """What adding needs of the sentence encoder."""

    @property
    def available(self) -> bool:
        """Whether it can encode."""

    @property
    def name(self) -> str:
        """Which model it is."""

    def passages(self, title: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each sentence of an article."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What is worked out about an article before its transaction begins."""

    annotation: Annotation
    stems: list[list[str]]  #: terms of each sentence
    vectors: NDArray[np.float32] | None  #: of each sentence; None without an encoder


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that need not be annotated, for it is stored already as it is."""

    added: Added


class Adding:
    """Adds articles to a database."""

    def __init__(
        self,
        database: Database,
        language: Annotator,
        clock: Callable[[], datetime],
        encoder: Encoder | None = None,
    ) -> None:
        """``encoder``: None = sentences are stored without vectors, which ``encode_waiting`` makes later."""
        self._database = database
        self._language = language
        self._clock = clock
        self._encoder = encoder
        self._articles = Articles(database)
        self._archive = SqliteArchive(database)

    def add_many(self, articles: Iterable[NewArticle]) -> Iterator[Added]:
        """Add in batches; yields one outcome an article, in order, each after its commit.

        Raises SourceError for an article without text, StoreError; what was yielded before stays.
        """
        source = iter(articles)
        while batch := list(islice(source, BATCH)):
            yield from self._add_batch(batch)

    def _add_batch(self, batch: list[NewArticle]) -> Iterator[Added]:
        looked_up = [self._look_up(article) for article in batch]
        unknown = [article for article, known in zip(batch, looked_up, strict=True) if known is None]
        annotations = self._language.annotate([(article.title, article.text) for article in unknown])
        for article, known in zip(batch, looked_up, strict=True):
            yield known.added if known else self._write(article, next(annotations))

    def _look_up(self, article: NewArticle) -> _Known | None:
        """Known under its id or address with the same content: nothing to do."""
        if not article.text.strip():
            raise SourceError("The article has no text.")
        urls = twin_addresses(article.url)
        found = self._articles.find_same(digest=digest_of(article), public_id=article.id, urls=urls)
        if found is None or found.is_corrected_by(url=article.url, published=article.published):
            return None
        return _Known(Added(status=AddStatus.UNCHANGED, id=found.public_id, row=found.row))

    def _write(self, article: NewArticle, annotation: Annotation) -> Added:
        sentences = [article.text[span.start : span.end] for span in annotation.sentences]
        if not sentences:
            raise SourceError("The article has no text.")
        stored = self._stored(article, lead=sentences[0])
        stems = [terms(sentence) for sentence in sentences]
        prepared = _Prepared(annotation, stems, self._vectors(stored.title, sentences))
        with self._database.writing() as writer:
            return self._write_in(writer, article, stored, prepared)

    def _vectors(self, title: str, sentences: Sequence[str]) -> NDArray[np.float32] | None:
        if self._encoder is None or not self._encoder.available:
            return None
        return self._encoder.passages(title, sentences)

    def _write_in(self, writer: Writer, article: NewArticle, stored: StoredArticle, prepared: _Prepared) -> Added:
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
        story = _assign(writer, row, stored, prepared.annotation, prepared.stems)
        silent = found or not article.news or is_old(stored.published, stored.added)
        return Added(
            status=status,
            id=found.public_id if found else stored.public_id,
            row=row,
            sentences=len(rows),
            deliveries=0 if silent else self._owe(writer, row, stored, prepared, story),
        )

    def _owe(self, writer: Writer, row: int, stored: StoredArticle, prepared: _Prepared, story: int) -> int:
        """Deliveries for who follows something in it; only a new article is news, no revised, no old one."""
        article = view(
            title=stored.title,
            source=stored.source,
            text=stored.text,
            annotation=prepared.annotation,
            stems=prepared.stems,
        )
        return owe(writer, row, article, self._clock(), story)

    def _stored(self, article: NewArticle, *, lead: str) -> StoredArticle:
        digest = digest_of(article)
        return StoredArticle(
            public_id=article.id or f"a-{digest[:16]}",
            title=article.title.strip() or title_from(lead),
            source=article.source.strip(),
            url=article.url,
            published=article.published,
            added=self._clock(),
            lead=lead,
            text=article.text,
            digest=digest,
        )


def _assign(writer: Writer, row: int, stored: StoredArticle, annotation: Annotation, stems: list[list[str]]) -> int:
    """The article's story."""
    text = story_text(
        title=stored.title,
        text=stored.text,
        annotation=annotation,
        stems=stems,
        told=stored.published or stored.added,
        dated=stored.published is not None,
    )
    return assign(writer, row, text)


def _is_correction(found: KnownArticle, stored: StoredArticle, urls: Sequence[str]) -> bool:
    """Whether the same words come with another day or an address: any under the same id or address; under another,
    where adding both again must end as before, only a later day."""
    if found.public_id != stored.public_id and found.url not in urls:
        return found.is_earlier_than(stored.published)
    return found.is_corrected_by(url=stored.url, published=stored.published)


def digest_of(article: NewArticle) -> str:
    """SHA-256 of what a reader sees, as hexadecimal digits: tells unchanged from revised."""
    seen = (article.title.strip(), article.source.strip(), article.text)
    return hashlib.sha256("\0".join(seen).encode("utf-8", "surrogatepass")).hexdigest()


def title_from(lead: str) -> str:
    """A title for an article that has none: its lead sentence, cut between two words."""
    lead = " ".join(lead.split())
    if len(lead) <= LONGEST_TITLE:
        return lead
    end = lead.rfind(" ", 0, LONGEST_TITLE)
    return lead[: end if end > 0 else LONGEST_TITLE].rstrip(" ,;:") + " …"
