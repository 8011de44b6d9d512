"""Find a page's title and outlet, and separate them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.lexicon.loader import alternatives
from bot.sources.records import MAX_SOURCE, one_line
from bot.sources.web.address import host_of
from bot.sources.web.outline import Block
from bot.sources.web.structured_data import StructuredData
from bot.sources.web.surroundings import PagePart

_SEPARATOR = re.compile(
    r"\s+(?:[|–—•·:«»‹›>*~/\\-]|::|//|>>|--)+\s+|\s*[|｜｜]\s*|(?<=[^\s\d]):\s+(?=\S+$)|：(?=[^：]{2,16}$)|\s[ㅣ]\s?|ㅣ"
)
_NOT_WORD = re.compile(r"[\W_]+")
_LEGAL = re.compile(
    r",?\s+(?:Ltd|Limited|LLC|Inc|Corp|GmbH(?:\s&\sCo\.?\sKG)?|S\.?[AL]\.?|AG|A/S|plc|Pty(?:\sLtd)?|Co)\.?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*|\b(?:19|20)\d\d\b|\ball rights reserved\b", re.IGNORECASE)
_TAGLINE = re.compile(r"\s+[|–—•·:-]+\s+|,\s")
_HEADINGS = alternatives("page_furniture", "headings")
#: Headings of boxes next to articles; never the title of an article.
_BOX = re.compile(
    f"(?:{_HEADINGS}|related.*|more (?:news|stories|from .*|on .*)|you (?:may|might) (?:also )?(?:like|"
    "be interested).*|recommended.*|comments?.*|share.*|sign up.*|subscribe.*|follow us.*)[:.!]?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\s*[-–—|:·•]\s*[^\W\d_]+(?:\s[^\W\d_]+)?")
_SENTENCE = 4  # words of a headline that is not the name of a section
_TOP = 12  # leading blocks among which the page prints its headline
_LONGEST_OUTLET = 60  # characters
_SHARED = 0.6  # share of a heading's words that the title in the head must have


def outlet_of(stated: StructuredData, address: str) -> str:
    """The publisher: the page's own name, else that in JSON-LD, else the host of its address; "" if unknown."""
    publisher = stated.article.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    said = (
        stated.first("og:site_name"),
        named if isinstance(named, str) else "",
        stated.publisher,
        stated.first("application-name", "apple-mobile-web-app-title"),
        stated.first("dc.publisher", "dcterms.publisher", "publisher", "copyright"),
    )
    cleaned = (_clean_outlet(name) for name in said)
    return next((name for name in cleaned if name), "") or host_of(address)


def _clean_outlet(name: str) -> str:
    name = one_line(unescape(name))
    name = _COPYRIGHT.sub("", name).strip(" .,;|-–©")
    name = _LEGAL.sub("", name)
    if "://" in name or name.startswith("@"):
        return ""
    if len(name) > _LONGEST_OUTLET:
        name = _TAGLINE.split(name)[0]
    long_enough = sum(map(str.isalpha, name)) > 1
    return name if long_enough and len(name) <= MAX_SOURCE else ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that the page gives itself."""

    title: str  #: "" = unknown
    outlet: str  #: "" = unknown
    titles: tuple[str, ...]  #: titles in the head, without the outlet
    said: tuple[str, ...]  #: the same as written there


def names_of(tree: HtmlElement, stated: StructuredData, blocks: Sequence[Block], address: str) -> Names:
    """Title and outlet of a page. ``address``: where it came from, "" if unknown."""
    outlet = outlet_of(stated, address)
    houses = _houses(stated, outlet, address)
    home = _of_front_page(tree, address)
    said = tuple(title for title in _stated_titles(tree, stated) if title)
    titles = tuple(_without_houses(title, houses) for title in said)
    return Names(_title(titles, blocks, houses | home), outlet, titles, said)


def _of_front_page(tree: HtmlElement, address: str) -> set[str]:
    """Normalised names of links to the site's front page, which are not titles of articles."""
    roots = {"/", *(f"{scheme}://{urlsplit(address).netloc}{end}" for scheme in ("http", "https") for end in ("", "/"))}
    links = (link.text_content() for link in tree.iter("a") if link.get("href") in roots)
    return {normal(text) for text in links if 1 < len(text.strip()) <= _LONGEST_OUTLET}


def _title(titles: Sequence[str], blocks: Sequence[Block], houses: set[str]) -> str:
    """The title in the head as printed in the page's heading; without either, the first heading that is not a box's."""
    said = [title for title in titles if title and normal(title) not in houses]
    headings = [block for block in blocks if _may_be_headline(block, houses) or _is_said(block, said)]
    for block in headings:
        alike = next((title for title in said if _same(block.text, title) or _opens(block, title)), "")
        alike = alike or next((title for title in said if _begins(block, title)), "")
        if alike:
            # a kicker before the heading, or a section after the title: the shorter one is the headline
            return (
                block.text if _is_cut(alike, block.text) else min(block.text, alike, key=lambda text: len(normal(text)))
            )
    if said:
        first = _behind_label(said[0], blocks)
        return next((other for other in said if _is_glued_to(first, other)), first)
    return next((block.text for block in headings if block.heading <= 2), "")


def _is_said(block: Block, said: Sequence[str]) -> bool:
    """Whether a first heading equals a title in the head, whatever box it seems to be in."""
    own = normal(block.text)
    return block.heading == 1 and block.place.part is not PagePart.HIDDEN and own in map(normal, said)


def _behind_label(title: str, blocks: Sequence[Block]) -> str:
    """``title`` without its beginning ("Print: ...") if the page prints the rest as a line of its own."""
    rest = title.partition(": ")[2]
    printed = len(rest.split()) >= _SENTENCE and any(normal(block.text) == normal(rest) for block in blocks[:_TOP])
    return rest if printed else title


def _is_cut(title: str, heading: str) -> bool:
    """Whether a title ends where the heading has a quotation mark: an attribute cut at its first quote."""
    rest = heading.removeprefix(title)
    return rest != heading and rest.lstrip().startswith('"')


def _is_glued_to(title: str, other: str) -> bool:
    """Whether ``title`` is the other one with a section appended: "...-Politics"."""
    rest = title.removeprefix(other)
    return len(other.split()) >= _SENTENCE and rest != title and bool(_GLUED.fullmatch(rest))


def title_pieces(title: str) -> list[str]:
    """A title split where outlets and sections are attached to it."""
    return [piece.strip() for _, piece in _pieces(title)]


def normal(text: str) -> str:
    """Letters and digits in lower case."""
    return _NOT_WORD.sub("", text).lower()


def _stated_titles(tree: HtmlElement, stated: StructuredData) -> Iterator[str]:
    yield one_line(unescape(stated.first("og:title")))
    yield stated.text("headline")
    yield one_line(unescape(stated.first("twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline")))
    element = tree.find(".//title")
    yield one_line(unescape(element.text_content())) if element is not None else ""


def _houses(stated: StructuredData, outlet: str, address: str) -> set[str]:
    """Normalised names of the outlet, including its host with and without the last part."""
    host = host_of(address) or host_of(stated.first("rel:canonical", "og:url"))
    names = [outlet, stated.first("og:site_name"), stated.publisher, stated.first("application-name"), host]
    names += [host.rsplit(".", 1)[0], host.split(".")[0]] if host else []
    handle = stated.first("twitter:site").lstrip("@")
    return {normal(name) for name in [*names, handle] if len(normal(name)) > 1}


def _without_houses(title: str, houses: set[str]) -> str:
    """``title`` without the outlet before or after it, and without a section in between."""
    pieces = _pieces(title)
    end = len(pieces)
    while end > 1 and _is_house(pieces[end - 1][1], houses):
        end -= 1
        if end > 1 and end < len(pieces) and len(pieces) - end == 1 and _is_section(pieces[end - 1][1], pieces):
            end -= 1
    start = 0
    while start < end - 1 and _is_house(pieces[start][1], houses):
        start += 1
    return title[pieces[start][0] : pieces[end - 1][0] + len(pieces[end - 1][1])].strip()


def _pieces(title: str) -> list[tuple[int, str]]:
    found, last = [], 0
    for match in _SEPARATOR.finditer(title):
        if match.start() > last:
            found.append((last, title[last : match.start()]))
        last = match.end()
    return [*found, (last, title[last:])] if last < len(title) or not found else found


def _is_house(piece: str, houses: set[str]) -> bool:
    own = normal(piece)
    if not own:
        return True
    if own in houses:
        return True
    return len(own) > 3 and any(
        (house in own and len(own) < len(house) + 12) or (own in house and len(own) * 2 > len(house))
        for house in houses
        if len(house) > 3
    )


def _is_section(piece: str, pieces: list[tuple[int, str]]) -> bool:
    """Whether a piece is a section between title and outlet, one or two words: "Politics"."""
    others = max(len(other.split()) for _, other in pieces)
    return len(pieces) > 2 and len(piece.split()) <= 2 and others >= 4


def _may_be_headline(block: Block, houses: set[str]) -> bool:
    if not 1 <= block.heading <= 3 or _BOX.fullmatch(block.text) or normal(block.text) in houses:
        return False
    return block.place.part not in (PagePart.RELATED, PagePart.COMMENTS, PagePart.ASIDE, PagePart.HIDDEN)


def _opens(block: Block, title: str) -> bool:
    """Whether a first heading, however short, is the first piece of the title.

    To match a later piece it must be as long as a headline, since "News | Politics | ..." begins with other pieces.
    """
    own, words = normal(block.text), len(block.text.split())
    first, *others = map(normal, title_pieces(title))
    return block.heading == 1 and words > 1 and (own == first or (words >= _SENTENCE and own in others))


def _begins(block: Block, title: str) -> bool:
    """Whether a first heading as long as a headline is what the title says before a colon, dash or full stop."""
    rest = title.removeprefix(block.text)
    return (
        block.heading == 1 and len(block.text.split()) >= _SENTENCE and rest != title and rest.lstrip()[:1] in ":–—-.;,"
    )


def _same(heading: str, title: str) -> bool:
    """Whether both are the same text, one possibly with something before or after it."""
    one, other = normal(heading), normal(title)
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return short in long and len(short) >= _SHARED * len(long) and len(heading.split()) > 2
