"""Decode the bytes of a feed. Its label is often wrong, but valid UTF-8 is never an accident."""

from __future__ import annotations

import codecs
import re

from bot.errors import SourceError
from bot.sources.decoding import decode
from bot.sources.feeds.documents import FeedError

_PROLOG = re.compile(r"""^\s*(<\?xml\b[^>]*?)\s+encoding\s*=\s*["']([\w.:-]*)["']""", re.IGNORECASE)
#: The encoding in a Content-Type.
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_HEAD = 1000  # bytes that contain the XML declaration
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
#: Names that refer to a larger encoding (WHATWG Encoding, section 4.2).
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932"}
_SIXTEEN = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def feed_text(data: bytes, content_type: str = "") -> str:
    """The text of a feed, without the encoding in its declaration and without control characters.

    Raises FeedError if it is not text.
    """
    try:
        text = _decoded(data, content_type)
    except SourceError as error:
        raise FeedError(str(error)) from None
    text = _UNPRINTABLE.sub("", text).lstrip("\ufeff \t\r\n")
    return _PROLOG.sub(r"\1", text, count=1)


def _decoded(data: bytes, content_type: str) -> str:
    wide = _SIXTEEN.get(data[:2])
    if wide and data[2:4] != b"\0\0":  # that would be UTF-32
        return data.decode(wide, errors="replace")
    declared = _declared(data, content_type)
    if b"\x1b" in data and declared.startswith("iso-2022"):  # escapes in ASCII: valid UTF-8, but not meant so
        return data.decode(declared, errors="replace")
    return decode(data, declared=declared)[0]


def _declared(data: bytes, content_type: str) -> str:
    """The encoding named by the document, else by the server; "" if neither exists."""
    prolog = _PROLOG.search(data[:_HEAD].decode("latin-1"))
    charset = CHARSET.search(content_type)
    for name in (prolog[2] if prolog else "", charset[1] if charset else ""):
        try:
            codecs.lookup(name)
        except LookupError:
            continue
        return _WIDER.get(name.lower(), name.lower())
    return ""
