"""Extract the article of a web page, or give the reason in plain words why it is not an article. Nothing is fetched.

    bytes -> document (a tree; elements, superscripts, table_rows, script_data) -> structured_data (JSON-LD, meta)
          -> outline (blocks; surroundings, fragment) -> page_signs, element_signs, kind_words
          -> page_kind: an article?  no: NotAnArticle
          -> headline (title, outlet), body and body_head, gates (only the beginning?), publication_day, printed_dates
          -> page: the article, with its address

robots reads what a site allows, refresh where a page leads on to. Dependencies are loaded on first use: lxml takes a
moment, which look-ups need not wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sources.web.address import canonical_address, plain_address, twin_addresses

if TYPE_CHECKING:
    from bot.sources.web.kind_words import PageKind
    from bot.sources.web.page import NotAnArticle, read_page

__all__ = ["NotAnArticle", "PageKind", "canonical_address", "plain_address", "read_page", "twin_addresses"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from bot.sources.web import page

    return getattr(page, name)
