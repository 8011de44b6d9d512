"""News sitemaps, which list a site's articles of the last two days for search engines; parsed like a feed.

Format: https://www.google.com/schemas/sitemap-news/0.9 within https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from bot.sources.feeds.dates import entry_date
from bot.sources.feeds.documents import MAX_ENTRIES, FeedEntry, FeedError, ParsedFeed
from bot.sources.feeds.links import link_address
from bot.sources.records import one_line, web_address

MOST_NAMED = 2  # news sitemaps of a robots.txt that are tried
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b")
_NAMED = re.compile(r"^\s*sitemap\s*:\s*(\S*news\S*)", re.IGNORECASE | re.MULTILINE)
_HEAD = 4096  # characters that contain the root element


def looks_like_sitemap(text: str) -> bool:
    """Whether a document is a sitemap, of news or otherwise."""
    return bool(_ROOT.search(text[:_HEAD]))


def parse_news_sitemap(text: str, url: str, now: datetime) -> ParsedFeed:
    """The articles of the sitemap in ``text``, from ``url``. Raises FeedError if it has no news."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise FeedError("it is a sitemap that cannot be read")
    found = tuple(islice(_entries(root, url, now), MAX_ENTRIES))
    if not found:
        raise FeedError("it is a sitemap without news")
    return ParsedFeed(
        title=one_line(_text(root, "publication", "name")),
        site=web_address(urljoin(url, "/")),
        entries=found,
        whole=not parser.error_log,
    )


def named_sitemaps(robots: str) -> list[str]:
    """The news sitemaps named in a robots.txt."""
    return list(dict.fromkeys(filter(None, map(web_address, _NAMED.findall(robots)))))[:MOST_NAMED]


def _entries(root: etree._Element, url: str, now: datetime) -> Iterator[FeedEntry]:
    for element in root.iter("{*}url"):
        address, title = link_address(_text(element, "loc"), url), one_line(_text(element, "title"))
        if not address or not title:
            continue
        written = _text(element, "publication_date") or _text(element, "lastmod")
        yield FeedEntry(guid=address, url=address, title=title, published=entry_date(written, None, now))


def _text(element: etree._Element, *path: str) -> str:
    """The text of the first element with that local name, or along that ``path``; "" if there is none."""
    found = next(element.iter(*(f"{{*}}{name}" for name in path[:1])), None)
    if found is not None and path[1:]:
        return _text(found, *path[1:])
    return (found.text or "").strip() if found is not None else ""
