"""Repair of common errors in feeds before an XML parser reads them.

HTML entities, "&" without escaping, references to characters that XML does not have, links that feedparser would take
for paths of the feed.
"""

from __future__ import annotations

import re
from html.entities import html5

#: CDATA, comments and the document type are not changed.
_PIECE = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>"
    r"|&#(?P<high>\d{5}|x[dD][89abAB][\da-fA-F]{2});&#(?P<low>\d{5}|x[dD][c-fC-F][\da-fA-F]{2});"
    r"|&#(?P<number>\d{1,9}|x[\da-fA-F]{1,8});|&(?P<name>\w+);|&",
    re.DOTALL,
)
_DECLARED = re.compile(r"<!ENTITY\s+(\w+)")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_HEAD = 20_000  # characters searched for entity declarations
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPTY_LINK = re.compile(
    r"<link\s*/>|<link>\s*(?:<!\[CDATA\[\s*\]\]>\s*)?</link\s*>|<link\b[^<>]*?\bhref\s*=\s*(?:\"\s*\"|'\s*')[^<>]*?/>"
)
_LINK_WITHOUT_SCHEME = re.compile(r"(<link>\s*(?:<!\[CDATA\[\s*)?)(?=www\.[\w-]+\.)", re.IGNORECASE)
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def without_comments_before(text: str) -> str:
    """``text`` without the comments before its first element, in which caches tell of themselves at any length."""
    before = _BEFORE_ROOT.match(text)
    end = before.end() if before else 0
    return _COMMENT.sub("", text[:end]) + text[end:]


def with_usable_links(text: str) -> str:
    """``text`` without links that say nothing, and with a scheme before "www."."""
    return _LINK_WITHOUT_SCHEME.sub(r"\1http://", _EMPTY_LINK.sub("", text))


def with_known_entities(text: str) -> str:
    """``text`` with HTML entities replaced by their characters, and bare "&" by "&amp;"."""
    declared = frozenset(_DECLARED.findall(text[:_HEAD])) | _OF_XML

    def put_right(match: re.Match[str]) -> str:
        whole, name, number = match[0], match["name"], match["number"]
        if whole[0] != "&" or name in declared:
            return whole
        if match["high"]:
            return _paired(_code(match["high"]), _code(match["low"]), whole)
        if number:
            return whole if _is_of_xml(_code(number)) else ""
        character = html5.get(f"{name};", "") if name else ""
        return _escaped(character) if character else f"&amp;{whole[1:]}"

    return _PIECE.sub(put_right, text)


def _code(number: str) -> int:
    return int(number[1:], 16) if number[0] in "xX" else int(number)


def _paired(high: int, low: int, whole: str) -> str:
    """The character of two surrogates, as programs write it that count in UTF-16; else what XML has of the two."""
    if high in _HIGH and low in _LOW:
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return "".join(part for part in re.findall(r"&#\w+;", whole) if _is_of_xml(_code(part[2:-1])))


def _is_of_xml(code: int) -> bool:
    """Whether XML 1.0 has a character with that number (section 2.2)."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def _escaped(character: str) -> str:
    return character.replace("&", "&amp;").replace("<", "&lt;")
