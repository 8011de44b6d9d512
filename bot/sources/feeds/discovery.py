"""Find the feeds of a site: those that its page names, those of known kinds of sites, and common paths. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.html
from lxml import etree

from bot.sources.feeds.encoding import feed_text
from bot.sources.feeds.links import link_address

USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml")
MOST_NAMED = 6  # feeds of a page that are tried
_FEED_TYPE = re.compile(r"\s*(?:application|text)/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b", re.IGNORECASE)
_JSON = re.compile(r"\s*application/json\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:application|text)/xml\b", re.IGNORECASE)
_FEED_WORD = re.compile(r"\b(?:rss|atom|rdf|feeds?)(?![a-z])", re.IGNORECASE)
_NO_FEED = re.compile(r"/wp-json/|oembed|/comments/feed", re.IGNORECASE)  # other kinds of JSON; readers' comments
_SKIPPED_FIRST = re.compile(r"comment", re.IGNORECASE)


def usual_feeds(url: str) -> list[str]:
    """The addresses at which sites commonly have a feed without naming it."""
    return [urljoin(url, path) for path in USUAL_PATHS]


def known_feeds(url: str) -> list[str]:
    """The address of the feed for known kinds of sites: YouTube channels and playlists, GitHub repositories."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [piece for piece in parts.path.split("/") if piece]
    if host == "youtube.com":
        return list(_of_youtube(path, parse_qs(parts.query)))
    if host == "github.com" and len(path) == 2:
        return [f"https://github.com/{path[0]}/{path[1]}/releases.atom"]
    return []


def named_feeds(page: bytes, content_type: str, url: str) -> list[str]:
    """The feeds that a page at ``url`` names in the links of its head, in order, feeds of comments last.

    A page that names none there may link to one and say that it is a feed.
    """
    try:
        root = lxml.html.document_fromstring(feed_text(page, content_type))
    except (etree.ParserError, ValueError):
        return []
    base = _base(root, url)
    links = [link for link in root.iter("link") if _names_feed(link)]
    links = links or [link for link in root.iter("a") if _FEED_TYPE.match(link.get("type") or "")]
    found = [(link, _address(link, base)) for link in links]
    found.sort(key=lambda one: bool(_SKIPPED_FIRST.search(one[0].get("title") or "")))
    return list(dict.fromkeys(address for _, address in found if address and not _NO_FEED.search(address)))[:MOST_NAMED]


def _names_feed(link: lxml.html.HtmlElement) -> bool:
    rel = (link.get("rel") or "").lower().split()
    kind = link.get("type") or ""
    if rel and not {"alternate", "feed"} & set(rel):
        return False
    if _FEED_TYPE.match(kind) or "feed" in rel:
        return True
    told = f"{link.get('href') or ''} {link.get('title') or ''}"
    return bool((_JSON.match(kind) and "feed" in told) or (_XML.match(kind) and _FEED_WORD.search(told)))


def _base(root: lxml.html.HtmlElement, url: str) -> str:
    for base in root.iter("base"):
        if href := (base.get("href") or "").strip():
            return link_address(href, url) or url
    return url


def _address(link: lxml.html.HtmlElement, base: str) -> str:
    return link_address((link.get("href") or "").replace("feed://", "http://", 1), base)


def _of_youtube(path: list[str], query: dict[str, list[str]]) -> Iterator[str]:
    feed = "https://www.youtube.com/feeds/videos.xml"
    if len(path) > 1 and path[0] == "channel":
        yield f"{feed}?channel_id={path[1]}"
    if path[:1] == ["playlist"] and query.get("list"):
        yield f"{feed}?playlist_id={query['list'][0]}"
