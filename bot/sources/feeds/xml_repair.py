"""What feeds write although no XML parser understands it, put right before one reads it: HTML's entities, bare "&"."""

from __future__ import annotations

import re
from html.entities import html5

#: CDATA, comments and the document type stay as they are.
_PIECE = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|&(?:(\w+);|#\w+;)?", re.DOTALL)
_DECLARED = re.compile(r"<!ENTITY\s+(\w+)")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_HEAD = 20_000  # characters in which entities are declared


def with_known_entities(text: str) -> str:
    """``text`` with the characters that HTML's entities stand for, and "&amp;" where an "&" stands for itself."""
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
