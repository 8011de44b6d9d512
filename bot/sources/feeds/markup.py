"""Convert HTML in a feed to plain text, one line per paragraph. Feeds declare HTML, so every tag is markup."""

from __future__ import annotations

import re
from html import unescape

from bot.sources.records import clean, one_line
from bot.sources.web.fragment import fragment_text

#: Signs of markup that was escaped once too often: an element with its end tag, and entities.
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)\b[^>]*>.*?</\1\s*>|<br\s*/?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|[a-z]{3,6});")
_CDATA = re.compile(r"<!?\[CDATA\[|\]\]>")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w+);")


def plain_text(html: str) -> str:
    """The paragraphs of ``html``, one per line. Text without any markup keeps its lines."""
    once = fragment_text(html) if _MARKUP.search(html) else clean(html)
    if _ELEMENT.search(once):
        return fragment_text(once)
    return clean(unescape(once)) if _ENTITY.search(once) else once


def plain_line(html: str) -> str:
    """``html`` as one line of text, for titles."""
    return one_line(plain_text(_unmarked(html)).replace("\n", " "))


def _unmarked(title: str) -> str:
    """``title`` without the marks of CDATA, which programs escape together with what they enclose."""
    return _CDATA.sub("", title) if "CDATA[" in title or "]]>" in title else title


def title_text(title: str) -> str:
    """A plain-text title, in which "<div>" is a word, unless it contains markup all the same."""
    title = one_line(_unmarked(unescape(title)))
    return plain_line(title) if _ELEMENT.search(title) or _ENTITY.search(title) else title
