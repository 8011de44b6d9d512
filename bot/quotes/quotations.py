"""Pages of quotes: newest first, or sorted by relevance to a topic."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from bot.archive import ReadableArchive, Selection
from bot.models import Quote
from bot.models.annotation import QuoteKind
from bot.quotes.phrase_ranking import Topic, search
from bot.quotes.topic_ranking import Stems, about
from bot.quotes.topic_reading import TopicReading
from bot.retrieval.expansion.synonyms import related_terms
from bot.retrieval.first_stage.dense import DenseQuery

FEWEST_WORDS = 5  #: of reported words on a topic: fewer are what was praised or demanded rather than said


class Quotations:
    """Pages of quotes. Thread-safe; every method raises StoreError."""

    def __init__(self, archive: ReadableArchive) -> None:
        self._archive = archive

    def page(
        self,
        selection: Selection,
        *,
        stems: Collection[str] = (),
        enough: Iterable[Collection[str]] = (),
        name: Collection[str] = (),
        meaning: DenseQuery | None = None,
        reading: TopicReading | None = None,
        sure: bool = False,
        limit: int,
        offset: int = 0,
    ) -> tuple[list[Quote], int]:
        """A page of the selected quotes, and their total number.

        Newest article first, in text order within an article. With ``stems``, the terms of a topic, only quotes about
        it (see topic_ranking), likeliest first. Each of ``enough`` holds stems that suffice alone, ``name`` those that
        suffice if nothing fits better. ``meaning``: the topic as a vector; ``reading``: reads the likeliest quotes.
        ``sure``: only quotes that are certainly about it. A ``limit`` of 0 only counts.
        """
        with self._archive.reading() as archive:
            if selection.speaker_row is not None and not stems:
                return archive.quotes_of_speaker(selection, limit=limit, offset=offset)
            if not stems:
                rows = archive.selected_quotes(selection)
                return archive.quotes(rows[offset : offset + limit], selection.speaker_row), len(rows)
            parts = tuple(frozenset(part) for part in enough if part)
            topic = Stems(frozenset(stems), parts, frozenset(name), related_terms, meaning, reading)
            reasons = about(archive, selection, topic, sure=sure)
            found = _telling(archive.quotes(list(reasons), selection.speaker_row))
            return [replace(quote, why=reasons[quote.row]) for quote in found[offset : offset + limit]], len(found)

    def is_mentioned(self, row: int, since: datetime | None, until: datetime | None) -> bool:
        """Whether somebody else was quoted, in an article of these days, in a sentence that mentions an entity."""
        with self._archive.reading() as archive:
            return archive.is_mentioned(row, since, until)

    def search(self, topic: Topic, within: Selection, *, limit: int, offset: int = 0) -> tuple[list[Quote], int]:
        """A page of the quotes, by any speaker, that match ``topic``, best first, and their total number."""
        with self._archive.reading() as archive:
            rows = search(archive, topic, within)
            return archive.quotes(rows[offset : offset + limit], within.speaker_row), len(rows)


def _telling(quotes: list[Quote]) -> list[Quote]:
    """Those that say something; the others, such as "him to a debate", only if there is nothing else."""
    told = [one for one in quotes if one.kind is not QuoteKind.INDIRECT or len(one.content.split()) >= FEWEST_WORDS]
    return told or quotes
