"""Articles as one JSON document instead of a record a line: a list, records over several lines, a web API's answer.

[{...}, {...}]      {"status": "ok", "articles": [{...}, {...}]}      {      each becomes lines of one record
                                                                        "text": ...
                                                                      }
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from bot.errors import SourceError
from bot.sources.decoding import decode

LARGEST = 64 << 20  # bytes, since a document is read as a whole
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\[{]|\[\s*\{.*)\s*", re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")
#: Where the answers of web APIs have their records.
_LISTS = ("articles", "items", "results", "data", "docs", "entries", "stories", "news", "posts", "hits")

_OF_ARTICLES = frozenset(("title", "text"))  # columns without which a table holds no articles
_AROUND = ("response", "result", "data", "hits", "articles")  # what holds such a list, or what holds it
#: Records without a line break in between; a record that may be a web API's answer.
_SEVERAL = re.compile(
    rb"\}\s*,?\s*\{"
    rb"|\A\s*\{.{0,2000}\"(?:%b)\"\s*:\s*\[\s*\{"
    rb"|\A\s*\{\s*\"\w{1,40}\"\s*:\s*(?:\{\s*\"0\"|\[\s*\")" % "|".join(_LISTS).encode(),
    re.DOTALL,
)


def opens_document(line: bytes) -> bool:
    """Whether the first line of a file begins a JSON document of several records or lines."""
    return _OPENING.fullmatch(line) is not None


def lines_of_document(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """The records of a document that begins with the line ``first``, a line each; what is not JSON is the last line.

    Raises SourceError if it is too large.
    """
    data = first + stream.read(max(0, LARGEST + 1 - len(first)))
    if len(data) > LARGEST:
        raise SourceError(f"it is one JSON document of more than {LARGEST >> 20} MB; write one record a line")
    text, _ = decode(data)
    for value in _values(text):
        yield from map(_as_line, _records(value))


def _as_line(value: object) -> bytes:
    return (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "surrogatepass") + b"\n"


def records_of_line(line: bytes) -> list[bytes]:
    """The records in one line, a line each: mostly the line itself."""
    if not _SEVERAL.search(line):
        return [line]
    values = list(_values(decode(line)[0]))
    records = [record for value in values for record in _records(value)]
    damaged = any(isinstance(value, str) for value in values)
    return [line] if damaged or (len(values) == 1 and records == values) else list(map(_as_line, records))


def _values(text: str) -> Iterator[object]:
    """The values in a list or one after the other; the rest of ``text`` as a string if it is not JSON."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    listed = text[at : at + 1] == "["
    at = _skip(text, at + 1) if listed else at
    while at < len(text) and not (listed and text[at] == "]"):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield " ".join(text[at : at + 1000].split()) or "{"
            return
        yield value
        at = _skip(text, at)


def _skip(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _records(value: object) -> list[object]:
    """The records in a web API's answer; otherwise the value itself."""
    if isinstance(value, dict) and (rows := _rows(value)):
        return rows
    if isinstance(value, dict) and value.get("text") is None:
        for name in _LISTS:
            found = value.get(name)
            if isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
                return list(found)
        within = next((value[name] for name in _AROUND if isinstance(value.get(name), dict)), None)
        listed = _records(within)
        if listed != [within]:
            return listed
    return [value]


def _rows(table: dict[str, object]) -> list[object]:
    """The records of a table that was written a column at a time; none if it is no such table."""
    columns = {name: list(column.values()) for name, column in table.items() if isinstance(column, dict)}
    columns |= {name: column for name, column in table.items() if isinstance(column, list)}
    lengths = {len(column) for column in columns.values()}
    if not columns.keys() >= _OF_ARTICLES or len(columns) < len(table) or len(lengths) > 1:
        return []
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
