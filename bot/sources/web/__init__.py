"""Web pages: one page to one article, or the reason in plain words why it is none. Nothing is fetched here.

bytes -> tree -> what it states (JSON-LD, meta) -> names: title and outlet
              -> outline (blocks)               -> signs -> kind: an article?  no: NotAnArticle
                                                -> body, day, address -> Parsed
"""

from __future__ import annotations

from bot.sources.web.address import canonical_address, twin_addresses
from bot.sources.web.kind_words import PageKind
from bot.sources.web.page import NotAnArticle, read_page

__all__ = ["NotAnArticle", "PageKind", "canonical_address", "read_page", "twin_addresses"]
