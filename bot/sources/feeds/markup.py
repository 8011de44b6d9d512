"""HTML inside a feed to plain text: a line a paragraph. Feeds say that it is HTML, so that every tag is one."""

from __future__ import annotations

import re

from bot.sources.records import clean, one_line
from bot.sources.web.fragment import fragment_text

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w+);")


def plain_text(html: str) -> str:
    """The paragraphs of ``html``, one a line; text without any markup keeps its lines."""
    return fragment_text(html) if _MARKUP.search(html) else clean(html)


def plain_line(html: str) -> str:
    """``html`` as one line of text: a title."""
    return one_line(plain_text(html).replace("\n", " "))
