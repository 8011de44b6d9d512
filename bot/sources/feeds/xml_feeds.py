"""RSS, Atom and RDF through feedparser, and the choices it leaves: which link, which title, which date."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.sources.feeds.collections import of_outlet
from bot.sources.feeds.dates import entry_date
from bot.sources.feeds.documents import MAX_ENTRIES, FeedEntry, FeedError, ParsedFeed
from bot.sources.feeds.links import link_address
from bot.sources.feeds.markup import plain_line, plain_text, title_text
from bot.sources.feeds.xml_repair import with_known_entities, with_usable_links
from bot.sources.records import one_line, web_address

#: Atom links inside RSS are marked, since feedparser mixes them with RSS's own.
_ATOM_PREFIX = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']http://www\.w3\.org/2005/Atom["']""")
_MARK = "x-newsbot-atom"
_ROOT_IS_RSS = re.compile(r"<(?:rss|rdf:rdf|channel)\b", re.IGNORECASE)
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}  # hours
_HEAD = 4096  # characters that contain the root element
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


def parse_xml_feed(text: str, url: str, now: datetime) -> ParsedFeed:
    """The feed in ``text``, from ``url``. Raises FeedError."""
    import feedparser

    try:
        document = feedparser.parse(
            io.BytesIO(_marked(with_usable_links(with_known_entities(text))).encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,  # markup.py removes all markup
            resolve_relative_uris=False,
        )
    except Exception as error:  # a document that its parser does not bear must not end a round of other feeds
        raise FeedError(f"it cannot be parsed ({type(error).__name__})") from error
    head = document.feed
    cut = _is_cut(text)
    entries = document.entries[: -1 if cut and _ends_within_entry(text) else None][:MAX_ENTRIES]
    if not document.version and not entries:
        raise FeedError("it is no feed")
    site = next(_addresses(_links(head), url), "")
    title = _line(head, "title")
    return ParsedFeed(
        title=title,
        site=site,
        entries=tuple(of_outlet(_entry(entry, site or url, now), _source(entry), title) for entry in entries),
        pause=_pause(head),
        whole=not cut,
    )


def _marked(text: str) -> str:
    prefix = _ATOM_PREFIX.search(text)
    if prefix is None or not _ROOT_IS_RSS.search(text[:_HEAD]):
        return text
    return re.sub(rf"<{re.escape(prefix[1])}:link\b", rf'\g<0> {_MARK}="1"', text)


def _is_cut(text: str) -> bool:
    """Whether the document is cut off. One that is malformed elsewhere is still complete."""
    return not _END.search(text, _last_entry(text))


def _last_entry(text: str) -> int:
    """Where the last entry begins; 0 if there is none. Caches and hosts append kilobytes after the end."""
    return max((found.start() for found in _ENTRY.finditer(text)), default=0)


def _ends_within_entry(text: str) -> bool:
    """Whether the last entry is cut off, so that its title may be incomplete."""
    last = _ENTRY.search(text, _last_entry(text))
    return last is not None and not _ENTRY_END.search(text, last.end())


def _entry(entry: Mapping[str, Any], base: str, now: datetime) -> FeedEntry:
    written, read = _date(entry)
    return FeedEntry(
        guid=_guid(entry),
        url=_link(entry, base),
        title=_line(entry, "title") or _line(entry, "media_title"),
        summary=_text(_detail(entry, "summary")),
        content=max((_text(part) for part in _value(entry, "content") or ()), key=len, default=""),
        published=entry_date(written, read, now),
    )


def _value(record: Mapping[str, Any], key: str) -> Any:
    """A value without feedparser's substitutes for missing ones, which emit warnings."""
    return dict.get(record, key) if isinstance(record, dict) else None


def _detail(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return _value(record, f"{key}_detail") or {"value": _value(record, key) or "", "type": "text/html"}


def _text(detail: Mapping[str, Any]) -> str:
    return plain_text(str(_value(detail, "value") or ""))


def _line(record: Mapping[str, Any], key: str) -> str:
    """A title. In plain text every character counts, even "<b>"."""
    detail = _detail(record, key)
    value = str(_value(detail, "value") or "")
    return title_text(value) if _value(detail, "type") == "text/plain" else plain_line(value)


def _source(entry: Mapping[str, Any]) -> str:
    """The source that the entry names."""
    source = _value(entry, "source")
    return _line(source, "title") if source else ""


def _guid(entry: Mapping[str, Any]) -> str:
    return one_line(str(_value(entry, "id") or ""))


def _link(entry: Mapping[str, Any], base: str) -> str:
    """The article's address: FeedBurner's original link, else the feed's own link, else an id that is an address, else
    that of a text given by reference.
    """
    given = (str(_value(entry, "feedburner_origlink") or ""), *_links(entry))
    if found := next(_addresses(given, base), ""):
        return found
    guid = _guid(entry)
    if _value(entry, "guidislink") is not False and guid.lower().startswith(("http://", "https://")):
        return web_address(guid)
    return next(_addresses((str(_value(part, "src") or "") for part in _value(entry, "content") or ()), base), "")


def _links(record: Mapping[str, Any]) -> list[str]:
    """Addresses, best first: RSS's before Atom's, text/html before others; enclosures and feeds are left out."""
    found = [link for link in _value(record, "links") or () if _value(link, "rel") in {"alternate", None}]
    found.sort(key=lambda link: (_MARK in link, "html" not in str(_value(link, "type") or "html")))
    single = _value(record, "link")
    return [str(_value(link, "href") or "") for link in found] or ([str(single)] if single else [])


def _addresses(links: Iterable[str], base: str) -> Iterator[str]:
    return filter(None, (link_address(link, base) for link in links))


def _date(entry: Mapping[str, Any]) -> tuple[str, Any]:
    """The date of publication, else of creation, else of the last change: as written, and as parsed by feedparser."""
    for key in ("published", "created", "updated"):
        if written := _value(entry, key):
            return str(written), _value(entry, f"{key}_parsed")
    return "", None


def _pause(head: Mapping[str, Any]) -> timedelta | None:
    """The longer of ``ttl`` (minutes) and the syndication module's period divided by its frequency."""
    asked = []
    ttl = str(_value(head, "ttl") or "").strip()
    if ttl.isdecimal():
        asked.append(timedelta(minutes=min(int(ttl), 10**6)))
    hours = _PERIODS.get(str(_value(head, "sy_updateperiod") or "").strip().lower())
    if hours:
        frequency = str(_value(head, "sy_updatefrequency") or "1").strip()
        asked.append(timedelta(hours=hours) / max(1, int(frequency) if frequency.isdecimal() else 1))
    return max(asked, default=None)
