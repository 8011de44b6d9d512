"""Parse what a server sent into a ParsedFeed, whatever its label, or give the reason why it is not a feed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.lexicon.loader import alternatives
from bot.sources.feeds.documents import FeedEntry, FeedError, ParsedFeed
from bot.sources.feeds.encoding import feed_text
from bot.sources.feeds.json_feed import looks_like_json, parse_json_feed
from bot.sources.feeds.news_sitemap import looks_like_sitemap, parse_news_sitemap
from bot.sources.feeds.xml_feeds import parse_xml_feed
from bot.sources.feeds.xml_repair import without_comments_before

HUMAN = "its server asks to prove that one is human"
LONGEST_HEADLINE = 100  # characters of a title made from the text
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|div|script)\b", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_ROOTS = frozenset({"rss", "feed", "rdf"})
_CHALLENGE = re.compile(alternatives("page_furniture", "robot_checks"), re.IGNORECASE)
_CHALLENGE_HEADERS = frozenset({"cf-mitigated", "x-amzn-waf-action"})
_HEAD = 20_000  # characters that show what kind of page it is
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
#: Placeholders that software writes for a missing title.
_UNTITLED = frozenset({"(no title)", "[no title]", "no title", "untitled", "(untitled)", "null", "undefined", "none"})


def parse_feed(data: bytes, headers: Mapping[str, str], url: str, now: datetime) -> ParsedFeed:
    """The feed in ``data`` from ``url``. ``headers``: with lower-case names; ``now``: aware, to reject future dates.

    Entries without a title get a headline from their text. Those with neither words nor address are left out. Raises
    FeedError with a clause in plain words.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise FeedError(HUMAN if is_challenge("", headers) else "the answer is empty")
    text = without_comments_before(feed_text(data, headers.get("content-type", "")))
    if looks_like_json(text):
        feed = parse_json_feed(text, url, now)
    elif looks_like_sitemap(text):
        feed = parse_news_sitemap(text, url, now)
    elif reason := _not_a_feed(text, headers):
        raise FeedError(reason)
    else:
        feed = parse_xml_feed(text, url, now)
    return replace(feed, entries=tuple(_with_headline(entry) for entry in feed.entries if _has_content(entry)))


def is_page(data: bytes, headers: Mapping[str, str]) -> bool:
    """Whether ``data`` is a web page, which may name the address of a feed."""
    head = _opening(data, headers)
    return bool(_HTML.search(head)) and not _FEED_ROOT.search(head) and not _OPML.search(head)


def is_feed(data: bytes, headers: Mapping[str, str]) -> bool:
    """Whether ``data`` begins as a feed does, which is not an article."""
    head = _opening(data, headers)
    first = _FIRST_ELEMENT.search(head)
    return bool(first and first[1].lower() in _ROOTS) or (looks_like_json(head) and "jsonfeed.org/version" in head)


def _opening(data: bytes, headers: Mapping[str, str]) -> str:
    """The characters that show what kind of document it is."""
    text = feed_text(data[: 10 * _HEAD], headers.get("content-type", "")) if data else ""
    return without_comments_before(text)[:_HEAD]


def is_challenge(text: str, headers: Mapping[str, str]) -> bool:
    """Whether a page asks for proof of being human."""
    return bool(_CHALLENGE_HEADERS & headers.keys()) or bool(_CHALLENGE.search(text[:_HEAD]))


def _not_a_feed(text: str, headers: Mapping[str, str]) -> str:
    head = text[:_HEAD]
    if _OPML.search(head):
        return 'it is a list of feeds (OPML), which "newsbot feeds import" reads'
    if _FEED_ROOT.search(head):
        return ""
    if _HTML.search(head):
        return HUMAN if is_challenge(text, headers) else "it is a web page, not a feed"
    if not head.lstrip().startswith("<"):
        return "it is neither XML nor JSON"
    return ""


def _has_content(entry: FeedEntry) -> bool:
    """Whether there is anything to read, or an address where there may be."""
    return bool(entry.title or entry.summary or entry.content or entry.url)


def _with_headline(entry: FeedEntry) -> FeedEntry:
    titled = entry.title and entry.title.lower() not in _UNTITLED
    return entry if titled else replace(entry, title=_headline(entry))


def _headline(entry: FeedEntry) -> str:
    """The first words of the text, else the address."""
    words = " ".join((entry.summary or entry.content).split())
    if len(words) > LONGEST_HEADLINE:
        words = words[:LONGEST_HEADLINE].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return words or entry.url
