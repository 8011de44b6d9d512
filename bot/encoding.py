"""Compute vectors for articles stored without them, by an older newsbot or for another model.

articles without vectors, newest first -> encode -> unless revised meanwhile: write, one transaction per article
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.model.sentence_encoder import SentenceEncoder
from bot.store.file.database import Database
from bot.store.reading.passage_vectors import count_unencoded, read_unencoded, sentences_stand, write_vectors

BATCH = 8  # articles read together


@dataclass(frozen=True, kw_only=True, slots=True)
class EncodingProgress:
    """How many of an archive's articles have vectors."""

    waiting: int  #: articles without
    articles: int  #: in all


class PassageEncoding:
    """Adds missing vectors. May run in parallel with adding and answering, in any process."""

    def __init__(self, database: Database, encoder: SentenceEncoder | None = None) -> None:
        """Set up encoding. ``encoder``: None is the shipped one."""
        self._database = database
        self.encoder = encoder or SentenceEncoder()  #: what makes the vectors, for adding and answering too

    def progress(self) -> EncodingProgress:
        """Number of waiting articles; none if there is no encoder. Raises StoreError."""
        if not self.encoder.available:
            return EncodingProgress(waiting=0, articles=0)
        with self._database.reading() as reader:
            waiting, articles = count_unencoded(reader, self.encoder.name)
        return EncodingProgress(waiting=waiting, articles=articles)

    def encode_some(self, limit: int = BATCH) -> int:
        """Encode the newest waiting articles, at most ``limit``; return how many there were. Raises StoreError."""
        if not self.encoder.available:
            return 0
        with self._database.reading() as reader:
            waiting = read_unencoded(reader, self.encoder.name, limit)
        for article in waiting:
            vectors = self.encoder.passages(article.title, article.sentences)
            with self._database.writing() as writer:
                if sentences_stand(writer, article.row, article.sentence_rows):  # unless revised meanwhile
                    write_vectors(writer, article.row, article.sentence_rows, vectors, self.encoder.name)
        return len(waiting)
