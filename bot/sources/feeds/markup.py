"""HTML inside a feed to plain text: a line a paragraph, nothing of what is no reading matter."""

from __future__ import annotations

import re
from html import unescape

import lxml.html
from lxml import etree

from bot.sources.records import clean, one_line

# fmt: off
_BLOCKS = frozenset((
    "p", "div", "section", "article", "header", "footer", "ul", "ol", "li", "table", "tr", "blockquote", "pre", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "figure",
))
_UNREAD = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "video", "audio",
    "form", "button", "select", "nav", "aside", "figcaption",
))
# fmt: on
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w+);")
_DEEPEST = 200  # elements within each other; browsers stop at 512


def plain_text(html: str) -> str:
    """The paragraphs of ``html``, one a line; text without any markup keeps its lines."""
    if not _MARKUP.search(html):
        return clean(html)
    root = _parsed(html)
    if root is None:
        return clean(unescape(_MARKUP.sub(" ", html)))
    pieces: list[str] = []
    _walk(root, pieces, 0)
    lines = (one_line(line) for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


def plain_line(html: str) -> str:
    """``html`` as one line of text: a title."""
    return one_line(plain_text(html).replace("\n", " "))


def _parsed(html: str) -> lxml.html.HtmlElement | None:
    try:
        return lxml.html.fragment_fromstring(clean(html), create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return None


def _walk(element: lxml.html.HtmlElement, pieces: list[str], depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    block = tag in _BLOCKS
    if tag and tag not in _UNREAD and depth < _DEEPEST:
        if block or tag == "br":
            pieces.append("\n")
        pieces.append(_flowing(element.text))
        for child in element:
            _walk(child, pieces, depth + 1)
            pieces.append(_flowing(child.tail))
        if block:
            pieces.append("\n")


def _flowing(text: str | None) -> str:
    """Line breaks of the source are blanks for a reader."""
    return re.sub(r"\s+", " ", text) if text else ""
