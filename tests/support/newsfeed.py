"""Feeds for tests, and the service that fetches them, with a test clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from bot.feeds.manager import FeedManager
from bot.feeds.service import FeedService, feed_service
from bot.ingestion import Adding
from bot.models import Added, Annotation, NewArticle, SentenceSpan
from bot.models.tuning import Tuning
from bot.store.archive.articles import Articles
from bot.store.file.database import Database

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


class LinesAsSentences:
    """An annotator for unrelated tests: each line is a sentence."""

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        for _title, text in articles:
            spans, start = [], 0
            for number, line in enumerate(text.split("\n")):
                if line.strip():
                    spans.append(SentenceSpan(start=start, end=start + len(line), paragraph=number))
                start += len(line) + 1
            yield Annotation(sentences=tuple(spans))


class Services:
    """A database with feeds, and a clock that a test moves."""

    def __init__(self, path: Path) -> None:
        self.now = NOON
        self.database = Database.open(path)
        self.manager = FeedManager(self.database, self.clock, Tuning(allow_hosts=frozenset({"127.0.0.1"})))
        self.adding = Adding(self.database, LinesAsSentences(), self.clock)
        self.articles = Articles(self.database)
        self.added: list[NewArticle] = []  #: all that went in, in order

    def clock(self) -> datetime:
        return self.now

    def later(self, **ago: float) -> None:
        self.now += timedelta(**ago)

    def add_many(self, articles: Iterable[NewArticle]) -> Iterator[Added]:
        given = list(articles)
        self.added += given
        return self.adding.add_many(given)

    @asynccontextmanager
    async def service(self) -> AsyncIterator[FeedService]:
        async with feed_service(self.manager, self.add_many) as service:
            yield service

    def titles(self) -> list[str]:
        return [headline.title for headline in self.articles.headlines(limit=5000)]


def item(
    number: int,
    *,
    text: str = "",
    guid: str | None = None,
    link: str = "",
    title: str = "",
    date: str | None = "auto",
) -> str:
    """An RSS item; "" is the default for that number, None leaves the element out."""
    body = text or " ".join([f"The ferry number {number} to Quillhaven was late again, the harbour master said."] * 20)
    when = f"{number % 28 + 1:02d} May 2026 08:00:00 GMT" if date == "auto" else date
    return (
        f"<item><title>{escape(title or f'Ferry number {number} is late')}</title>"
        f"<link>{escape(link or f'https://harbour.example/{number}')}</link>"
        + (f'<guid isPermaLink="false">{escape(guid or f"guid-{number}")}</guid>')
        + (f"<pubDate>{when}</pubDate>" if when else "")
        + f"<description>{escape(body)}</description></item>"
    )


def rss(items: Sequence[str], *, title: str = "The Harbour Post", head: str = "") -> str:
    """An RSS feed."""
    namespaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {namespaces}><channel><title>{title}</title>'
        f"<link>https://harbour.example/</link>{head}{''.join(items)}</channel></rss>"
    )
