"""Tables of articles, as spreadsheets and data sets export them: a row each, with the names of fields in the first row.

Headline;Body;Published                 .csv, .tsv; between the cells a comma, semicolon, tab or "|"
Quay closes;"The quay ...";20.11.2026   the names of columns are those of JSON records (record_fields.py)
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.errors import SourceError
from bot.lexicon.loader import table
from bot.sources.decoding import decode
from bot.sources.input_files import OpenedFile
from bot.sources.json_documents import LARGEST
from bot.sources.jsonl import JsonlLine, parse_record
from bot.sources.record_fields import usual_fields
from bot.sources.records import MAX_TEXT, Parsed

#: What headers of text files call the fields, in other languages too.
_IN_HEADERS = {name: key for key, names in table("header_fields").items() if key != "others" for name in names}
_DELIMITERS = ",;\t|"


def read_table(opened: OpenedFile) -> Iterator[JsonlLine]:
    """The articles of a table, with errors for bad rows. Raises SourceError if it holds no articles."""
    data = opened.stream.read(LARGEST + 1)
    opened.check()
    if len(data) > LARGEST:
        raise SourceError(f"it is a table of more than {LARGEST >> 20} MB; write it as JSON Lines")
    text, notes = decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    between = max(_DELIMITERS, key=lambda sign: len(_fields(next(csv.reader([first], delimiter=sign), []))))
    csv.field_size_limit(4 * MAX_TEXT)  # of the whole process; the module's own limit is 131,072
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=between)
    heads = [name.strip() for name in next(rows, [])]
    if not _fields(heads).get("text"):
        raise SourceError('it is a table whose first row names no column of texts, such as "text", "body" or "content"')
    for number, outcome in _outcomes(rows, heads, notes):
        yield JsonlLine(number=number, position=opened.position(), outcome=outcome)


def _fields(heads: list[str]) -> dict[str, object]:
    """The fields of an article that the columns hold."""
    return usual_fields({_plain(name): name for name in heads if name.strip()})


def _plain(name: str) -> str:
    name = name.strip().lower()
    return _IN_HEADERS.get(name, name.replace(" ", "_"))


def _outcomes(
    rows: Iterator[list[str]], heads: list[str], notes: tuple[str, ...]
) -> Iterator[tuple[int, Parsed | SourceError]]:
    """The article of each row, or what is wrong with it, by the number of the row, the first being 1."""
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
            if any(cell.strip() for cell in row):
                yield number, parse_record(_record(heads, row), notes=notes)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, SourceError(f"it is not a table that can be read: {error}")
            return
        except SourceError as error:
            yield number, error


def _record(heads: list[str], row: list[str]) -> dict[str, object]:
    """The filled cells by the names of their columns. Raises SourceError if there are more cells than columns."""
    if len([cell for cell in row if cell.strip()]) > len(heads):
        raise SourceError(f"it has {len(row)} cells, but the first row names {len(heads)} columns")
    return {_plain(name): cell.strip() for name, cell in zip(heads, row, strict=False) if name and cell.strip()}
