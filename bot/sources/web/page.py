"""Read one page as one article, or give the reason why it is not one."""

from __future__ import annotations

from lxml.html import HtmlElement

from bot.errors import SourceError
from bot.sources.datelines import without_dateline
from bot.sources.records import Parsed, build
from bot.sources.web.address import canonical_address, is_above, is_for_makers
from bot.sources.web.body import article_text
from bot.sources.web.body_head import Head
from bot.sources.web.document import parse_html
from bot.sources.web.gates import before_gate, is_beginning
from bot.sources.web.headline import names_of
from bot.sources.web.kind_words import PageKind
from bot.sources.web.outline import outline
from bot.sources.web.page_kind import instead_of_text, kind_of
from bot.sources.web.page_signs import page_signs
from bot.sources.web.publication_day import publication_day
from bot.sources.web.script_data import add_scripted_article
from bot.sources.web.structured_data import StructuredData, structured_data

BEGINNING = "the page shows only the beginning of the article"


class NotAnArticle(SourceError):
    """The page is no article."""

    def __init__(self, kind: PageKind) -> None:
        super().__init__(str(kind))
        self.kind = kind


def read_page(data: bytes, *, address: str = "", charset: str = "") -> Parsed:
    """The article in a page, with notes on what was guessed.

    ``address``: where the page came from, "" for a saved one; ``charset``: the encoding named by the server. The
    article's date is the one that readers of the page see, at midnight UTC. Its address is the canonical one of the
    page, else ``address``, without tracking parameters. A dateline is no part of the text, as in text files.

    Raises NotAnArticle for a front page, a log-in and the like, and SourceError if the page cannot be read.
    """
    page = parse_html(data, charset=charset)
    add_scripted_article(page.tree)
    stated = structured_data(page.tree)
    blocks = outline(page.tree)
    names = names_of(page.tree, stated, blocks, address)
    signs = page_signs(page.tree, stated, blocks, names.titles, names.outlet, address)
    kind = kind_of(signs)
    if kind is not None:
        raise NotAnArticle(kind)
    text = article_text(
        page.tree, blocks, Head((names.title, *names.said), stated.first("og:description", "description"))
    )
    if not text:
        raise NotAnArticle(instead_of_text(signs))
    beginning = is_beginning(page.tree, stated, blocks, text)
    story, agency = without_dateline(before_gate(blocks, text) if beginning else text)
    return build(
        text=story,
        blurb=beginning,
        title=names.title,
        source=names.outlet or agency,
        url=_own_address(stated, address, base_of(page.tree, address)),
        published=publication_day(page.tree, stated, blocks, names.title, address),
        notes=(*page.notes, *((BEGINNING,) if beginning else ())),
    )


def base_of(tree: HtmlElement, address: str) -> str:
    """Against what the addresses in a page are resolved: its ``<base>``, else where it came from."""
    stated = next((str(found) for found in tree.xpath("//base/@href")), "")
    return canonical_address(stated, address) or address  # a relative one of a saved page tells nothing


def _own_address(stated: StructuredData, address: str, base: str) -> str:
    """The page's canonical address, unless it is missing, that of a list above it, or one for its makers only."""
    here = canonical_address(address)
    for said in (stated.first("rel:canonical"), stated.first("og:url")):
        own = canonical_address(said, base) if said else ""
        if own and own.split("/", 3)[3] and not is_above(own, here) and not is_for_makers(own, here):
            return own
    return here
