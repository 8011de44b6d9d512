"""Rows of data tables as lines of text: "Library: 4 million". Without them each cell would be a paragraph of its own.

Only in pages with more prose than figures: a page of tables alone is no article.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

_CELLS = frozenset(("td", "th"))
_INLINE_ONLY = ".//p|.//div|.//ul|.//ol|.//table|.//h1|.//h2|.//h3|.//h4|.//img|.//form|.//iframe"
_LONGEST_CELL = 80  # characters; longer ones are paragraphs in a layout table
_MOST_CELLS = 12
_MOST_ROWS = 200


def join_rows(tree: HtmlElement) -> None:
    """Make each row of the data tables in ``tree`` a paragraph, and the table a box."""
    tables = list(tree.iter("table"))
    prose = sum(len(paragraph.text_content()) for paragraph in tree.iter("p")) if tables else 0
    for table in tables:
        rows = [[cell for cell in row if cell.tag in _CELLS] for row in table.iter("tr")]
        if _holds_data(table, rows) and len(table.text_content()) < prose:
            _flatten(table, rows)


def _holds_data(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> bool:
    """Whether it is a table of short values, not a layout."""
    if not 1 < len(rows) <= _MOST_ROWS or table.xpath(_INLINE_ONLY):
        return False
    linked = sum(len(link.text_content()) for link in table.iter("a"))
    if 2 * linked > len(table.text_content()):
        return False
    full = [cells for cells in rows if len(cells) > 1]
    if 2 * len(full) < len(rows) or any(len(cells) > _MOST_CELLS for cells in rows):
        return False
    return all(0 <= len(cell.text_content().strip()) <= _LONGEST_CELL for cells in rows for cell in cells)


def _flatten(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> None:
    for cells in rows:
        said = [" ".join(cell.text_content().split()) for cell in cells]
        first, *others = [text for text in said if text] or [""]
        line = f"{first}: {', '.join(others)}" if others and first[-1:].isalnum() else " ".join((first, *others))
        for at, cell in enumerate(cells):
            row = cell.getparent()
            if at == 0:
                row.text = line
            row.remove(cell)
    for element in list(table.iter("tr", "tbody", "thead", "tfoot")):
        element.tag = "p" if element.tag == "tr" else "div"
    table.tag = "div"
