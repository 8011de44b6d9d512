"""Signs of a page's kind, counted from its blocks, elements and structured data without judging. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.lexicon.loader import alternatives
from bot.sources.web.element_signs import body_names, forms, has_pages, has_slug, is_front, media
from bot.sources.web.headline import title_pieces
from bot.sources.web.kind_words import PLAIN_KINDS, PageKind, kind_words
from bot.sources.web.outline import Block
from bot.sources.web.printed_dates import Order, printed_days
from bot.sources.web.structured_data import ARTICLE_TYPES, StructuredData
from bot.sources.web.surroundings import PagePart

_NO_CONTENT = frozenset((PagePart.NAVIGATION, PagePart.HOUSE, PagePart.COMMENTS, PagePart.RELATED, PagePart.HIDDEN))
_TEASER_WORDS = 90  # of prose under a linked headline; more is a story
_GAP = 4  # blocks between a linked headline and its teaser
_RUN_GAP = 8  # consecutive blocks without prose within one story: a gallery, a table, a box
_MORE = re.compile(
    r"\W*(?:read (?:more|on|full|the)|continue reading|more|full (?:story|article)|keep reading|"
    r"view (?:more|details|post)|learn more|weiterlesen|mehr|"
    r"lire la suite|leer más|details|\[?(?:…|\.\.\.)\]?)\b.{0,30}|.{0,6}(?:»|→|>>)",
    re.IGNORECASE,
)
_PRICE = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|Rs\.?))\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|EUR|USD|zł|kr)\b")
_PATHS = alternatives("page_furniture", "paths_of_lists")
_LIST_ADDRESS = re.compile(
    rf"/(?:{_PATHS})(?:/|\.\w+$|$)",
    re.IGNORECASE,
)
_QUERY = re.compile(r"(?:^|&)(?:s|q|query|search|keywords?|searchterm)=", re.IGNORECASE)
_LIST_TYPES = frozenset(("collectionpage", "searchresultspage", "itemlist", "offercatalog"))


@dataclass(frozen=True, slots=True)
class PageSigns:
    """The counts. Words are those of visible text outside navigation, boxes and comments, unless stated otherwise."""

    story: int  #: words of the longest run of prose that is not a teaser
    opening: int  #: words of that prose right after the first h1, before any linked headline
    prose: int  #: words of prose that is not a teaser
    sentences: int  #: in that prose
    visible: int  #: words, including links
    linked: float  #: share of all text, including navigation, that is links
    teasers: int  #: pieces of prose under a linked headline, or that end in "read more"
    teaser_words: int
    link_headlines: int  #: headings or lines that consist of a link of several words
    stated_article: bool  #: JSON-LD of an article with headline and time or body
    typed_article: bool  #: og:type article
    typed_site: bool  #: og:type website
    stated_time: bool  #: a time of publication in a meta element
    stated_list: bool  #: JSON-LD says that the page is a list or a search
    types: frozenset[str]  #: JSON-LD types and og:type
    heading_in_title: bool  #: the first h1 is part of the title in the head
    heading_is_house: bool  #: the only h1 is the outlet
    headings_1: int
    byline: bool
    dated: bool  #: a date is printed in a short line
    passwords: int  #: visible password fields
    fields: int  #: text fields outside search boxes
    areas: int  #: multi-line text fields
    articles: int  #: <article> elements
    pages: bool  #: "1 2 3 next"
    prices: int
    videos: int  #: players of videos
    sounds: int  #: players of sounds
    pictures: int  #: pictures with room for a caption
    cells: int  #: of tables
    carts: int  #: buttons that add something to a cart
    scripts_only: bool  #: only scripts and <noscript>
    body: frozenset[str]  #: words in the class of <body>
    front: bool  #: the address, or the canonical one, has no path
    list_address: bool  #: the path is named like that of a list
    search_address: bool
    slug: bool  #: the path's last part has the words of a title
    generator: str
    said: frozenset[PageKind]  #: kinds named by the title or the first heading
    named: frozenset[PageKind]  #: kinds named by both, or by the only one there is
    lines: Counter[PageKind]  #: number of lines that indicate each kind


def page_signs(
    tree: HtmlElement, stated: StructuredData, blocks: Sequence[Block], titles: Sequence[str], house: str, address: str
) -> PageSigns:
    """Count the signs. ``titles``: without the outlet; ``house``: the outlet; ``address``: "" if unknown."""
    content = [block for block in blocks if block.place.part not in _NO_CONTENT]
    teasers = set(_teasers(content))
    prose = [block for block in content if block.prose and block.number not in teasers]
    heads = [block.text for block in content if block.heading == 1]
    where = address or stated.first("rel:canonical", "og:url")
    node, kinds = stated.article, stated.first("og:type").lower()
    said, named = _kinds_named([title for title in titles if title], heads)
    everything = sum(len(block.text) for block in blocks) or 1
    return PageSigns(
        story=_longest_run(content, teasers),
        opening=_opening(content, teasers),
        prose=sum(block.words for block in prose),
        sentences=sum(block.sentences for block in prose),
        visible=sum(block.words for block in content),
        linked=sum(block.linked for block in blocks) / everything,
        teasers=len(teasers),
        teaser_words=sum(block.words for block in content if block.number in teasers),
        link_headlines=sum(_is_link_headline(block) for block in content),
        stated_article=bool(node.get("headline")) and bool(node.get("datePublished") or node.get("articleBody")),
        typed_article="article" in kinds or "blog" in kinds,
        typed_site=kinds in ("website", "site", "blog"),
        stated_time=bool(stated.first("article:published_time", "datepublished", "parsely-pub-date", "pubdate")),
        stated_list=bool(stated.main & _LIST_TYPES) and not stated.main & ARTICLE_TYPES,
        types=stated.types | {kinds},
        heading_in_title=any(_in_title(head, titles) for head in heads),
        heading_is_house=bool(heads) and all(_letters_of(head) == _letters_of(house) for head in heads),
        headings_1=len(heads),
        byline=_has_byline(content, stated),
        dated=any(block.words < 20 and any(printed_days(block.text, Order())) for block in content),
        **forms(tree),
        **media(tree),
        articles=sum(1 for _ in tree.iter("article")),
        pages=has_pages(blocks, stated),
        prices=sum(len(_PRICE.findall(block.text)) for block in content if block.words < 30),
        scripts_only=not blocks and tree.find(".//script") is not None,
        body=body_names(tree),
        front=is_front(where),
        list_address=bool(_LIST_ADDRESS.search(urlsplit(where).path)),
        search_address=bool(_QUERY.search(urlsplit(where).query)) or "/search" in urlsplit(where).path,
        slug=has_slug(where),
        generator=stated.first("generator").lower(),
        said=said,
        named=named,
        lines=_lines([*content, *(block for block in blocks if block.place.part is PagePart.HOUSE)], tree),
    )


# ---- prose and teasers -------------------------------------------------------


def _is_link_headline(block: Block) -> bool:
    """Whether a line is a link of three words or more, as in lists of articles."""
    return block.link_share > 0.75 and block.words >= 3 and len(block.text) >= 15


def _teasers(content: Sequence[Block]) -> Iterator[int]:
    """Short prose under a linked headline, or with "read more" at its end or below it."""
    since = _GAP + 1
    for place, block in enumerate(content):
        if _is_link_headline(block):
            since = 0
            continue
        since += 1
        if not block.prose or block.words > _TEASER_WORDS:
            since = since if not block.prose else _GAP + 1
            continue
        follows = content[place + 1 : place + 3]
        more = any(other.link_share > 0.7 and _MORE.fullmatch(other.text) for other in follows if not other.prose)
        if since <= _GAP or more or (block.linked and _MORE.search(block.text[-25:]) and block.link_share < 0.5):
            yield block.number
        since = _GAP + 1


def _longest_run(content: Sequence[Block], teasers: set[int]) -> int:
    best = run = gap = 0
    for block in content:
        if block.prose and block.number not in teasers:
            run, gap = run + block.words, 0
            best = max(best, run)
        else:
            gap += 1
            if gap > _RUN_GAP:
                run = 0
    return best


def _opening(content: Sequence[Block], teasers: set[int]) -> int:
    place = next((i for i, block in enumerate(content) if block.heading == 1), len(content))
    words = gap = 0
    for block in content[place + 1 :]:
        if block.number in teasers or gap > _RUN_GAP or (words and _is_link_headline(block)):
            break
        gap = 0 if block.prose else gap + 1
        words += block.words if block.prose else 0
    return words


def _has_byline(content: Sequence[Block], stated: StructuredData) -> bool:
    if stated.first("author", "article:author", "byl", "dc.creator", "parsely-author") or stated.article.get("author"):
        return True
    return any(
        block.words < 12 and re.match(r"(?:by|von|par|por|di)\s+[^\W\d_]", block.text, re.I) for block in content
    )


# ---- what it calls itself ----------------------------------------------------


def _letters_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _in_title(head: str, titles: Sequence[str]) -> bool:
    own = _letters_of(head)
    return len(own) > 8 and any(
        own in _letters_of(title) or (_letters_of(title) and _letters_of(title) in own) for title in titles
    )


def _kinds_named(titles: Sequence[str], heads: Sequence[str]) -> tuple[frozenset[PageKind], frozenset[PageKind]]:
    known = kind_words().titles
    by_title = {kind for kind, pattern in known.items() if any(pattern.fullmatch(title) for title in titles)}
    by_head = {kind for kind, pattern in known.items() if any(pattern.fullmatch(head) for head in heads[:2])}
    both = by_title & by_head if heads and titles else by_title | by_head
    pieces = [piece for title in titles[-1:] for piece in title_pieces(title)]
    in_part = {kind for kind in PLAIN_KINDS if any(known[kind].fullmatch(piece) for piece in pieces)}
    return frozenset(by_title | by_head | in_part), frozenset(both)


def _lines(blocks: Sequence[Block], tree: HtmlElement) -> Counter[PageKind]:
    found: Counter[PageKind] = Counter()
    quiet = [one.text_content() for one in tree.iter("noscript")]
    buttons = [one.get("value") or "" for one in tree.iter("input") if one.get("type") in ("submit", "button")]
    texts = [block.text for block in blocks if block.words < 60] + [text for text in quiet if len(text) < 400] + buttons
    for kind, pattern in kind_words().lines.items():
        found[kind] = sum(1 for text in texts if pattern.search(text))
    return found
