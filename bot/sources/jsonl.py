"""Articles as JSON Lines: ``{"id"?, "title"?, "date"? (ISO), "source"?, "url"?, "text"}`` per line, in UTF-8.

Other usual names of these fields are read too (see record_fields.py), and one JSON document (see json_documents.py).
HTML and Markdown are converted to text; boilerplate and datelines are removed as in text files. Files are read line by
line, so a file of any size takes the memory of its longest line.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from bot.errors import SourceError
from bot.sources.boilerplate import without_boilerplate
from bot.sources.datelines import without_dateline, without_sending_label
from bot.sources.dates import stated_date
from bot.sources.decoding import decode, wide_encoding
from bot.sources.input_files import OpenedFile
from bot.sources.json_documents import lines_of_document, opens_document, records_of_line
from bot.sources.line_breaks import unwrapped
from bot.sources.markup import plain_line, plain_text
from bot.sources.mojibake import repaired
from bot.sources.record_fields import usual_fields
from bot.sources.records import MAX_TEXT, Parsed, build, clean

#: Bytes of a line: every character of the longest text as \uXXXX, and as much again for the other fields.
MAX_LINE = 2 * 6 * MAX_TEXT
_MILLISECONDS = 100_000_000_000  # from here on numbers are milliseconds; as seconds this is the year 5138
_FIRST_MOMENT = 100_000_000  # seconds, in 1973; smaller numbers are years, or dates written without separators
_HEAD = 20  # records without "text" after which a file is taken for something else
#: Evaluation files that are often next to articles: a key of their records, and what they contain.
BATCHES = {"q": "questions", "speaker": "look-ups", "turns": "dialogues"}
_NUMBERED = re.compile(r"(\d{10}|\d{13})|/Date\((\d{10,13})(?:[+-]\d{4})?\)/")  # the second is Microsoft's
#: The end of a text that a web API gives in part.
_CUT = re.compile(r"\s*(?:…|\.{3})?\s*\[\+\d+ chars\]\s*$")
_JSON_NAMES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonlLine:
    """The result for one line of a file."""

    number: int  #: 1-based
    position: int  #: bytes of the file read so far
    outcome: Parsed | SourceError


def read_jsonl(opened: OpenedFile) -> Iterator[JsonlLine]:
    """The articles of a file, with errors for bad lines. Raises as ``Opener.open``."""
    for number, raw in enumerate(_lines(opened.stream), start=1):
        if raw.strip():
            yield JsonlLine(number=number, position=opened.position(), outcome=_outcome(raw))
    opened.check()


def other_records(stream: BinaryIO) -> str:
    """What a file contains instead of articles, if its first records have no ``text``; "" if it may contain articles.

    Raises OSError, SourceError.
    """
    keys: list[set[str]] = []
    for number, raw in enumerate(_lines(stream)):
        if not number and (wide := wide_encoding(raw)):
            raise SourceError(f"it is {wide[:6].upper()}; JSON Lines must be UTF-8")
        record = _record(raw) if raw.strip() else None
        if isinstance(record, dict):
            keys.append({*record, *usual_fields(record)})
        if len(keys) == _HEAD:
            break
    if not keys or any("text" in found for found in keys):
        return ""
    return next((what for key, what in BATCHES.items() if key in keys[0]), "records")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines without the byte order mark. A line that is too long is truncated."""
    first = True
    while line := stream.readline(MAX_LINE + 1):
        if first and opens_document(line):
            yield from lines_of_document(line, stream)
            return
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE + 1)
        line = line.removeprefix(codecs.BOM_UTF8) if first else line
        yield from records_of_line(line) if len(line) <= MAX_LINE else (line,)
        first = False


def _outcome(raw: bytes) -> Parsed | SourceError:
    try:
        if len(raw) > MAX_LINE:
            raise SourceError(f"it is longer than {MAX_LINE:,} bytes")
        text, notes = decode(raw)
        return parse_record(_loaded(text), notes=notes)
    except SourceError as error:
        return error


def _record(raw: bytes) -> object:
    try:
        return _loaded(decode(raw)[0])
    except SourceError:
        return None


def _loaded(text: str) -> object:
    try:
        return json.loads(text.rstrip())
    except json.JSONDecodeError as error:
        raise SourceError(f"it is not JSON: {error.msg.lower()} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or endlessly nested brackets
        raise SourceError("it is not JSON that can be read") from None


def parse_record(record: object, *, notes: tuple[str, ...] = ()) -> Parsed:
    """The article in one record. Raises SourceError naming the faulty field."""
    if not isinstance(record, dict):
        raise SourceError('it is not a JSON object with a "text"')
    record = usual_fields(record)
    if record.get("text") is None:
        raise SourceError('it has no "text"')
    number = record.get("id")
    published, unclear = stated_date(_day(record))
    whole = _CUT.sub("…", _field(record, "text"))
    plain = without_boilerplate(clean(plain_text(unwrapped(clean(whole)))))
    text, agency = without_dateline(clean(plain))
    return build(
        text=text,
        id=str(number) if type(number) is int else _field(record, "id"),
        title=without_sending_label(plain_line(_field(record, "title"))),
        source=plain_line(_field(record, "source")) or agency,
        url=_field(record, "url"),
        published=published,
        blurb=record.get("blurb") is True,
        notes=(*notes, *unclear),
    )


def _day(record: dict[str, object]) -> str:
    """The field "date". Numbers are seconds or milliseconds since 1970, as in database exports."""
    value = _of_parts(record.get("date"))
    if isinstance(value, str) and (number := _NUMBERED.fullmatch(value.strip())):
        value = int(number[1] or number[2])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _field({"date": value}, "date")
    seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds > _FIRST_MOMENT else str(value)
    except (ValueError, OverflowError, OSError):  # beyond the year 9999, or not a number
        return str(value)


def _of_parts(value: object) -> object:
    """A day written as [2026, 11, 20] or {"year": 2026, "month": 11, "day": 20}; anything else as it is."""
    parts = [value.get(name) for name in ("year", "month", "day")] if isinstance(value, dict) else value
    if not isinstance(parts, list) or len(parts) < 3 or not all(type(part) is int for part in parts[:3]):
        return value
    return "{:04}-{:02}-{:02}".format(*parts[:3])


def _field(record: dict[str, object], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise SourceError(f'its "{key}" is {_JSON_NAMES[type(value)]}, not a string')
    return repaired(value)
