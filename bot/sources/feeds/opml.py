"""Lists of feeds as OPML 2.0: parsed leniently, and written so that they can be read back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from xml.sax.saxutils import quoteattr

from bot.sources.feeds.documents import FeedError
from bot.sources.feeds.encoding import feed_text
from bot.sources.records import one_line, web_address

_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>'
_HEAD = "<head>\n    <title>newsbot</title>\n  </head>"
LARGEST = 5_000_000  # bytes of a list
DEEPEST = 20  # folders in one another that are told apart
_OUTLINE = re.compile(r"<(?:[\w.-]+:)?(?:opml|outline)\b", re.IGNORECASE)
_BODY = re.compile(r"<(?:[\w.-]+:)?body\b", re.IGNORECASE)
_END = re.compile(r"</(?:[\w.-]+:)?opml\s*>\s*\Z", re.IGNORECASE)
_XML_ENTITIES = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
#: XML attributes are case-sensitive, but authors of lists ignore that.
_ATTRIBUTE = re.compile(r"""\b(xmlurl|htmlurl|text|title|type)(?=\s*=\s*["'])""", re.IGNORECASE)
_SPELLING = {"xmlurl": "xmlUrl", "htmlurl": "htmlUrl"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedFeed:
    """A feed in a list."""

    url: str
    title: str = ""
    site: str = ""  #: only written: the list parser ignores it, and the feed names it anyway
    folders: tuple[tuple[str, ...], ...] = ()  #: paths from the outermost folder; () at the top level


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedList:
    """What stands in a list."""

    feeds: tuple[ListedFeed, ...]  #: in order, each once with all its folders
    left_out: int = 0  #: entries whose address is none of the web
    broken_off: bool = False  #: whether its end is missing


def read_opml(data: bytes) -> FeedList:
    """Read a list. Raises FeedError."""
    import listparser

    if len(data) > LARGEST:
        raise FeedError(f"it is larger than {LARGEST // 1_000_000} MB, the most that a list of feeds may have")
    text = feed_text(data)
    if not _OUTLINE.search(text):
        raise FeedError("it is no list of feeds (OPML)")
    if not _BODY.search(text):
        raise FeedError("it is OPML without a body, so it lists nothing")
    parsed = listparser.parse(_repaired(text))
    found: dict[str, ListedFeed] = {}
    for feed in parsed.feeds:
        listed = _listed_feed(feed)
        found[listed.url] = _joined(found[listed.url], listed) if listed.url in found else listed
    found.pop("", None)
    left_out = sum(not _address(feed) for feed in parsed.feeds)
    return FeedList(feeds=tuple(found.values()), left_out=left_out, broken_off=not _END.search(text))


def _joined(known: ListedFeed, listed: ListedFeed) -> ListedFeed:
    folders = tuple(dict.fromkeys((*known.folders, *listed.folders)))
    return replace(known, title=known.title or listed.title, folders=folders)


def write_opml(feeds: Iterable[ListedFeed]) -> str:
    """The feeds as OPML, grouped by folder; a feed in two folders is written in both."""
    tree = _Folder({}, [])
    for feed in feeds:
        for way in feed.folders or ((),):
            tree.at(way).feeds.append(feed)
    body = "\n".join(tree.lines(2))
    return f'{_PROLOG}\n<opml version="2.0">\n  {_HEAD}\n  <body>\n{body}\n  </body>\n</opml>\n'


@dataclass(frozen=True, slots=True)
class _Folder:
    folders: dict[str, _Folder]
    feeds: list[ListedFeed]

    def at(self, way: tuple[str, ...]) -> _Folder:
        folder = self
        for name in way:
            folder = folder.folders.setdefault(name, _Folder({}, []))
        return folder

    def lines(self, depth: int) -> Iterable[str]:
        indent = "  " * depth
        for feed in self.feeds:
            site = f" htmlUrl={quoteattr(feed.site)}" if feed.site else ""
            name = quoteattr(feed.title or feed.url)
            title = f" title={name}" if feed.title else ""
            yield f'{indent}<outline type="rss" text={name}{title} xmlUrl={quoteattr(feed.url)}{site}/>'
        for name, folder in self.folders.items():
            yield f"{indent}<outline text={quoteattr(name)}>"
            yield from folder.lines(depth + 1)
            yield f"{indent}</outline>"


def _repaired(text: str) -> str:
    """``text`` with attributes in the spelling of OPML, and named HTML entities as characters."""
    spelled = _ATTRIBUTE.sub(lambda name: _SPELLING.get(name[1].lower(), name[1].lower()), text)
    if "<!ENTITY" in spelled:
        return spelled
    known = re.sub(r"&([a-zA-Z]\w+);", lambda name: _character(name[0], unescape(name[0])), spelled)
    return _XML_ENTITIES.sub("&amp;", known)


def _character(written: str, meant: str) -> str:
    return written if meant in {"&", "<", ">", '"', "'"} or meant == written else meant


def _listed_feed(feed: object) -> ListedFeed:
    url = _address(feed)
    title = one_line(str(_get(feed, "title")))
    given = _get(feed, "categories")
    lists = given if isinstance(given, list) else ()
    ways = tuple(tuple(map(one_line, way[:DEEPEST])) for way in lists if any(way))
    return ListedFeed(url=url, title="" if title == url else title, folders=ways)


def _address(feed: object) -> str:
    return web_address(str(_get(feed, "url")).strip().replace("feed://", "http://", 1))


def _get(feed: object, key: str) -> object:
    return feed.get(key) or "" if isinstance(feed, dict) else ""
