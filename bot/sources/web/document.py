"""Parse a page's bytes into a tree, in time and memory proportional to their number, whatever their content."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from bot.errors import SourceError
from bot.lexicon.loader import word_set
from bot.sources.decoding import decode
from bot.sources.records import MAX_PAGE
from bot.sources.web.elements import name_captions, split_paragraphs
from bot.sources.web.superscripts import set_superscripts
from bot.sources.web.table_rows import join_rows

#: Elements of a page; the longest live blogs have some 30,000.
MAX_ELEMENTS = 200_000
#: Characters of one tag. libxml2 compares each attribute with all before it, so a tag of megabytes takes minutes. Real
#: tags are shorter, except for images and fonts in attributes, which are not needed.
_LONGEST_TAG = 50_000
_MOST_ATTRIBUTES = 500  # per tag
_DEEPEST = 1_500  # nested elements beyond which a page is flattened, because code that copies trees is recursive

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|encoding=["']([\w:.-]{2,40})["']""", re.I
)
_HEAD = 4096  # bytes in which a page must declare its encoding (browsers look at 1024)
_NAME = re.compile(r"</?([a-zA-Z][\w:-]{0,30})")
_VOID = word_set("area base br col embed hr img input link meta param source track wbr p li td tr dd dt option")
_INLINE = word_set("span b strong em i")
_MOST_STRUCK = 60  # words; more is a page's own use of the tag
_FEWEST_WORDS = 6  # behind a dateline
_BLANK = "<html><body></body></html>"


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A parsed page."""

    tree: HtmlElement
    notes: tuple[str, ...]  #: what was guessed or replaced in decoding


def parse_html(data: bytes, *, charset: str = "") -> HtmlPage:
    """The tree of a page. ``charset``: as given by the server, or "" to use what the page declares.

    Raises SourceError if it is not text, is larger than ``MAX_PAGE`` or has more than ``MAX_ELEMENTS`` elements.
    """
    if len(data) > MAX_PAGE:
        raise SourceError(f"it is larger than {MAX_PAGE // 1_000_000} MB, the most that a page may have")
    declared = _CHARSET.search(data[:_HEAD])
    said = (declared[1] or declared[2]).decode("ascii") if declared else ""
    text, notes = decode(data, declared=charset or said)
    if text.count("<") > 2 * MAX_ELEMENTS:
        raise SourceError(f"it has more than {MAX_ELEMENTS:,} elements, the most that a page may have")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    plain = _bounded(text).encode("utf-8", "replace")
    if not plain.strip(b"\0 \t\r\n"):
        plain = _BLANK.encode()
    try:
        tree = document_fromstring(plain, parser=parser, ensure_head_body=True)
    except Exception as error:  # lxml has an exception for each thing that libxml2 rejects; none can be handled here
        raise SourceError(f"the page cannot be parsed ({type(error).__name__})") from error
    _drop_datelines(tree)
    _drop_struck(tree)
    split_paragraphs(tree)
    name_captions(tree)
    set_superscripts(tree)
    join_rows(tree)
    return HtmlPage(tree, notes)


def _drop_datelines(tree: HtmlElement) -> None:
    """Remove places that open a paragraph in an element of their own, <span class="dateline">SKAGEN</span>."""
    for element in tree.xpath("//p/*[contains(@class, 'dateline')]"):
        paragraph = element.getparent()
        opens = element.getprevious() is None and not (paragraph.text or "").strip()
        if opens and element.tag in _INLINE and len((element.tail or "").split()) >= _FEWEST_WORDS:
            element.drop_tree()
            paragraph.text = (paragraph.text or "").lstrip(" \t\n\xa0—–-:")


def _drop_struck(tree: HtmlElement) -> None:
    """Remove words that the page shows as struck out, beside what stands there instead."""
    for element in list(tree.iter("del", "s", "strike")):
        if element.getparent() is not None and len(element.text_content().split()) <= _MOST_STRUCK:
            element.drop_tree()


def _bounded(text: str) -> str:
    """``text`` without tags that no reader could use: very long ones, and those nested too deeply."""
    text = text.replace("\0", "")
    if max((len(part) for part in text.split("<")), default=0) > _MOST_ATTRIBUTES * 2:
        text = "<".join(_shortened(part) for part in text.split("<"))
    return _flattened(text) if _depth(text) > _DEEPEST else text


def _shortened(part: str) -> str:
    """What follows a "<", with the attributes of its tag removed if there are too many."""
    end = part.find(">")
    tag = part[: end if end >= 0 else len(part)]
    if len(tag) <= _LONGEST_TAG and tag.count("=") <= _MOST_ATTRIBUTES:
        return part
    name = re.match(r"/?[a-zA-Z][\w:-]{0,30}", tag)
    return part if name is None else name[0] + (part[end:] if end >= 0 else ">")


def _depth(text: str) -> int:
    """The maximum number of open elements; an upper bound for pages that omit end tags."""
    depth = deepest = 0
    for match in _NAME.finditer(text):
        if match[1].lower() not in _VOID:
            depth = max(0, depth - 1) if match[0][1] == "/" else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _flattened(text: str) -> str:
    """``text`` without start tags that are nested too deeply; their end tags are harmless."""
    depth, kept, last = 0, [], 0
    for match in _NAME.finditer(text):
        if match[1].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if match[0][1] == "/" else depth + 1
        if depth > _DEEPEST and match[0][1] != "/":
            kept.append(text[last : match.start()])
            end = text.find(">", match.end())
            last = end + 1 if end >= 0 else len(text)
    return "".join([*kept, text[last:]])
