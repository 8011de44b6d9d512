"""Add descriptions to articles that were stored by an older newsbot.

articles without, newest first -> sentences and mentions -> definitions -> written, one transaction per article
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.descriptions import definition
from bot.store.archive.descriptions import (
    DescriptionRow,
    NamedEntity,
    count_undescribed,
    named_in,
    undescribed_articles,
    write_descriptions,
)
from bot.store.file.database import Database

BATCH = 50  # articles


class DescriptionFilling:
    """Describes waiting articles.

    May run in parallel with adding and answering, in any process. Every method raises StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> int:
        """Number of articles without descriptions."""
        with self._database.reading() as reader:
            return count_undescribed(reader)

    def describe_some(self) -> int:
        """Describe the newest waiting articles, ``BATCH`` at most; return how many there were."""
        with self._database.reading() as reader:
            articles = undescribed_articles(reader, BATCH)
        for article in articles:
            with self._database.writing() as writer:  # read inside the transaction: the article may have been revised
                write_descriptions(writer, article, _rows(article, named_in(writer, article)))
        return len(articles)


def _rows(article: int, named: list[NamedEntity]) -> Iterator[DescriptionRow]:
    for one in named:
        found = definition(one.sentence, one.start, one.end, one.label)
        if found is not None:
            start, end = (one.sentence_start + offset for offset in found.span)
            yield one.entity_row, article, one.sentence_row, start, end, " ".join(sorted(found.said))
