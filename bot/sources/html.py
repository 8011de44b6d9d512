"""Saved web pages: text, title, day, outlet and address as trafilatura finds them. Nothing is fetched."""

from __future__ import annotations

import logging
import re
from typing import Any

from bot.errors import SourceError
from bot.sources.boilerplate import without_furniture
from bot.sources.dates import parse_date
from bot.sources.decoding import decode
from bot.sources.records import Parsed, build, one_line

log = logging.getLogger(__name__)

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|encoding=["']([\w:.-]{2,40})["']""", re.I
)
_HEAD = 4096  # bytes in which a page must say its encoding (browsers look at 1024)
_TITLE_END = re.compile(r"\s+[|–—-]\s+([^|–—]+)$")


def parse_page(data: bytes) -> Parsed:
    """The article in a page. Raises SourceError when the page has none."""
    declared = _CHARSET.search(data[:_HEAD])
    charset = (declared[1] or declared[2]).decode("ascii") if declared else ""
    text, notes = decode(data, declared=charset)
    page = _extract(text)
    if page is None or not page.text:
        raise SourceError("no article text was found in the page")
    outlet = one_line(page.sitename or page.hostname or "")
    title = _without_outlet(one_line(page.title or ""), outlet)
    first, _, rest = page.text.partition("\n")
    return build(
        text=without_furniture(rest if one_line(first) == title else page.text),
        title=title,
        source=outlet,
        url=page.url or "",
        published=parse_date(page.date) if page.date else None,
        notes=notes,
    )


def _extract(text: str) -> Any:
    """Trafilatura's ``Document`` or None."""
    from trafilatura import bare_extraction  # half a second to import

    # The day of first publication; without the extensive search, which takes any year in the text for a date.
    dates = {"original_date": True, "extensive_search": False}
    try:
        return bare_extraction(text, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except Exception as error:  # a foreign parser on a hostile page must not end the run over a folder
        log.warning("a page cannot be parsed: %s", type(error).__name__)
        return None


def _without_outlet(title: str, outlet: str) -> str:
    """``Bridge closes | The Harbour Post`` without its end where that is the outlet."""
    end = _TITLE_END.search(title)
    return title[: end.start()] if end and end[1].casefold() == outlet.casefold() else title
