"""The feeds that a page names."""

from __future__ import annotations

import pytest

from bot.sources.feeds.discovery import known_feeds, named_feeds, usual_feeds

URL = "https://harbour.example/news/"


def found(head: str) -> list[str]:
    return named_feeds(f"<html><head>{head}</head><body>x</body></html>".encode(), "text/html", URL)


@pytest.mark.parametrize(
    ("head", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', ["https://harbour.example/feed"]),
        ('<LINK REL="Home ALTERNATE" TYPE=" application/Atom+XML; charset=utf-8" HREF="a">', [URL + "a"]),
        (
            '<base href="https://cdn.example/x/"><link rel="alternate" type="text/rss+xml" href="f">',
            ["https://cdn.example/x/f"],
        ),
        ('<link type="application/rss+xml" href="/feed">', ["https://harbour.example/feed"]),
        ('<link rel="feed" href="/feed">', ["https://harbour.example/feed"]),
        ('<link rel="alternate" type="application/feed+json" href="/f.json">', ["https://harbour.example/f.json"]),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">', []),
        ('<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">', []),
        ('<!-- <link rel="alternate" type="application/rss+xml" href="/feed"> -->', []),
        ('<link rel="alternate" type="text/html" hreflang="fr" href="/fr">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/x">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', []),
        ('<link rel="alternate" type="text/xml" title="RSS .92" href="/x">', ["https://harbour.example/x"]),
        ('<link rel="alternate" type="application/xml" href="/?feed=rss2">', ["https://harbour.example/?feed=rss2"]),
        ('<link rel="alternate" type="text/xml" title="Editor" href="/wlwmanifest.xml">', []),
        ('<link rel="alternate" type="application/rss+xml">', []),
        (
            '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c">'
            '<link rel="alternate" type="application/rss+xml" title="News" href="/n">',
            ["https://harbour.example/n", "https://harbour.example/c"],
        ),
    ],
)
def test_links_in_the_head(head: str, feeds: list[str]) -> None:
    assert found(head) == feeds


def test_a_link_in_the_body_names_a_feed_where_the_head_names_none() -> None:
    body = '<a href="/about">About</a> <a rel="alternate" type="application/rss+xml" href="/tags/index.xml">RSS</a>'
    head = '<link rel="alternate" type="application/atom+xml" href="/atom">'

    assert named_feeds(body.encode(), "text/html", URL) == ["https://harbour.example/tags/index.xml"]
    assert named_feeds(f"{head}{body}".encode(), "text/html", URL) == ["https://harbour.example/atom"]


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        ("https://www.youtube.com/channel/UC123/videos", ["https://www.youtube.com/feeds/videos.xml?channel_id=UC123"]),
        ("https://youtube.com/playlist?list=PL9", ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL9"]),
        ("https://github.com/owner/name", ["https://github.com/owner/name/releases.atom"]),
        ("https://github.com/owner", []),
        ("https://harbour.example/", []),
        ("http://[broken", []),
    ],
)
def test_sites_whose_feeds_are_known(url: str, feeds: list[str]) -> None:
    assert known_feeds(url) == feeds


def test_a_few_usual_paths_and_no_more() -> None:
    assert usual_feeds("https://harbour.example/a/b?c")[0] == "https://harbour.example/feed"
    assert len(usual_feeds("https://harbour.example/")) == 6
