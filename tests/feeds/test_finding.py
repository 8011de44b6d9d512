"""The search for a site's feed where its server does not answer, and what a feed brings in its first day."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.errors import SourceError
from bot.feeds.finding import FeedFinder
from bot.sources.feeds.discovery import USUAL_PATHS
from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.fetching.fetcher import Fetched
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import Services

PAGE = b"<html><head></head><body><p>Welcome to Nordhaven.</p></body></html>"


class Silent:
    """A fetcher of a site whose front page answers and nothing else does."""

    def __init__(self, page: bytes) -> None:
        self.page = page
        self.asked: list[str] = []

    async def get(self, url: str, _headers: object) -> Fetched:
        self.asked.append(url)
        if url.endswith("example.org/"):
            return Fetched(status=200, headers={"content-type": "text/html"}, body=self.page, final_url=url)
        raise FetchError(FailureKind.TIMEOUT, "its server did not answer in full within 45 seconds")


class Unread:
    """A parser that finds no feed."""

    async def parse(self, *_: object) -> Any:
        from bot.sources.feeds.documents import FeedError

        raise FeedError("it is no feed")


@pytest.mark.parametrize(
    ("links", "asked", "reason"),
    [
        ("", 2, "did not answer in full"),
        ('<link rel="alternate" type="application/rss+xml" href="/{n}">', 3, "there is no feed"),
    ],
)
async def test_a_silent_server_is_waited_for_once_unless_its_page_names_feeds(
    services: Services, links: str, asked: int, reason: str
) -> None:
    page = PAGE.replace(b"</head>", "".join(links.format(n=n) for n in range(2)).encode() + b"</head>")
    fetcher = Silent(page)

    with pytest.raises(SourceError, match=reason):
        await FeedFinder(services.manager, cast(Any, fetcher), cast(Any, Unread())).find("https://example.org/")

    assert len(fetcher.asked) == asked


def test_how_much_a_feed_brings_is_told_after_a_day(services: Services) -> None:
    services.manager.store("https://example.org/feed", title="One", outlet="One")

    (first,) = services.manager.health()
    services.now += timedelta(days=2)
    (later,) = services.manager.health()

    assert (first.per_day, later.per_day) == (None, 0.0)


async def test_a_site_without_feeds_is_asked_for_a_few_usual_ones_and_no_more(
    services: Services, server: FaultServer
) -> None:
    server.serves("/", PAGE, headers={"Content-Type": "text/html"})

    async with services.service() as service:
        with pytest.raises(SourceError, match="there is no feed"):
            await service.finder.find(server.url("/"))

    assert server.requests == dict.fromkeys(("/", *USUAL_PATHS, "/robots.txt"), 1)


async def test_a_password_in_an_address_is_refused_and_in_no_log(
    services: Services, server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = server.url("/feed").replace("://", "://edda:hush@")
    server.redirects("/moved", secret)
    for address in (secret, server.url("/moved")):
        services.manager.store(address)
    async with services.service() as service:
        with pytest.raises(SourceError, match="user name or password") as refused:
            await service.finder.find(secret)
        reports = await service.rounds.run()

    assert ["password" in report.reason for report in reports] == [True, True]
    told = [str(refused.value), *(report.reason for report in reports), *(log.getMessage() for log in caplog.records)]
    assert not any("hush" in words for words in told)
    assert server.requests == {"/moved": 1}
