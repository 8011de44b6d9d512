"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), parsed leniently: fields of a wrong type count as missing."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.sources.feeds.dates import entry_date
from bot.sources.feeds.documents import MAX_ENTRIES, FeedEntry, FeedError, ParsedFeed
from bot.sources.feeds.links import link_address
from bot.sources.feeds.markup import plain_text, title_text
from bot.sources.records import clean, one_line, web_address


def looks_like_json(text: str) -> bool:
    """Whether a document is JSON rather than XML."""
    return text.lstrip()[:1] == "{"


def parse_json_feed(text: str, url: str, now: datetime) -> ParsedFeed:
    """The feed in ``text``, from ``url``. Raises FeedError."""
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise FeedError("it is neither XML nor JSON that can be read") from None
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org/version" not in _string(document, "version"):
        raise FeedError("it is JSON, but no JSON Feed")
    site = link_address(_string(document, "home_page_url"), url) or url
    found = [_entry(item, site, now) for item in items[:MAX_ENTRIES] if isinstance(item, dict)]
    return ParsedFeed(
        title=one_line(_string(document, "title")),
        site=web_address(site),
        entries=tuple(found),
    )


def _entry(item: dict[str, Any], base: str, now: datetime) -> FeedEntry:
    link = _string(item, "url") or _string(item, "external_url")
    html, plain = _string(item, "content_html"), _string(item, "content_text")
    return FeedEntry(
        guid=one_line(_identity(item)),
        url=link_address(link, base),
        title=title_text(_string(item, "title")),
        summary=clean(_string(item, "summary")),
        content=plain_text(html) if html else clean(plain),
        published=_date(item, now),
    )


def _identity(item: dict[str, Any]) -> str:
    number = item.get("id")
    return str(number) if type(number) in {int, float} else _string(item, "id")


def _date(item: dict[str, Any], now: datetime) -> datetime | None:
    written = _string(item, "date_published") or _string(item, "date_modified")
    try:
        moment = parsedate_to_datetime(written) if written[:1].isalpha() else None
    except ValueError:
        moment = None
    return entry_date(written, moment.utctimetuple() if moment else None, now)


def _string(record: object, key: str) -> str:
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""
