"""Pages that only lead on to another: <meta http-equiv="refresh" content="0; url=...">, as link shorteners do. Pure."""

from __future__ import annotations

import re

from bot.sources.fetching.destinations import redirected
from bot.sources.fetching.failures import FetchError

_HEAD = 20_000  # bytes in which it stands
_REFRESH = re.compile(rb"<meta\b[^<>]{0,300}\bhttp-equiv\s*=\s*[\"']?refresh\b[^<>]{0,2000}>", re.IGNORECASE)
_CONTENT = re.compile(
    rb"""\bcontent\s*=\s*["']?\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*url\s*=\s*["']?\s*([^"'<>\s]+)""", re.IGNORECASE
)
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_SOON = 10  # seconds; later it is the same page again, with newer stories
_MOST_WORDS = 60  # of a page that says no more than that it leads on


def leads_on_to(data: bytes, address: str) -> str:
    """The address to which the page at ``address`` leads on by itself; "" for a page with content of its own."""
    found = _REFRESH.search(data[:_HEAD])
    content = _CONTENT.search(found[0]) if found else None
    if content is None or int(content[1]) > _SOON or len(_MARKUP.sub(b" ", data[:_HEAD]).split()) > _MOST_WORDS:
        return ""
    try:
        target = redirected(address, content[2].decode("utf-8", "replace").replace("&amp;", "&"))
    except FetchError:
        return ""
    return target if target.partition("#")[0] != address.partition("#")[0] else ""
