"""Bytes to text, losing no article for a few bad bytes."""

from __future__ import annotations

import codecs
import re

from bot.errors import SourceError

#: The longest first: UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: First bytes of files that are often renamed by mistake; PDF needs it, for it can be mostly ASCII.
_NOT_TEXT = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"SQLite format 3\0")
_MOST_UNPRINTABLE = 0.05  # share of control and replacement characters above which a file is not text
_FEW = 2  # such characters in a text of any length are accidents
_LATIN = 0.25  # share of non-ASCII bytes below which a text is in a Latin script, thus Windows-1252 or like it
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 100_000  # bytes that the guess of an encoding looks at


def decode(data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text in ``data`` and notes on what was guessed or replaced.

    In this order: byte order mark, UTF-8, UTF-8 with bad bytes replaced (where most of it is UTF-8), the encoding
    that the file ``declared``, Windows-1252 for a mostly ASCII text, charset-normalizer's guess.
    Raises SourceError when ``data`` is not text.
    """
    if data.startswith(_NOT_TEXT):
        raise SourceError("it is not a text file, whatever its name says")
    text, notes = _decoded(data, declared)
    sample = text[:_SAMPLE]
    if len(_UNPRINTABLE.findall(sample)) > max(_FEW, _MOST_UNPRINTABLE * len(sample)):
        raise SourceError("it looks like a binary file, not like text")
    return text, notes


def _decoded(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with(data, encoding)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return _with(data, "utf-8")
    try:
        return _with(data, _windows(declared)) if declared else _guessed(data)
    except (LookupError, ValueError):  # an encoding that does not exist, or is not one of text
        return _guessed(data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Mostly proper UTF-8: in another encoding its sequences are rare accidents."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return bad <= (len(_NOT_ASCII.findall(text)) - bad) / 4


def _with(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, (f"bytes that are not {encoding} were replaced",)


def _windows(encoding: str) -> str:
    """What pages mean by Latin-1 and ASCII, as browsers do (WHATWG Encoding, section 4.2)."""
    return "cp1252" if codecs.lookup(encoding).name in {"iso8859-1", "ascii"} else encoding


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    others = len(data[:_SAMPLE]) - len(data[:_SAMPLE].decode("ascii", errors="ignore"))
    encoding = "cp1252"
    if others > _LATIN * min(len(data), _SAMPLE):
        from charset_normalizer import from_bytes  # slow to import, rarely needed

        best = from_bytes(data[:_SAMPLE]).best()
        encoding = best.encoding if best else encoding
    text, notes = _with(data, encoding)
    return text, (f"it is not UTF-8 and was read as {encoding}", *notes)
