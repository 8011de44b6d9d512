"""Export a list of quotes as CSV (RFC 4180): speaker, words, kind, outlet, date, title, address. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from bot.models import Quote
from bot.quotes.wording import in_marks

COLUMNS = ("speaker", "as_written", "words", "kind", "outlet", "day", "title", "address")
#: Characters at the start of a cell that spreadsheets take for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(quotes: Iterable[Quote]) -> Iterator[str]:
    """The header and one line per quote, each with its line end. Direct quotes are in quotation marks."""
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
    """A cell that no spreadsheet evaluates as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
