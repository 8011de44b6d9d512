"""Tables in text files: rows between "|", or of cells between tabs, as lines that tell what each cell is. Pure.

| Club  | Played | Points |        Malle: Played 12, Points 30
|-------|--------|--------|   ->
| Malle | 12     | 30     |
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SHORTEST = 3  # cells; pairs are told as such by markup.py
_MOST = 12  # cells
_LONGEST = 80  # characters of a cell; longer ones are paragraphs
_RULE = re.compile(r":?-{2,}:?|={2,}|")


def rows_as_lines(text: str) -> str:
    """``text`` with the rows of its tables as lines: "Malle: Played 12, Points 30"."""
    if "|" not in text and "\t" not in text:
        return text
    lines, found, table = text.split("\n"), list[str](), list[list[str]]()
    for line in [*lines, ""]:
        cells = _cells(line)
        if cells and (not table or len(cells) == len(table[0])):
            table.append(cells)
            continue
        found += _rows_in_words(table, lines[len(found) : len(found) + len(table)])
        table = [cells] if cells else []
        if not cells:
            found.append(line)
    return "\n".join(found[: len(lines)])


def _cells(line: str) -> list[str]:
    """The cells of a row; none if the line is no row of three or more."""
    line = line.strip()
    if line.count("|") > 1:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
    else:
        cells = [cell.strip() for cell in re.split(r"\t+", line)]
    short = _SHORTEST <= len(cells) <= _MOST and all(len(cell) <= _LONGEST for cell in cells)
    return cells if short else []


def _rows_in_words(table: Sequence[Sequence[str]], lines: Sequence[str]) -> list[str]:
    """A line for each row, as many as there were; the rows themselves if they are no table."""
    if len(table) < 2:
        return list(lines)
    heads = table[0] if _is_head(table) else [""] * len(table[0])
    return [_line(row, heads) if at or not any(heads) else "" for at, row in enumerate(table)]


def _is_head(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: a rule is below it, or figures are only below it."""
    ruled = all(_RULE.fullmatch(cell) for cell in table[1])
    below = any(any(map(str.isdigit, cell)) for row in table[1:] for cell in row[1:])
    return ruled or (below and not any(any(map(str.isdigit, cell)) for cell in table[0]))


def _line(row: Sequence[str], heads: Sequence[str]) -> str:
    if all(_RULE.fullmatch(cell) for cell in row):
        return ""
    first, *others = [f"{head} {cell}".strip() for head, cell in zip(("", *heads[1:]), row, strict=True) if cell]
    return f"{first}: {', '.join(others)}" if others and first[-1:].isalnum() else " ".join((first, *others))
