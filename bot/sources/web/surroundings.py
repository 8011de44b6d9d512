"""The context of a block: the part of the page that it belongs to, by elements, roles and class names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from lxml.html import HtmlElement


class PagePart(StrEnum):
    """Parts of a page that are not the article; BODY for everything else."""

    BODY = "body"
    NAVIGATION = "navigation"
    FORM = "form"
    RELATED = "related"  # other stories
    HOUSE = "house"  # newsletters, sharing, consent, advertisements
    COMMENTS = "comments"
    ASIDE = "aside"
    CAPTION = "caption"
    HIDDEN = "hidden"


_BY_TAG = {
    "nav": PagePart.NAVIGATION, "footer": PagePart.NAVIGATION, "aside": PagePart.ASIDE, "figcaption": PagePart.CAPTION,
    "dialog": PagePart.HOUSE, "form": PagePart.FORM,
}  # fmt: skip
_BY_ROLE = {
    "navigation": PagePart.NAVIGATION, "contentinfo": PagePart.NAVIGATION, "banner": PagePart.NAVIGATION,
    "dialog": PagePart.HOUSE, "alertdialog": PagePart.HOUSE, "search": PagePart.FORM, "complementary": PagePart.ASIDE,
}  # fmt: skip
#: Words in class names and ids (whole words only) for each part.
_WORDS = {
    PagePart.NAVIGATION: "nav navbar navigation menu submenu breadcrumb breadcrumbs footer colophon masthead topbar "
    "toolbar pagination pager paging skiplink sitemap",
    PagePart.RELATED: "related relatedposts recommended recommendation recommendations recirculation recirc outbrain "
    "taboola mostread mostpopular trending teaser teasers readmore morefrom upnext "
    "moreon onward zergnet revcontent yarpp jprelatedposts nextarticle",
    PagePart.HOUSE: "newsletter newsletters signup subscribe subscription share sharing sharebar sharedaddy addtoany "
    "social socials cookie cookies consent gdpr modal popup lightbox promo promotion promobox advert adverts "
    "advertisement ad ads adsense sponsor sponsored dfp banner toast notification app-promo donate donation copyright "
    "disclaimer tags taglist keywords authorbio authorbox biography rating screenreader",
    PagePart.COMMENTS: "comment comments commentlist disqus livefyre respond discussion",
    PagePart.ASIDE: "sidebar side widget widgets rail rightcol rightcolumn rightrail infobox factbox",
    PagePart.CAPTION: "caption captions credit credits figcaption wp-caption-text photocredit",
}
_PART_OF = {word: part for part, words in _WORDS.items() for word in words.split()}
#: Pairs of words that indicate a part only together.
_PAIRS = {
    ("most", "read"): PagePart.RELATED, ("most", "popular"): PagePart.RELATED, ("read", "more"): PagePart.RELATED,
    ("read", "also"): PagePart.RELATED, ("see", "also"): PagePart.RELATED, ("also", "read"): PagePart.RELATED,
    ("more", "stories"): PagePart.RELATED, ("more", "news"): PagePart.RELATED, ("more", "from"): PagePart.RELATED,
    ("other", "stories"): PagePart.RELATED, ("next", "article"): PagePart.RELATED, ("up", "next"): PagePart.RELATED,
    ("author", "bio"): PagePart.HOUSE, ("author", "box"): PagePart.HOUSE, ("author", "info"): PagePart.HOUSE,
    ("sign", "up"): PagePart.HOUSE, ("mailing", "list"): PagePart.HOUSE, ("call", "action"): PagePart.HOUSE,
    ("about", "author"): PagePart.HOUSE, ("screen", "reader"): PagePart.HOUSE, ("post", "tags"): PagePart.HOUSE,
    ("article", "tags"): PagePart.HOUSE, ("entry", "footer"): PagePart.HOUSE, ("post", "meta"): PagePart.HOUSE,
    ("twitter", "tweet"): PagePart.HOUSE, ("instagram", "media"): PagePart.HOUSE, ("tiktok", "embed"): PagePart.HOUSE,
    ("bluesky", "embed"): PagePart.HOUSE, ("mastodon", "embed"): PagePart.HOUSE, ("fb", "post"): PagePart.HOUSE,
    ("entry", "meta"): PagePart.HOUSE, ("right", "column"): PagePart.ASIDE, ("right", "rail"): PagePart.ASIDE,
}  # fmt: skip
#: Prefixes that reverse the meaning: class="no-sidebar".
_NEGATIONS = frozenset(("no", "without", "has", "with", "hide", "noads", "non", "is", "not"))
_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Share of the page's running text from which an element is the page itself, whatever its name.
_MOST_OF_THE_PAGE = 0.4
_FEWEST_STORIES = 3
_RUN = 25  # characters of text without an element in between that are running text
_SILENT = frozenset(("script", "style", "noscript", "template", "a", "option", "button"))
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True)
class BlockContext:
    """The context shared by all blocks that an element directly contains."""

    part: PagePart
    heading: int  #: 1 to 6 within h1 to h6, else 0
    header: bool  #: inside a <header>
    article: bool  #: inside an <article> or an element marked up as article body
    item: bool  #: inside a list item or a table cell
    names: frozenset[str]  #: words in the class names and ids of the innermost elements
    path: tuple[str, ...]  #: signatures of the innermost elements, outermost first


class Surroundings:
    """Tracks the context during a walk over a page; call ``enter`` and ``leave`` for each block-level element."""

    def __init__(self, tree: HtmlElement) -> None:
        self._sizes = _prose_sizes(tree)
        self._most = max(1, self._sizes.get(tree, 1)) * _MOST_OF_THE_PAGE
        self._called: Counter[str] = Counter()  # sizes by class attribute: paragraphs may be named one by one
        for element, size in self._sizes.items():
            self._called[element.get("class") or ""] += size
        nothing = BlockContext(PagePart.BODY, 0, False, False, False, frozenset(), ())
        self._levels = [nothing]

    def place(self) -> BlockContext:
        """The current context."""
        return self._levels[-1]

    def enter(self, element: HtmlElement) -> None:
        """Enter an element."""
        above = self.place()
        names = _names(element)
        signature = f"{element.tag}.{'.'.join(sorted(names))}"
        place = BlockContext(
            part=above.part if above.part is not PagePart.BODY else self._part(element),
            heading=int(element.tag[1]) if _HEADING.fullmatch(element.tag) else above.heading,
            header=above.header or element.tag == "header",
            article=above.article or element.tag == "article" or element.get("itemprop") == "articleBody",
            item=above.item or element.tag in ("li", "td", "th", "dt", "dd"),
            names=names | above.names if element.tag in ("p", "div", "span") and len(above.path) else names,
            path=(*above.path[-3:], signature),
        )
        self._levels.append(place)

    def leave(self) -> None:
        """Leave the element entered last."""
        self._levels.pop()

    def _part(self, element: HtmlElement) -> PagePart:
        part = _said_part(element)
        if part is PagePart.BODY or part is PagePart.HIDDEN:
            return part
        size = self._sizes.get(element, 0)
        alike = self._called[element.get("class") or ""] if element.get("class") and size else 0
        return PagePart.BODY if max(size, alike) > self._most and not _lists_stories(element) else part


def _lists_stories(element: HtmlElement) -> bool:
    """Whether an element consists of other stories, however much text they have: three with linked headings."""
    stories = element.iter("article")
    linked = (
        story
        for story in stories
        if any(_HEADING.fullmatch(str(one.tag)) for link in story.iter("a") for one in link.iter())
    )
    return sum(1 for _ in islice(linked, _FEWEST_STORIES)) == _FEWEST_STORIES and next(element.iter("h1"), None) is None


def _said_part(element: HtmlElement) -> PagePart:
    if _HIDDEN_STYLE.search(element.get("style") or "") or element.get("hidden") is not None:
        return PagePart.HIDDEN
    if element.tag in ("html", "body", "main", "article"):
        return PagePart.BODY
    by_tag = _BY_TAG.get(element.tag) or _BY_ROLE.get(element.get("role") or "")
    return by_tag or _named_part(element)


def _named_part(element: HtmlElement) -> PagePart:
    for said in ((element.get("class") or "").split(), (element.get("id") or "").split()):
        for name in said:
            words = [word.lower() for word in _SPLIT.split(name) if word]
            if not words or words[0] in _NEGATIONS:
                continue
            pair = next((_PAIRS[two] for two in pairwise(words) if two in _PAIRS), None)
            part = pair or next((_PART_OF[word] for word in words if word in _PART_OF), None)
            if part:
                return part
    return PagePart.BODY


def _names(element: HtmlElement) -> frozenset[str]:
    said = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"[:400]
    return frozenset(word.lower() for word in _SPLIT.split(said) if word and not word.isdigit())


def _prose_sizes(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of running text in each element: stretches of some length outside links."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):
        own = 0 if element.tag in _SILENT or not isinstance(element.tag, str) else _run(element.text)
        sizes[element] = sizes.get(element, 0) + own
        parent = element.getparent()
        if parent is not None:
            sizes[parent] = sizes.get(parent, 0) + sizes[element] + _run(element.tail)
    return sizes


def _run(text: str | None) -> int:
    length = len(text.strip()) if text else 0
    return length if length >= _RUN else 0
