"""Descriptions for articles that were added by an older newsbot.

articles without, newest first -> their sentences and mentions -> definitions -> written, a transaction each
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.descriptions import definition
from bot.store.database import Database
from bot.store.descriptions import (
    DescriptionRow,
    NamedEntity,
    count_undescribed,
    named_in,
    undescribed_articles,
    write_descriptions,
)

BATCH = 50  # articles


class DescriptionFilling:
    """Describes what waits; may run beside adding and answering, in any process. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> int:
        """Articles without descriptions."""
        with self._database.reading() as reader:
            return count_undescribed(reader)

    def describe_some(self, limit: int = BATCH) -> int:
        """Describe the newest articles that wait, ``limit`` at most; how many there were."""
        with self._database.reading() as reader:
            articles = undescribed_articles(reader, limit)
        for article in articles:
            with self._database.writing() as writer:  # read inside: it may have been revised in the meantime
                write_descriptions(writer, article, _rows(article, named_in(writer, article)))
        return len(articles)


def _rows(article: int, named: list[NamedEntity]) -> Iterator[DescriptionRow]:
    for one in named:
        found = definition(one.sentence, one.start, one.end, one.label)
        if found is not None:
            start, end = (one.sentence_start + offset for offset in found.span)
            yield one.entity_row, article, one.sentence_row, start, end, " ".join(sorted(found.said))
