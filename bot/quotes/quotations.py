"""Pages of quotes: newest first, or by how well they fit a topic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.archive import ReadableArchive, Selection
from bot.models import Quote
from bot.quotes.phrase_ranking import Topic, search
from bot.quotes.topic_ranking import Stems, fitting


class Quotations:
    """Pages of quotes. Every method may be called from any thread and raises StoreError."""

    def __init__(self, archive: ReadableArchive) -> None:
        self._archive = archive

    def page(
        self,
        selection: Selection,
        *,
        stems: Collection[str] = (),
        enough: Iterable[Collection[str]] = (),
        kindred: Mapping[str, Collection[str]] | None = None,
        limit: int,
        offset: int = 0,
    ) -> tuple[list[Quote], int]:
        """A page of the selected quotes, and how many there are in all.

        The newest article comes first, its quotes in text order. With ``stems``, the terms of a topic, only those
        that fit it (see topic_ranking), best first; each of ``enough`` holds stems that would do alone, such as a
        name. Where none fits, terms of like meaning (``kindred``) and what stands near count too, unless that is None.
        ``limit`` 0 counts only.
        """
        with self._archive.reading() as archive:
            if selection.speaker_row is not None and not stems:
                return archive.quotes_of_speaker(selection, limit=limit, offset=offset)
            if stems:
                topic = Stems(frozenset(stems), tuple(frozenset(part) for part in enough if part), kindred)
                rows = fitting(archive, selection, topic)
            else:
                rows = archive.selected_quotes(selection)
            return archive.quotes(rows[offset : offset + limit], selection.speaker_row), len(rows)

    def is_mentioned(self, row: int, since: datetime | None, until: datetime | None) -> bool:
        """Whether others, in articles of these days, said something in a sentence that mentions an entity."""
        with self._archive.reading() as archive:
            return archive.is_mentioned(row, since, until)

    def search(self, topic: Topic, within: Selection, *, limit: int, offset: int = 0) -> tuple[list[Quote], int]:
        """A page of the quotes, whoever said them, that hold ``topic``, best first, and how many there are in all."""
        with self._archive.reading() as archive:
            rows = search(archive, topic, within)
            return archive.quotes(rows[offset : offset + limit], within.speaker_row), len(rows)
