"""News sitemaps are read like feeds; other sitemaps are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sources.feeds.documents import FeedEntry, FeedError, ParsedFeed
from bot.sources.feeds.news_sitemap import named_sitemaps
from bot.sources.feeds.parsing import parse_feed

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
URL = "https://harbour.example/news-sitemap.xml"
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = (
    "<n:news><n:publication><n:name>The Harbour Post</n:name><n:language>en</n:language></n:publication>"
    "<n:publication_date>2026-06-10T08:30:00+02:00</n:publication_date>"
    "<n:title>Quay &amp; tower sold</n:title></n:news>"
)


def sitemap(inside: str) -> bytes:
    return f"<?xml version='1.0'?><urlset {NAMES}>{inside}</urlset>".encode()


def read(document: bytes) -> ParsedFeed:
    return parse_feed(document, {"content-type": "application/xml"}, URL, NOW)


def test_an_article_of_a_sitemap() -> None:
    image = (
        "<image:image><image:loc>https://harbour.example/a.jpg</image:loc><image:title>A</image:title></image:image>"
    )

    feed = read(sitemap(f"<url><loc>https://harbour.example/quay?utm_source=x</loc>{NEWS}{image}</url>"))

    assert (feed.title, feed.site, feed.whole) == ("The Harbour Post", "https://harbour.example/", True)
    address = "https://harbour.example/quay?utm_source=x"
    published = datetime(2026, 6, 10, 6, 30, tzinfo=UTC)
    assert feed.entries == (FeedEntry(guid=address, url=address, title="Quay & tower sold", published=published),)


def test_a_sitemap_that_breaks_off_keeps_what_came() -> None:
    whole = sitemap(f"<url><loc>https://harbour.example/1</loc>{NEWS}</url><url><loc>https://harbour.example/2</loc>")

    feed = read(whole.removesuffix(b"</urlset>"))

    assert [entry.url for entry in feed.entries] == ["https://harbour.example/1"]
    assert not feed.whole


@pytest.mark.parametrize(
    "inside",
    ["", "<url><loc>https://harbour.example/1</loc></url>", f"<url><loc>javascript:alert(1)</loc>{NEWS}</url>"],
)
def test_a_sitemap_without_news_is_no_feed(inside: str) -> None:
    with pytest.raises(FeedError, match="a sitemap without news"):
        read(sitemap(inside))


def test_entities_of_its_own_are_not_followed() -> None:
    bomb = b"<!DOCTYPE u [<!ENTITY a 'x'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
    entry = NEWS.replace("Quay", "Quay &b;")

    feed = read(bomb + sitemap(f"<url><loc>https://harbour.example/1</loc>{entry}</url>"))

    assert [one.title for one in feed.entries] == ["Quay tower sold"]


def test_robots_txt_names_news_sitemaps() -> None:
    rules = (
        "User-agent: *\nDisallow: /x\nSitemap: https://h.example/sitemap.xml\nsitemap:https://h.example/news.xml\n"
        "Sitemap: https://h.example/news.xml\nSitemap: ftp://h.example/news.xml\n"
    )

    assert named_sitemaps(rules) == ["https://h.example/news.xml"]
