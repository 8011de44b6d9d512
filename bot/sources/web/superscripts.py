"""Superscripts of a page: marks of notes are dropped, powers written as such.

As plain text, "in 2019<sup>3</sup>" would be the year 20193, and "10<sup>6</sup>" 106.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_NOTE = re.compile(r"\[?(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[*†‡§¶]+|[a-z])\]?|\[[^\]]{1,30}\]")
_BEFORE_NOTE = re.compile(r"(?:[^\W\d_]{3,}|(?:1[5-9]|20)\d\d|[.,;:!?%)\"”’'»])$")
_POWER = re.compile(r"[-−+]?\d{1,3}")
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")


def set_superscripts(tree: HtmlElement) -> None:
    """Drop the marks of notes, which link to them or stand behind a word, and raise other figures."""
    for element in tree.xpath("//sup"):
        text = "".join(element.text_content().split())
        links = element.find(".//a") is not None
        if _NOTE.fullmatch(text) and (links or text[0] in "[*†‡§¶" or _BEFORE_NOTE.search(_before(element))):
            element.drop_tree()
        elif _POWER.fullmatch(text) and len(element) == 0:
            element.text = text.translate(_RAISED)


def _before(element: HtmlElement) -> str:
    """The text right before ``element`` in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return str(previous.tail or previous.text_content()).rstrip()
    return str(parent.text or "").rstrip() if parent is not None else ""
