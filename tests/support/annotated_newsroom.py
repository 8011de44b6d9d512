"""A newsroom with a few articles annotated by the shipped pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom


@contextmanager
def annotated(folder: Path, records: Sequence[dict[str, Any]]) -> Iterator[Newsroom]:
    """A newsroom in ``folder`` with the articles ``records``: id, title, source, text, date (ISO)."""
    opened = open_newsroom(folder / "news.db")
    articles = [
        NewArticle(
            id=one["id"],
            title=one["title"],
            source=one["source"],
            text=one["text"],
            published=datetime.fromisoformat(one["date"]).replace(tzinfo=UTC),
        )
        for one in records
    ]
    assert len(list(opened.add_many(articles))) == len(articles)
    yield opened
    opened.close()
