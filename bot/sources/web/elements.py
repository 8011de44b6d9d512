"""Give elements the names of what they are: paragraphs in preformatted text, captions in <span>. Changes the tree."""

from __future__ import annotations

import re

from lxml.html import Element, HtmlElement

_BETWEEN = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SENTENCE = re.compile(r"[a-zß-ÿ]{2}[.!?][\"”’»')]*(?=\s|$)")
_PARAGRAPHS = 3  # of preformatted text that is a story and no listing
_CAPTIONS = re.compile(r"(?:^|[\s_-])(?:captions?|photo-?credits?|image-?credits?)(?:$|[\s_-])", re.IGNORECASE)
_INLINE = ("span", "small", "em", "i", "b", "strong", "font")


def split_paragraphs(tree: HtmlElement) -> None:
    """Make paragraphs of preformatted text in which each ends as a sentence does, with an empty line in between."""
    for element in tree.xpath("//pre[not(*[not(self::a or self::b or self::i or self::em or self::strong)])]"):
        paragraphs = _BETWEEN.split(element.text_content().replace("\r", "").strip("\n"))
        if len(paragraphs) < _PARAGRAPHS or 2 * sum(map(_is_prose, paragraphs)) <= len(paragraphs):
            continue
        tail = element.tail
        element.clear()
        element.tag, element.tail = "div", tail
        for paragraph in paragraphs:
            made = Element("p")
            made.text = paragraph
            element.append(made)


def _is_prose(paragraph: str) -> bool:
    return bool(_SENTENCE.search(paragraph.rstrip()[-8:])) and not paragraph.startswith("    ")


def name_captions(tree: HtmlElement) -> None:
    """Make captions of elements that are called so and stand beside a picture, or beside nothing."""
    for element in tree.iter(*_INLINE):
        if _CAPTIONS.search(element.get("class") or ""):
            parent = element.getparent()
            if parent is not None and not _flows(parent):
                element.tag = "figcaption"


def _flows(parent: HtmlElement) -> bool:
    """Whether an element has text of its own, beside its elements."""
    return any((text or "").strip() for text in (parent.text, *(child.tail for child in parent)))
