"""Extract the article of a web page, or give the reason in plain words why it is not an article. Nothing is fetched.

    bytes -> tree -> structured data (JSON-LD, meta) -> names: title and outlet
                  -> outline (blocks)                -> signs -> kind: an article?  no: NotAnArticle
                                                              -> body, date, address -> Parsed

Its dependencies are loaded on first use: lxml takes a moment, which look-ups need not wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sources.web.address import canonical_address, twin_addresses

if TYPE_CHECKING:
    from bot.sources.web.kind_words import PageKind
    from bot.sources.web.page import NotAnArticle, read_page

__all__ = ["NotAnArticle", "PageKind", "canonical_address", "read_page", "twin_addresses"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from bot.sources.web import page

    return getattr(page, name)
