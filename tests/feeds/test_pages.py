"""The pages behind blurbs: read, refused, or asked for another time. What is no article is never shown as one."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import pytest

from bot.errors import SourceError
from bot.feeds.pages import PageReader, PageUnavailable
from bot.sources.fetching.fetcher import Fetcher
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import Services, item, rss

HTML = {"Content-Type": "text/html"}
SENTENCE = "The ferry to Quillhaven was late for the {}th time this summer, the harbour master told reporters."
PAGE = (
    "<html><head><title>Ferry late</title><meta property='og:type' content='article'></head><body><article>"
    f"<h1>Ferry late</h1>{''.join(f'<p>{SENTENCE.format(n)}</p>' for n in range(4, 14))}</article></body></html>"
)


@pytest.fixture
async def reader(services: Services) -> AsyncIterator[PageReader]:
    async with Fetcher(allow_hosts=["127.0.0.1"]) as fetcher:
        yield PageReader(fetcher, services.clock, services.manager.feeds)


async def texts(services: Services, server: FaultServer, page: str, status: int = 200) -> str:
    """The text that is stored of an entry with a blurb and that page."""
    server.serves("/page", page, status=status, headers={"Content-Type": "text/html"})
    server.serves("/feed", rss([item(1, text="A blurb.", link=server.url("/page"))]))
    services.manager.store(server.url("/feed"))
    async with services.service() as service:
        await service.rounds.run()
    (headline,) = services.articles.headlines(limit=9)
    article = services.articles.article(headline.row)
    assert article
    return article.text


async def test_a_blurb_is_replaced_by_its_page(services: Services, server: FaultServer) -> None:
    text = await texts(services, server, PAGE)

    assert text.startswith("The ferry to Quillhaven was late for the 4th time")
    assert server.requests == {"/feed": 1, "/robots.txt": 1, "/page": 1}


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("<title>Log in</title><form><input type='password'><button>Log in</button></form>", 200),
        ("<title>Page not found</title><h1>404</h1><p>We cannot find that page.</p>", 200),
        ("", 200),
        ("gone", 404),
        ("busy", 503),
    ],
)
async def test_a_page_that_is_no_article_leaves_the_blurb(
    services: Services, server: FaultServer, page: str, status: int
) -> None:
    assert await texts(services, server, page, status) == "A blurb."


async def test_a_page_that_cannot_be_had_now_is_asked_for_again_and_revises_without_news(
    services: Services, server: FaultServer
) -> None:
    assert await texts(services, server, "busy", 503) == "A blurb."
    server.serves("/page", PAGE, headers={"Content-Type": "text/html"})
    services.later(minutes=16)
    async with services.service() as service:
        await service.rounds.run()

    (headline,) = services.articles.headlines(limit=9)
    article = services.articles.article(headline.row)
    assert article
    assert (article.revision, article.text[:9]) == (2, "The ferry")
    assert not services.added[-1].news
    assert sum(feed.waiting for feed in services.manager.health()) == 0


PAYWALLED = (
    "<html><head><title>Ferry late</title><meta property='og:type' content='article'></head><body><article>"
    f"<h1>Ferry late</h1>{''.join(f'<p>{SENTENCE.format(n)}</p>' for n in range(4, 7))}</article>"
    "<div>Subscribe to continue reading</div></body></html>"
)


@pytest.mark.parametrize(("page", "status"), [(PAYWALLED, 200), ("gone", 404), ("busy", 503)])
async def test_a_blurb_is_marked_as_such(services: Services, server: FaultServer, page: str, status: int) -> None:
    text = await texts(services, server, page, status)

    assert services.articles.headlines(limit=1)[0].blurb
    assert text.startswith("The ferry to Quillhaven" if status == 200 else "A blurb.")


async def test_the_mark_goes_with_the_blurb(services: Services, server: FaultServer) -> None:
    await texts(services, server, "busy", 503)
    server.serves("/page", PAGE, headers={"Content-Type": "text/html"})
    services.later(minutes=16)
    async with services.service() as service:
        await service.rounds.run()

    assert not services.articles.headlines(limit=1)[0].blurb


async def test_an_entry_that_leads_nowhere_is_all_there_is(services: Services, server: FaultServer) -> None:
    server.serves("/feed", rss([item(1, text="A blurb.").replace("<link>https://harbour.example/1</link>", "")]))
    services.manager.store(server.url("/feed"))
    async with services.service() as service:
        await service.rounds.run()

    assert not services.articles.headlines(limit=1)[0].blurb


async def test_what_an_aggregator_writes_around_its_links_is_no_text(services: Services, server: FaultServer) -> None:
    told = (
        "Comments",
        "submitted by /u/edda [link] [comments]",
        "The pier is open. submitted by /u/edda to r/news [link] [comments]",
    )
    entries = [
        item(n, title=f"Pier {n}", text=text).replace(f"<link>https://harbour.example/{n}</link>", "")
        for n, text in enumerate(told)
    ]
    outlet = '<source url="https://wire.example">The Wire</source></item>'
    server.serves("/feed", rss([entry.replace("</item>", outlet) for entry in entries]))
    services.manager.store(server.url("/feed"))
    async with services.service() as service:
        await service.rounds.run()

    headlines = services.articles.headlines(limit=9)
    read = [services.articles.article(one.row) for one in headlines]
    assert {article.text for article in read if article} == {"Pier 0", "Pier 1", "The pier is open."}
    assert {one.source for one in headlines} == {"The Wire"}


async def test_a_page_that_says_less_than_its_feed_is_not_believed(services: Services, server: FaultServer) -> None:
    blurb = " ".join(SENTENCE.format(n) for n in range(4))
    page = PAGE.replace("".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(5, 14)), "")
    server.serves("/page", page, headers={"Content-Type": "text/html"})
    server.serves("/feed", rss([item(1, text=blurb, link=server.url("/page"))]))
    services.manager.store(server.url("/feed"))
    async with services.service() as service:
        await service.rounds.run()

    (headline,) = services.articles.headlines(limit=9)
    article = services.articles.article(headline.row)
    assert article
    assert (article.text, headline.blurb) == (blurb, True)


async def test_robots_may_be_forbidden(reader: PageReader, server: FaultServer) -> None:
    server.serves("/robots.txt", "User-agent: newsbot\nDisallow: /\n")
    server.serves("/page", PAGE)

    with pytest.raises(SourceError, match=r"robots\.txt"):
        await reader.read(server.url("/page"))
    assert server.requests["/page"] == 0


async def test_robots_txt_is_asked_for_once_a_day(reader: PageReader, services: Services, server: FaultServer) -> None:
    server.serves("/robots.txt", "User-agent: *\nAllow: /\n")
    server.serves("/page", PAGE, headers={"Content-Type": "text/html"})
    asked = []
    for hours in (0, 23, 2):
        services.later(hours=hours)
        await reader.read(server.url("/page"))
        asked.append(server.requests["/robots.txt"])

    assert asked == [1, 1, 2]
    assert server.seen[0].headers["User-Agent"].startswith("newsbot/")


async def test_a_host_that_does_not_answer_is_asked_once(
    reader: PageReader, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    get = Fetcher.get

    async def counted(self: Fetcher, url: str, *given: object, **named: object) -> object:
        asked.append(url)
        return await get(self, url, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Fetcher, "get", counted)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        for number in range(5):
            with pytest.raises(PageUnavailable):
                await reader.read(f"{address}/{number}")
        services.later(minutes=11)
        with pytest.raises(PageUnavailable):
            await reader.read(f"{address}/6")

    assert asked == [f"{address}/robots.txt"] * 2


def leading(to: str, *, wait: str = "0", body: str = "<p>You are being redirected.</p>") -> str:
    return f"<html><head><meta http-equiv='refresh' content='{wait}; url={to}'></head><body>{body}</body></html>"


@pytest.mark.parametrize("to", ["/page", "page", "{base}/page", '"/page"'])
async def test_a_page_that_leads_on_is_followed(reader: PageReader, server: FaultServer, to: str) -> None:
    server.serves("/short", leading(to.format(base=server.url("")).replace('"', "")), headers=HTML)
    server.serves("/page", PAGE, headers=HTML)

    assert (await reader.read(server.url("/short"))).article.title == "Ferry late"


async def test_pages_that_lead_on_in_a_circle_end(reader: PageReader, server: FaultServer) -> None:
    server.serves("/a", leading("/b"), headers=HTML)
    server.serves("/b", leading("/a"), headers=HTML)

    with pytest.raises(SourceError):
        await reader.read(server.url("/a"))
    assert server.requests["/a"] + server.requests["/b"] == 4


@pytest.mark.parametrize("wait", ["300", "0"])
async def test_an_article_that_loads_itself_again_is_read(reader: PageReader, server: FaultServer, wait: str) -> None:
    again = f"<meta http-equiv='refresh' content='{wait}; url=/other'></head>"
    server.serves("/page", PAGE.replace("</head>", again), headers=HTML)

    assert (await reader.read(server.url("/page"))).article.title == "Ferry late"
    assert "/other" not in server.requests


async def test_a_page_may_not_lead_into_the_local_network(reader: PageReader, server: FaultServer) -> None:
    server.serves("/short", leading("http://10.0.0.1/secret"), headers=HTML)

    with pytest.raises(SourceError, match="not on the public internet"):
        await reader.read(server.url("/short"))
