"""A list of quotes to take along, as CSV (RFC 4180): speaker, words, kind, outlet, day, title, address. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from bot.models import Quote
from bot.quotes.wording import in_marks

COLUMNS = ("speaker", "as_written", "words", "kind", "outlet", "day", "title", "address")
#: What a spreadsheet takes for a formula when a cell begins with it (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(quotes: Iterable[Quote]) -> Iterator[str]:
    """The header and a line a quote, each with its line end; direct words stand in quotation marks."""
    yield _line(COLUMNS)
    for one in quotes:
        headline = one.headline
        day = headline.published.date().isoformat() if headline.published else ""
        yield _line(
            (
                one.speaker,
                one.speaker_as_written,
                in_marks(one),
                one.kind.value,
                headline.source,
                day,
                headline.title,
                headline.url,
            )
        )


def _line(cells: Iterable[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow([_safe(" ".join(cell.split())) for cell in cells])
    return held.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
