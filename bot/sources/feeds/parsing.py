"""What a server sent to a ParsedFeed, whatever it calls itself, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.sources.feeds.documents import FeedEntry, FeedError, ParsedFeed
from bot.sources.feeds.encoding import feed_text
from bot.sources.feeds.json_feed import looks_like_json, parse_json_feed
from bot.sources.feeds.news_sitemap import looks_like_sitemap, parse_news_sitemap
from bot.sources.feeds.xml_feeds import parse_xml_feed

LONGEST_HEADLINE = 100  # characters of a title made from the text
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|div|script)\b", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_CHALLENGE = re.compile(
    r"just a moment\s*\.\.\.|cf[-_]chl|challenge-platform|captcha|are you a robot|verify (?:that )?you are (?:a )?human"
    r"|enable javascript and cookies to continue|access denied|attention required|ddos protection"
    r"|pardon our interruption",
    re.IGNORECASE,
)
_HEAD = 20_000  # characters that tell what a page is


def parse_feed(data: bytes, headers: Mapping[str, str], url: str, now: datetime) -> ParsedFeed:
    """The feed in ``data`` from ``url``; ``headers`` with lower-case names; ``now`` aware, for dates in the future.

    Entries without a title get a headline from their text; those without words and without an address are left out.
    Raises FeedError, its text a clause in plain words.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise FeedError("the answer is empty")
    text = feed_text(data, headers.get("content-type", ""))
    if looks_like_json(text):
        feed = parse_json_feed(text, url, now)
    elif looks_like_sitemap(text):
        feed = parse_news_sitemap(text, url, now)
    elif reason := _not_a_feed(text, headers):
        raise FeedError(reason)
    else:
        feed = parse_xml_feed(text, url, now)
    return replace(feed, entries=tuple(_with_headline(entry) for entry in feed.entries if _tells(entry)))


def is_page(data: bytes, headers: Mapping[str, str]) -> bool:
    """Whether ``data`` is a web page in which the address of a feed may stand."""
    head = feed_text(data[: 2 * _HEAD], headers.get("content-type", ""))[:_HEAD] if data else ""
    return bool(_HTML.search(head)) and not _FEED_ROOT.search(head)


def challenge(text: str, headers: Mapping[str, str]) -> bool:
    """Whether a page asks to prove that one is human."""
    return "cf-mitigated" in headers or bool(_CHALLENGE.search(text[:_HEAD]))


def _not_a_feed(text: str, headers: Mapping[str, str]) -> str:
    head = text[:_HEAD]
    if _FEED_ROOT.search(head):
        return ""
    if _HTML.search(head):
        asks = challenge(text, headers)
        return "its server asks to prove that one is human" if asks else "it is a web page, not a feed"
    if not head.lstrip().startswith("<"):
        return "it is neither XML nor JSON"
    return ""


def _tells(entry: FeedEntry) -> bool:
    """Whether there is anything to read, or a page where there may be."""
    return bool(entry.title or entry.summary or entry.content or entry.url)


def _with_headline(entry: FeedEntry) -> FeedEntry:
    return entry if entry.title else replace(entry, title=_headline(entry))


def _headline(entry: FeedEntry) -> str:
    """The first words of the text, else the address."""
    words = " ".join((entry.summary or entry.content).split())
    if len(words) > LONGEST_HEADLINE:
        words = words[:LONGEST_HEADLINE].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return words or entry.url
