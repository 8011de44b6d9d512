"""Repair of common errors in feeds before an XML parser reads them: HTML entities, and "&" without escaping."""

from __future__ import annotations

import re
from html.entities import html5

#: CDATA, comments and the document type are not changed.
_PIECE = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|&(?:(\w+);|#\w+;)?", re.DOTALL)
_DECLARED = re.compile(r"<!ENTITY\s+(\w+)")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_HEAD = 20_000  # characters searched for entity declarations


def with_known_entities(text: str) -> str:
    """``text`` with HTML entities replaced by their characters, and bare "&" by "&amp;"."""
    declared = frozenset(_DECLARED.findall(text[:_HEAD])) | _OF_XML

    def put_right(match: re.Match[str]) -> str:
        whole, name = match[0], match[1]
        if whole[0] != "&" or name in declared or whole.startswith("&#"):
            return whole
        character = html5.get(f"{name};", "") if name else ""
        return _escaped(character) if character else f"&amp;{whole[1:]}"

    return _PIECE.sub(put_right, text)


def _escaped(character: str) -> str:
    return character.replace("&", "&amp;").replace("<", "&lt;")
