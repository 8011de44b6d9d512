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
    "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "figure",
))
_UNREAD = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "video", "audio",
    "form", "button", "select", "nav", "aside", "figcaption",
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
    pieces: list[str] = []
    _walk(root, pieces, 0)
    text = re.sub(rf"(?:{_BREAK}\s*){{{breaks},}}", "\n", "".join(pieces)).replace(_BREAK, " ")
    lines = (one_line(line) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _walk(element: lxml.html.HtmlElement, pieces: list[str], depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    block = tag in _BLOCKS
    if tag and tag not in _UNREAD and depth < _DEEPEST:
        if block or tag == "br":
            pieces.append("\n" if block else _BREAK)
        pieces.append(_flowing(element.text))
        for child in element:
            _walk(child, pieces, depth + 1)
            pieces.append(_flowing(child.tail))
        if block:
            pieces.append("\n")


def _flowing(text: str | None) -> str:
    """Whitespace of the source collapsed, as in a browser."""
    return re.sub(r"\s+", " ", text) if text else ""
