"""A page as a sequence of blocks: paragraphs, headings, list items, each with its context. Nothing is judged here.

tree -> Block, Block, ... in reading order
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from bot.lexicon.loader import word_set
from bot.sources.web.surroundings import BlockContext, Surroundings

_INLINE = word_set("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q s samp small span
    strike strong sub sup time tt u var wbr button select picture source
    """)
_SKIPPED = word_set("""
    script style template noscript svg math iframe object embed video audio canvas head select option textarea map
    """)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ENDS = re.compile(r"[.!?…。！？।۔:][\"”’»'）)\]]*\s*$")
#: Between them a single line break counts: "Why now?" / "A: It leaks.", "Bring:" / "- a torch".
_LINE_ENDS = re.compile(r"[.!?…:;][\"”’»')\]]*\s*$")
_LINE_BEGINS = re.compile(
    r"\s*(?:[•–—*·-]\s|\d{1,2}[.)]\s|[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){0,3}:\s*(?:\S|$))"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]*\s+(?=[\"“‘«„(\[]?[^\W\d_])|[。！？।۔]")
_FEWEST_WORDS = 10  # of a paragraph of prose


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Text between two block-level boundaries."""

    number: int
    element: HtmlElement  #: the block-level element that directly contains the text
    text: str  #: one line
    linked: int  #: characters of ``text`` in links
    bold: bool  #: entirely in b or strong
    place: BlockContext

    @property
    def heading(self) -> int:
        """1 to 6 for h1 to h6, else 0."""
        return self.place.heading

    @property
    def words(self) -> int:
        """Number of words; two characters of a script without spaces count as one."""
        dense = len(_CJK.findall(self.text))
        return len(self.text.split()) + dense // 2

    @property
    def link_share(self) -> float:
        """Share of the characters in links, 0 to 1."""
        return self.linked / max(1, len(self.text))

    @property
    def sentences(self) -> int:
        """Number of sentences, counted by their final punctuation."""
        return len(_SENTENCE_END.findall(self.text)) + bool(_ENDS.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of a story rather than a label, a headline or a row of links."""
        return not self.heading and self.sentences > 0 and self.words >= _FEWEST_WORDS and self.link_share < 0.5


def outline(tree: HtmlElement) -> list[Block]:
    """The blocks of a page. Scripts, drawings and the like are left out; hidden blocks are marked in ``place``."""
    return list(_Walk(tree).blocks())


class _Walk:
    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._around = Surroundings(tree)
        self._parts: list[str] = []
        self._linked = self._bold = self._breaks = self._made = 0
        self._links = self._bolds = 0
        self._open: list[HtmlElement] = []

    def blocks(self) -> Iterator[Block]:
        skipped = 0
        for event, element in iterwalk(self._tree, events=("start", "end")):
            tag = element.tag
            if tag in _SKIPPED:
                skipped += 1 if event == "start" else -1
                if event == "end" and not skipped:
                    self._take(element.tail)
                continue
            if skipped:
                continue
            if event == "start":
                yield from self._started(element, tag)
            else:
                yield from self._end(element, tag)
        yield from self._flushed()

    def _started(self, element: HtmlElement, tag: str) -> Iterator[Block]:
        if tag == "br":
            if self._breaks or self._begins_line(element):
                yield from self._flushed()
            self._parts.append(" ")
            self._breaks += 1
        elif tag not in _INLINE:
            yield from self._flushed()
            self._open.append(element)
            self._around.enter(element)
        self._links += self._leads_on(element)
        self._bolds += tag in ("b", "strong")
        self._take(element.text)

    def _begins_line(self, element: HtmlElement) -> bool:
        """Whether an item of a list, or the turn of a speaker, begins behind a single line break."""
        following = element.getnext()
        behind = element.tail or "" if (element.tail or "").strip() or following is None else following.text_content()
        return bool(_LINE_BEGINS.match(behind)) and bool(_LINE_ENDS.search("".join(self._parts)))

    def _end(self, element: HtmlElement, tag: str) -> Iterator[Block]:
        self._links -= self._leads_on(element)
        self._bolds -= tag in ("b", "strong")
        if tag not in _INLINE and tag != "br":
            yield from self._flushed()
            self._open.pop()
            self._around.leave()
        self._take(element.tail)

    def _leads_on(self, element: HtmlElement) -> bool:
        """Whether it is a link, and not a heading's link to itself."""
        if element.tag != "a":
            return False
        to_itself = (element.get("href") or "").startswith("#")
        return not (to_itself and self._open and self._open[-1].tag in _HEADINGS)

    def _take(self, text: str | None) -> None:
        if not text or not text.strip():
            self._parts.append(" " if text else "")
            return
        self._parts.append(text)
        self._breaks = 0
        self._linked += len(text.strip()) if self._links else 0
        self._bold += len(text.strip()) if self._bolds else 0

    def _flushed(self) -> Iterator[Block]:
        text = " ".join("".join(self._parts).split())
        linked, bold = self._linked, self._bold
        self._parts, self._linked, self._bold, self._breaks = [], 0, 0, 0
        if text:
            bolded = bold >= len(text.replace(" ", "")) - 2
            yield Block(self._made, self._open[-1], text, min(linked, len(text)), bolded, self._around.place())
            self._made += 1
