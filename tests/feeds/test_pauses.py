"""Pauses that servers ask for: for a page as for a feed, for a whole domain, and over a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from bot.feeds.pages import PageReader, PageUnavailable
from bot.sources.feeds.answers import asked_to_wait
from bot.sources.feeds.health import of_failure
from bot.sources.feeds.state import Blocked
from bot.sources.fetching.failures import FailureKind
from bot.sources.fetching.fetcher import Fetched, Fetcher, FetchLimits
from tests.feeds.test_pages import PAGE
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import NOON, Services, item, rss

HTML = {"Content-Type": "text/html"}
ASKED = timedelta(hours=2)
USUAL = FetchLimits()


class Outside(Fetcher):
    """A fetcher for which all names lead to a server on loopback, which it takes for one of the public internet."""

    server: FaultServer

    async def get(self, url: str, headers: Mapping[str, str] | None = None, limits: FetchLimits = USUAL) -> Fetched:
        got = await super().get(self.server.url(urlsplit(url).path), headers, limits)
        return replace(got, final_url=url, own=False)


@pytest.fixture
async def outside(server: FaultServer) -> AsyncIterator[Outside]:
    async with Outside(allow_hosts=["127.0.0.1"]) as fetcher:
        fetcher.server = server
        yield fetcher


async def run(services: Services) -> None:
    async with services.service() as service:
        await service.rounds.run()


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_a_page_is_left_alone_as_long_as_its_server_asks(
    services: Services, server: FaultServer, status: int, form: str
) -> None:
    value = "7200" if form == "seconds" else f"{NOON + ASKED:%a, %d %b %Y %H:%M:%S} GMT"
    server.serves("/busy", status=status, headers={"Retry-After": value})
    server.serves("/page", PAGE, headers=HTML)
    items = [item(n, text="A blurb.", link=server.url(path)) for n, path in enumerate(("/busy", "/page"))]
    server.serves("/feed", rss(items), headers={"Cache-Control": "max-age=86400"})
    services.manager.store(server.url("/feed"))
    await run(services)
    server.serves("/busy", PAGE, headers=HTML)

    services.later(hours=1, minutes=59)
    await run(services)
    early = dict(server.requests)  # of one's own server, other pages are asked for
    services.later(minutes=2)
    await run(services)

    assert early == {
        "/feed": 1,
        "/robots.txt": 1,
        "/busy": 1,
        "/page": 1,
    }
    assert server.requests["/busy"] == 2
    assert not any(headline.blurb for headline in services.articles.headlines(limit=9))


async def test_a_page_that_asks_to_wait_speaks_for_its_domain(
    services: Services, server: FaultServer, outside: Outside
) -> None:
    server.serves("/busy", status=429, headers={"Retry-After": "7200"})
    for path in ("/page", "/other"):
        server.serves(path, PAGE, headers=HTML)
    reader = PageReader(outside, services.clock, services.manager.feeds)

    waits = []
    for address in ("https://news.example.org/busy", "https://www.example.org/page"):
        with pytest.raises(PageUnavailable) as refused:
            await reader.read(address)
        waits.append(refused.value.wait)
    elsewhere = await reader.read("https://example.com/other")

    assert waits == [ASKED, ASKED]
    assert server.requests == {"/robots.txt": 2, "/busy": 1, "/other": 1}
    assert elsewhere.article.text
    services.later(hours=2, minutes=1)
    assert (await reader.read("https://www.example.org/page")).article.text


async def test_a_domain_that_asked_to_wait_is_left_alone_by_its_feeds_after_a_restart_too(
    services: Services, outside: Outside
) -> None:
    for host in ("one.example.org", "two.example.org"):
        services.manager.store(f"https://{host}/feed")
    outside.server.serves("/busy", status=503, headers={"Retry-After": "7200"})
    with pytest.raises(PageUnavailable):
        await PageReader(outside, services.clock, services.manager.feeds).read("https://example.org/busy")

    services.later(hours=1)
    async with services.service() as restarted:
        reports = await restarted.rounds.run(everything=True)

    assert [report.status for report in reports] == ["waiting", "waiting"]
    assert all(feed.due == NOON + ASKED for feed in services.manager.feeds.all())


@pytest.mark.parametrize(
    ("status", "address", "own", "place"),
    [
        (429, "https://pier.example.org/feed", False, "example.org"),
        (503, "https://lamp.co.uk/feed", False, "lamp.co.uk"),
        (500, "https://example.org/feed", False, None),
        (429, "https://example.org/feed", True, None),
        (429, "http://192.0.2.7/feed", False, None),
    ],
)
def test_whom_a_pause_is_for(status: int, address: str, own: bool, place: str | None) -> None:
    asked = Fetched(status=status, headers={"retry-after": "7200"}, body=b"", final_url=address, own=own)

    expected = Blocked(place=place, until=NOON + ASKED) if place else None
    assert asked_to_wait(asked, NOON) == expected


def test_a_name_that_is_not_found_counts_least() -> None:
    weights = [of_failure(kind, "").weight for kind in (FailureKind.DNS, FailureKind.TIMEOUT, FailureKind.TLS)]

    assert weights == [0.25, 0.5, 1.0]
