"""Convert a fragment of HTML to plain text, one line per paragraph, without non-text content. For feeds and fields."""

from __future__ import annotations

import re
from html import unescape

import lxml.html
from lxml import etree

from bot.sources.records import clean, one_line

# fmt: off
_BLOCKS = frozenset((
    "p", "div", "section", "article", "header", "footer", "ul", "ol", "li", "table", "tr", "blockquote", "pre", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "figure", "main", "aside", "address", "details", "summary",
    "para", "paragraph",
))
_CELLS = frozenset(("td", "th"))
_UNREAD = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "video", "audio",
    "form", "button", "select", "nav", "figcaption",
))
# fmt: on
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_BREAK = "\v"  # a line break whose effect is not yet known; ``clean`` leaves none in texts
_DEEPEST = 200  # nested elements; browsers stop at 512


def fragment_text(html: str, *, breaks: int = 1) -> str:
    """The paragraphs of ``html``, one per line; ``breaks`` consecutive "<br>" also end one. Never raises."""
    try:
        root = lxml.html.fragment_fromstring(clean(html), create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return clean(unescape(_TAG.sub(" ", html)))
    return _text(root, _UNREAD | {"aside"}, breaks) or _text(root, _UNREAD, breaks)  # some put the story itself there


def _text(root: lxml.html.HtmlElement, unread: frozenset[str], breaks: int) -> str:
    pieces: list[str] = []
    _walk(root, pieces, 0, unread)
    text = re.sub(rf"(?:{_BREAK}\s*){{{breaks},}}", "\n", "".join(pieces)).replace(_BREAK, " ")
    lines = (one_line(line) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _walk(element: lxml.html.HtmlElement, pieces: list[str], depth: int, unread: frozenset[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    block = tag in _BLOCKS or "-" in tag  # elements of a site's own are mostly boxes
    if tag and tag not in unread and depth < _DEEPEST:
        if block or tag == "br":
            pieces.append("\n" if block else _BREAK)
        elif tag in _CELLS and element.getprevious() is not None:
            pieces.append(_between_cells(pieces))
        pieces.append(_flowing(element.text))
        for child in element:
            _walk(child, pieces, depth + 1, unread)
            pieces.append(_flowing(child.tail))
        if block:
            pieces.append("\n")


def _between_cells(pieces: list[str]) -> str:
    """What separates a cell from the one before it: "Library: 4 million"."""
    before = "".join(pieces[-3:]).rstrip()
    return ": " if before[-1:].isalnum() else " "


def _flowing(text: str | None) -> str:
    """Whitespace of the source collapsed, as in a browser."""
    return re.sub(r"\s+", " ", text) if text else ""
