"""Addresses in feeds and in pages that name feeds, as people and programs write them."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from bot.sources.records import web_address

_BREAK = re.compile(r"[\t\r\n]|\s{2,}")  # a broken line with its indentation, which feedparser may have joined
_WITHOUT_SCHEME = re.compile(r"www\.[\w-]+\.", re.IGNORECASE)


def link_address(written: str, base: str) -> str:
    """The http(s) address that a link means on the page or in the feed at ``base``; "" if it means none.

    Broken lines are joined, and blanks escaped, as browsers do. "www.lamp.example/1" is no path of ``base``.
    """
    link = _BREAK.sub("", written.strip()).replace(" ", "%20")
    if not link:
        return ""
    try:
        if _WITHOUT_SCHEME.match(link):
            link = f"{urlsplit(base).scheme or 'https'}://{link}"
        return web_address(urljoin(base, link))
    except ValueError:  # a malformed IPv6 host
        return ""
