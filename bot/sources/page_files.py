"""Saved pages: whole ones, those in one file with their pictures (MHTML), and parts of one without <html>. Pure."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from bot.errors import SourceError
from bot.sources.decoding import decode
from bot.sources.records import Parsed
from bot.sources.text_files import parse_text
from bot.sources.web.page import NotAnArticle, read_page

ARCHIVED = frozenset({".mht", ".mhtml"})
_DOCUMENT = re.compile(rb"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_HEADING = re.compile(r"\s*<h([1-3])\b[^>]{0,500}>(.{1,500}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def parse_page(data: bytes, *, suffix: str) -> Parsed:
    """The article in a page file. Raises SourceError as ``read_page``."""
    if suffix in ARCHIVED:
        return _archived(data)
    try:
        return read_page(data)
    except NotAnArticle:
        if _DOCUMENT.search(data):
            raise
    return _fragment(data)


def _archived(data: bytes) -> Parsed:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("html",))
    content = body.get_payload(decode=True) if body else None
    if body is None or not isinstance(content, bytes):
        raise SourceError("no page was found in it")
    address = str(message["Snapshot-Content-Location"] or body["Content-Location"] or "")
    return read_page(content, address=address, charset=body.get_content_charset("") or "")


def _fragment(data: bytes) -> Parsed:
    """The article in a part of a page, as editors and databases keep it, or in a text with the name of a page."""
    text, _ = decode(data)
    heading = _HEADING.match(text)
    if heading:
        text = f"Title: {' '.join(_TAG.sub(' ', heading[2]).split())}\n\n{text[heading.end() :]}"
    return parse_text(text)
